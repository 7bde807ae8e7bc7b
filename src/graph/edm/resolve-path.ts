import type { EdmMember } from './edm-type.ts'
import { membersOf, typeNamed } from './schema.ts'

/** The end of a path: a member that a type declares, or, without one, a member that an open type may have. */
export interface ResolvedPath {
  readonly member: EdmMember | undefined
  /** Whether the path leads through a collection before its end. */
  readonly throughCollection: boolean
}

/**
 * Follows a path from a type.
 * @param refuse Creates the error for a name that a type does not have.
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
    // The types of undeclared members are unknown.
    if (!next && type?.open) return { member: undefined, throughCollection }
    if (!next) throw refuse(segment, at)
    member = next
    at = next.type
  }
  return { member, throughCollection }
}
