import { enumMembers, typeNamed } from '../../edm/schema.ts'

/** The placeholder for members that a client may not know yet. @see https://learn.microsoft.com/graph/best-practices-concept */
export const SENTINEL = 'unknownFutureValue'

/**
 * Finds the member of an enumeration in any case; several, separated by commas, for an enumeration of flags.
 * @returns the member in Graph's spelling, or `undefined` when there is none. The sentinel is not found: only responses
 * contain it.
 */
export function findEnumMember(type: string, text: string): string | undefined {
  if (!typeNamed(type)?.flags) return spell(type, text)
  const members = text.split(',').map((part) => spell(type, part.trim()))
  return members.includes(undefined) ? undefined : members.join(',')
}

/** The members after the sentinel. Only clients that ask for them see their names. */
export function membersAfterSentinel(type: string): readonly string[] {
  const members = enumMembers(type)
  return members.includes(SENTINEL) ? members.slice(members.indexOf(SENTINEL) + 1) : []
}

function spell(type: string, text: string): string | undefined {
  const members = enumMembers(type)
  const found = members.includes(text) ? text : members.find((member) => member.toLowerCase() === text.toLowerCase())
  return found === SENTINEL ? undefined : found
}
