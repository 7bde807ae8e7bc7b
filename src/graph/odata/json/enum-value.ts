import { enumMembers, typeNamed } from '../../edm/schema.ts'

/** What stands for members that a client may not know yet. https://learn.microsoft.com/graph/best-practices-concept */
export const SENTINEL = 'unknownFutureValue'

/**
 * The member of an enumeration that text names, spelt as Graph does, whatever its case; several, with commas between,
 * where the enumeration is one of flags.
 * @returns nothing when there is no such member. The sentinel is none: it is for answers only.
 */
export function findEnumMember(type: string, text: string): string | undefined {
  if (!typeNamed(type)?.flags) return spell(type, text)
  const members = text.split(',').map((part) => spell(type, part.trim()))
  return members.includes(undefined) ? undefined : members.join(',')
}

/** Members with a value above the sentinel's: shown by name only to clients that ask for it. */
export function membersAfterSentinel(type: string): readonly string[] {
  const members = enumMembers(type)
  return members.includes(SENTINEL) ? members.slice(members.indexOf(SENTINEL) + 1) : []
}

function spell(type: string, text: string): string | undefined {
  const members = enumMembers(type)
  const found = members.includes(text) ? text : members.find((member) => member.toLowerCase() === text.toLowerCase())
  return found === SENTINEL ? undefined : found
}
