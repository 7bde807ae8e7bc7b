import type { EdmMember, EdmNavigation, EdmType } from './edm-type.ts'
import type { TypeFacts } from './facts.ts'
import { v1Metadata } from './metadata.ts'
import { type ActionEntry, parseActions, parseMembers, parseTypes, type TypeEntry } from './parse-facts.ts'
import { betaAndObserved } from './types/beta-and-observed.ts'

/** @returns the type of that name, or `undefined` when the metadata has none. */
export function typeNamed(name: string): EdmType | undefined {
  return schema().types.get(name)?.type
}

/** The `@odata.type` of a type: `#microsoft.graph.call`. All values share one string, because rows keep it. */
export const annotationOf: (name: string) => string = memoize((name) => `#${name}`)

/** Whether the type is assumed for a value that could be of several types. */
export function isAssumed(name: string): boolean {
  return schema().types.get(name)?.extras?.assumed === true
}

/** The properties of a type: the inherited ones, then its own. */
export const propertiesOf: (name: string) => readonly EdmMember[] = memoize((name) => {
  const { type, namespace, facts, extras } = requireType(name)
  const inherited = type.base ? propertiesOf(type.base) : []
  const unfilled = extras?.unfilled?.split(' ') ?? []
  const own = parseMembers(facts.properties, namespace, false).map((member) =>
    unfilled.includes(member.name) ? { ...member, extra: true } : member,
  )
  return [...inherited, ...own, ...parseMembers(extras?.properties, namespace, true)]
})

/** The navigation properties of a type: the inherited ones, then its own. */
export const navigationOf: (name: string) => readonly EdmNavigation[] = memoize((name) => {
  const { type, namespace, facts, extras } = requireType(name)
  const inherited = type.base ? navigationOf(type.base) : []
  const own = parseMembers(facts.contains, namespace, false)
  return [...inherited, ...own.map((member) => toNavigation(member, facts, extras))]
})

function toNavigation(member: EdmMember, facts: TypeFacts, extras: TypeFacts | undefined): EdmNavigation {
  return {
    ...member,
    autoExpand: member.name === facts.autoExpand,
    announced: member.name === extras?.announced,
  }
}

/** The type of a type's further members that are objects, as far as it is known. */
export const furtherTypeOf: (name: string) => string | undefined = memoize((name) => {
  const { type, namespace, extras } = requireType(name)
  if (extras?.further) return `${namespace}.${extras.further}`
  return type.base && furtherTypeOf(type.base)
})

/** All declared members of a type, by name. */
export const membersOf: (name: string) => ReadonlyMap<string, EdmMember> = memoize((name) => {
  return new Map([...propertiesOf(name), ...navigationOf(name)].map((member) => [member.name, member]))
})

/** Whether a type is another one or derived from it. */
export function isDerivedFrom(name: string, base: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = typeNamed(at)?.base) if (at === base) return true
  return false
}

/** The types that a value can have where `base` is declared. */
export const concreteTypesOf: (base: string) => readonly string[] = memoize((base) => {
  const types = [...schema().types.values()].map(({ type }) => type)
  return types.filter(({ name, abstract }) => !abstract && isDerivedFrom(name, base)).map(({ name }) => name)
})

/** The members of an enumeration, in the order of their values and in Graph's spelling. */
export const enumMembers: (name: string) => readonly string[] = memoize((name) => {
  return requireType(name).members.trim().split(/\s+/)
})

/**
 * The parameters of an action or function, by its full name.
 * @param boundTo The type that it is bound to, such as `Collection(microsoft.graph.call)`, where the name is ambiguous.
 */
export function parametersOf(name: string, boundTo?: string): readonly EdmMember[] {
  const found = schema().actions.find((one) => one.name === name && (!boundTo || one.boundTo === boundTo))
  if (!found) {
    const bound = boundTo ? ` bound to '${boundTo}'` : ''
    throw new Error(`The metadata of the emulator has no action or function '${name}'${bound}.`)
  }
  return found.parameters()
}

function requireType(name: string): TypeEntry {
  const found = schema().types.get(name)
  if (!found) throw new Error(`The type '${name}' is not in the metadata of the emulator.`)
  return found
}

interface Schema {
  readonly types: ReadonlyMap<string, TypeEntry>
  readonly actions: readonly ActionEntry[]
}

let parsed: Schema | undefined

/** The metadata is parsed when it is first needed, so that importing the emulator does no work. */
function schema(): Schema {
  parsed ??= parseSchema()
  return parsed
}

function parseSchema(): Schema {
  const types = new Map<string, TypeEntry>()
  for (const facts of [...v1Metadata, betaAndObserved]) {
    for (const [name, entry] of parseTypes(facts)) {
      const known = types.get(name)
      types.set(name, known && entry.type.kind !== 'enum' ? { ...known, extras: entry.facts } : entry)
    }
  }
  return { types, actions: [...v1Metadata, betaAndObserved].flatMap(parseActions) }
}

/** Metadata never changes, so each result is computed once. */
function memoize<Result>(compute: (name: string) => Result): (name: string) => Result {
  const cache = new Map<string, Result>()
  return (name) => {
    const cached = cache.get(name)
    if (cached !== undefined) return cached
    const result = compute(name)
    cache.set(name, result)
    return result
  }
}
