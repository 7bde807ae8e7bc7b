import { type EdmMember, membersOf, typeNamed } from './schema.ts'

/** Where a path leads: to a member that a type declares, or to one that an open type may have. */
export interface ResolvedPath {
  readonly member: EdmMember | undefined
  /** Whether a collection lies on the way, before the end. */
  readonly throughCollection: boolean
}

/**
 * Follows a path from a type.
 * @param refuse Called with the name that is not there, and the type that lacks it.
 */
export function resolvePath(
  typeName: string,
  segments: readonly string[],
  refuse: (name: string, typeName: string) => Error,
): ResolvedPath {
  let at = typeName
  let member: EdmMember | undefined
  let throughCollection = false
  for (const segment of segments) {
    throughCollection ||= member?.collection === true
    const type = typeNamed(at)
    const next = type && type.kind !== 'enum' ? membersOf(at).get(segment) : undefined
    // Nothing is known of what lies beyond.
    if (!next && type?.open) return { member: undefined, throughCollection }
    if (!next) throw refuse(segment, at)
    member = next
    at = next.type
  }
  return { member, throughCollection }
}
