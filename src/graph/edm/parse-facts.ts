import type { EdmMember, EdmType } from './edm-type.ts'
import type { MetadataFacts, TypeFacts } from './facts.ts'

/** A type of the metadata with its facts, which are parsed only when its members are needed. */
export interface TypeEntry {
  readonly type: EdmType
  readonly namespace: string
  readonly facts: TypeFacts
  /** What is known of the type beyond v1.0's metadata. */
  readonly extras?: TypeFacts | undefined
  /** The members of an enumeration, with spaces between. */
  readonly members: string
}

/** An action or a function. */
export interface ActionEntry {
  readonly name: string
  readonly boundTo: string
  readonly parameters: () => readonly EdmMember[]
}

export function* parseTypes({
  namespace,
  enums,
  flagEnums,
  complexTypes,
  entityTypes,
}: MetadataFacts): Generator<[string, TypeEntry]> {
  const entry = (
    name: string,
    kind: EdmType['kind'],
    facts: TypeFacts,
    members = '',
    flags = false,
  ): [string, TypeEntry] => {
    const base = facts.base && fullName(facts.base, namespace)
    const type = { name: `${namespace}.${name}`, kind, base, abstract: !!facts.abstract, open: !!facts.open, flags }
    return [type.name, { type, namespace, facts, members }]
  }
  for (const [name, members] of Object.entries(enums ?? {})) yield entry(name, 'enum', {}, members)
  for (const [name, members] of Object.entries(flagEnums ?? {})) yield entry(name, 'enum', {}, members, true)
  for (const [name, facts] of Object.entries(complexTypes ?? {})) yield entry(name, 'complex', facts)
  for (const [name, facts] of Object.entries(entityTypes ?? {})) yield entry(name, 'entity', facts)
}

export function parseActions({ namespace, actions, functions }: MetadataFacts): ActionEntry[] {
  return [actions, functions].flatMap((byBinding) =>
    Object.entries(byBinding ?? {}).flatMap(([bound, named]) =>
      Object.entries(named).map(([name, { parameters }]) => {
        const { type, collection } = parseMember('', bound, namespace, false)
        return {
          name: `${namespace}.${name}`,
          boundTo: collection ? `Collection(${type})` : type,
          parameters: once(() => parseMembers(parameters, namespace, false)),
        }
      }),
    ),
  )
}

export function parseMembers(
  members: Readonly<Record<string, string>> = {},
  namespace: string,
  extra: boolean,
): EdmMember[] {
  return Object.entries(members).map(([name, notation]) => parseMember(name, notation, namespace, extra))
}

function parseMember(name: string, notation: string, namespace: string, extra: boolean): EdmMember {
  const [, type = '', collection, required] = /^([\w.]+)(\[\])?(!)?$/.exec(notation) ?? []
  return { name, type: fullName(type, namespace), collection: !!collection, nullable: !required, extra }
}

/** Only the names of Edm's own types begin with a capital letter. */
function fullName(type: string, namespace: string): string {
  if (type.includes('.')) return type
  return /^[A-Z]/.test(type) ? `Edm.${type}` : `${namespace}.${type}`
}

function once<Result>(compute: () => Result): () => Result {
  let result: Result | undefined
  return () => {
    result ??= compute()
    return result
  }
}
