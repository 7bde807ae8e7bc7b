import { annotationOf, type EdmMember, enumMembers, navigationOf, propertiesOf, typeNamed } from '../../edm/schema.ts'
import { membersAfterSentinel } from './enum-value.ts'
import { primitiveNamed } from './primitives.ts'

/** How a member is written. */
export interface WriteStep {
  readonly name: string
  /** The name as JSON has it, with its colon, and with a comma before it. */
  readonly key: string
  readonly nextKey: string
  /** Full name of the type, of the items' type when it is a collection. */
  readonly type: string
  readonly collection: boolean
  readonly as: 'same' | 'dateTime' | 'duration' | 'enum' | 'object'
  /** Enumeration members that clients see by name only when they ask for it. */
  readonly hidden: readonly string[]
  /** The whole member, as JSON, where the value does not have it; nothing is written where this is absent. */
  readonly filler: string | undefined
  readonly nextFiller: string | undefined
  /** When it is written; of what is `announced`, an entity has the context in any case. */
  readonly navigation: 'onDemand' | 'announced' | 'always' | undefined
}

/** How values of a type are written, in the order of their members. */
export interface WritePlan {
  /** The type as annotations have it: `#microsoft.graph.call`. */
  readonly annotation: string
  readonly abstract: boolean
  readonly open: boolean
  readonly steps: readonly WriteStep[]
  /** The names of all steps. */
  readonly names: ReadonlySet<string>
}

/** The plan for a type, made when it is first needed; nothing when the name is not a structured type's. */
export function planFor(typeName: string): WritePlan | undefined {
  const known = plans.get(typeName)
  if (known) return known
  const type = typeNamed(typeName)
  if (!type || type.kind === 'enum') return undefined
  const properties = propertiesOf(typeName).map((member) => toStep(member, undefined))
  const navigation = navigationOf(typeName).map((member) => {
    return toStep(member, member.autoExpand ? 'always' : member.announced ? 'announced' : 'onDemand')
  })
  const steps = [...properties, ...navigation]
  const names = new Set(steps.map(({ name }) => name))
  const plan = { annotation: annotationOf(typeName), abstract: type.abstract, open: type.open, steps, names }
  plans.set(typeName, plan)
  return plan
}

// Facts do not change, so a plan is good for every emulator.
const plans = new Map<string, WritePlan>()

function toStep(
  { name, type, collection, nullable, extra }: EdmMember,
  navigation: WriteStep['navigation'],
): WriteStep {
  const kind = typeNamed(type)?.kind
  const key = `${JSON.stringify(name)}:`
  const value = extra ? undefined : collection ? '[]' : nullable ? 'null' : fillerOf(type)
  const filler = value && key + value
  return {
    name,
    key,
    nextKey: `,${key}`,
    type,
    collection,
    navigation,
    as: kind === 'enum' ? 'enum' : kind ? 'object' : primitiveForm(type),
    hidden: kind === 'enum' ? membersAfterSentinel(type) : [],
    filler,
    nextFiller: filler && `,${filler}`,
  }
}

/** An enumeration that cannot be null says that it is not known. */
function fillerOf(type: string): string | undefined {
  return typeNamed(type)?.kind === 'enum' && enumMembers(type).includes('unknown') ? '"unknown"' : undefined
}

function primitiveForm(type: string): WriteStep['as'] {
  if (type === 'Edm.DateTimeOffset') return 'dateTime'
  if (type === 'Edm.Duration') return 'duration'
  if (primitiveNamed(type)) return 'same'
  throw new Error(`No type '${type}' is known.`)
}
