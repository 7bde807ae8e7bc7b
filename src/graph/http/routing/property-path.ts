import { membersOf, navigationOf, typeNamed } from '../../edm/schema.ts'

/** The part of a resource that a request addresses: the whole, the number of its items (`/$count`), or a property. */
export type ResourcePart = 'whole' | 'count' | PropertyPath

/** A property, or a part of it: `/communications/calls/{id}/state`, `/communications/callRecords/{id}/organizer/user`. */
export interface PropertyPath {
  /** The names as the types declare them. */
  readonly path: readonly string[]
  /** Whether the bare text is requested: `…/state/$value`. */
  readonly raw: boolean
}

/** @returns the declared names for segments in any case, or `undefined` when the type has no such property. */
export function toPropertyPath(typeName: string, segments: readonly string[]): readonly string[] | undefined {
  const path: string[] = []
  let at = typeName
  let isCollection = false
  for (const segment of segments) {
    const type = typeNamed(at)
    if (isCollection || !type || type.kind === 'enum') return undefined
    const lower = segment.toLowerCase()
    const member = [...membersOf(at).values()].find(({ name }) => name.toLowerCase() === lower)
    if (!member || navigationOf(at).some(({ name }) => name === member.name)) return undefined
    path.push(member.name)
    at = member.type
    isCollection = member.collection
  }
  return path
}

/** Whether the response is plain text instead of JSON. */
export function isText(part: ResourcePart): boolean {
  return part === 'count' || (part !== 'whole' && part.raw)
}
