import type { MetadataFacts, TypeFacts } from './facts.ts'
import { v1Metadata } from './metadata.ts'
import { betaAndObserved } from './types/beta-and-observed.ts'

/** A type, by its full name such as `microsoft.graph.call`. */
export interface EdmType {
  readonly name: string
  readonly kind: 'entity' | 'complex' | 'enum'
  readonly base: string | undefined
  readonly abstract: boolean
  /** Instances may have members beyond those declared. */
  readonly open: boolean
  /** Of an enumeration: a value can hold several members. */
  readonly flags: boolean
}

/** A property of a type, or a parameter of an action. */
export interface EdmMember {
  readonly name: string
  /** Full name of its type; of its items' type when it is a collection. */
  readonly type: string
  readonly collection: boolean
  readonly nullable: boolean
  /** Known from /beta or from answers, not from v1.0's metadata: there only when there is something to say. */
  readonly extra: boolean
}

export interface EdmNavigation extends EdmMember {
  /** Expanded without being asked for. */
  readonly autoExpand: boolean
  /** An entity says where it is, expanded or not. */
  readonly announced: boolean
}

/** The type of a name, or nothing when it is not known. */
export function typeNamed(name: string): EdmType | undefined {
  return schema().types.get(name)?.type
}

/** What an `@odata.type` says of a type: `#microsoft.graph.call`. The same text for all values, as rows keep it. */
export const annotationOf: (name: string) => string = remember((name) => `#${name}`)

/** Whether a value is taken for this type where it could be several. */
export function isAssumed(name: string): boolean {
  return schema().types.get(name)?.extras?.assumed === true
}

/** The properties of a type: inherited ones first, its own after them. */
export const propertiesOf: (name: string) => readonly EdmMember[] = remember((name) => {
  const { type, namespace, facts, extras } = requireType(name)
  const inherited = type.base ? propertiesOf(type.base) : []
  const unfilled = extras?.unfilled?.split(' ') ?? []
  const own = parseMembers(facts.properties, namespace, false).map((member) =>
    unfilled.includes(member.name) ? { ...member, extra: true } : member,
  )
  return [...inherited, ...own, ...parseMembers(extras?.properties, namespace, true)]
})

/** The navigation properties of a type: inherited ones first, its own after them. */
export const navigationOf: (name: string) => readonly EdmNavigation[] = remember((name) => {
  const { type, namespace, facts, extras } = requireType(name)
  const inherited = type.base ? navigationOf(type.base) : []
  const own = parseMembers(facts.contains, namespace, false)
  const navigation = own.map((member) => ({
    ...member,
    autoExpand: member.name === facts.autoExpand,
    announced: member.name === extras?.announced,
  }))
  return [...inherited, ...navigation]
})

/** Everything that a value of the type can have by declaration, by name. */
export const membersOf: (name: string) => ReadonlyMap<string, EdmMember> = remember((name) => {
  return new Map([...propertiesOf(name), ...navigationOf(name)].map((member) => [member.name, member]))
})

/** Whether a type is another one or derived from it. */
export function isDerivedFrom(name: string, base: string): boolean {
  for (let at: string | undefined = name; at !== undefined; at = typeNamed(at)?.base) if (at === base) return true
  return false
}

/** The types that a value can have where `base` is declared. */
export const concreteTypesOf: (base: string) => readonly string[] = remember((base) => {
  const types = [...schema().types.values()].map(({ type }) => type)
  return types.filter(({ name, abstract }) => !abstract && isDerivedFrom(name, base)).map(({ name }) => name)
})

/** The members of an enumeration, in order of their values, spelt as they go over the wire. */
export const enumMembers: (name: string) => readonly string[] = remember((name) => {
  return requireType(name).members.trim().split(/\s+/)
})

/**
 * The parameters of an action or function, by its full name.
 * @param boundTo What it is bound to, such as `Collection(microsoft.graph.call)`, where the name alone leaves a choice.
 */
export function parametersOf(name: string, boundTo?: string): readonly EdmMember[] {
  const found = schema().operations.find((one) => one.name === name && (!boundTo || one.boundTo === boundTo))
  if (!found) throw new Error(`No action or function '${name}'${boundTo ? ` is bound to '${boundTo}'` : ''}.`)
  return found.parameters()
}

interface TypeEntry {
  readonly type: EdmType
  readonly namespace: string
  readonly facts: TypeFacts
  readonly extras?: TypeFacts | undefined
  readonly members: string
}

interface OperationEntry {
  readonly name: string
  readonly boundTo: string
  readonly parameters: () => readonly EdmMember[]
}

interface Schema {
  readonly types: ReadonlyMap<string, TypeEntry>
  readonly operations: readonly OperationEntry[]
}

const schema = lazily((): Schema => {
  const types = new Map<string, TypeEntry>()
  for (const facts of [...v1Metadata, betaAndObserved]) {
    for (const [name, entry] of toEntries(facts)) {
      const known = types.get(name)
      types.set(name, known && entry.type.kind !== 'enum' ? { ...known, extras: entry.facts } : entry)
    }
  }
  return { types, operations: [...v1Metadata, betaAndObserved].flatMap(toOperations) }
})

function* toEntries({
  namespace,
  enums,
  flagEnums,
  complexTypes,
  entityTypes,
}: MetadataFacts): Generator<[string, TypeEntry]> {
  const of = (
    name: string,
    kind: EdmType['kind'],
    facts: TypeFacts,
    members = '',
    flags = false,
  ): [string, TypeEntry] => {
    const base = facts.base && resolve(facts.base, namespace)
    const type = { name: `${namespace}.${name}`, kind, base, abstract: !!facts.abstract, open: !!facts.open, flags }
    return [type.name, { type, namespace, facts, members }]
  }
  for (const [name, members] of Object.entries(enums ?? {})) yield of(name, 'enum', {}, members)
  for (const [name, members] of Object.entries(flagEnums ?? {})) yield of(name, 'enum', {}, members, true)
  for (const [name, facts] of Object.entries(complexTypes ?? {})) yield of(name, 'complex', facts)
  for (const [name, facts] of Object.entries(entityTypes ?? {})) yield of(name, 'entity', facts)
}

function toOperations({ namespace, actions, functions }: MetadataFacts): OperationEntry[] {
  return [actions, functions].flatMap((byBinding) =>
    Object.entries(byBinding ?? {}).flatMap(([bound, operations]) =>
      Object.entries(operations).map(([name, { parameters }]) => {
        const { type, collection } = parseMember('', bound, namespace, false)
        return {
          name: `${namespace}.${name}`,
          boundTo: collection ? `Collection(${type})` : type,
          parameters: lazily(() => parseMembers(parameters, namespace, false)),
        }
      }),
    ),
  )
}

function parseMembers(members: Readonly<Record<string, string>> = {}, namespace: string, extra: boolean): EdmMember[] {
  return Object.entries(members).map(([name, notation]) => parseMember(name, notation, namespace, extra))
}

function parseMember(name: string, notation: string, namespace: string, extra: boolean): EdmMember {
  const [, type = '', collection, required] = /^([\w.]+)(\[\])?(!)?$/.exec(notation) ?? []
  return { name, type: resolve(type, namespace), collection: !!collection, nullable: !required, extra }
}

/** Only Edm's own types begin with a capital letter. */
function resolve(type: string, namespace: string): string {
  if (type.includes('.')) return type
  return /^[A-Z]/.test(type) ? `Edm.${type}` : `${namespace}.${type}`
}

function requireType(name: string): TypeEntry {
  const found = schema().types.get(name)
  if (!found) throw new Error(`No type '${name}' is known.`)
  return found
}

/** Facts do not change, so each look-up is worked out once, when it is first asked for. */
function remember<Found>(find: (name: string) => Found): (name: string) => Found {
  const known = new Map<string, Found>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const found = find(name)
    known.set(name, found)
    return found
  }
}

function lazily<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
