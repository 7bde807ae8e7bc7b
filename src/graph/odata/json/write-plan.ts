import type { EdmMember } from '../../edm/edm-type.ts'
import { annotationOf, enumMembers, furtherTypeOf, navigationOf, propertiesOf, typeNamed } from '../../edm/schema.ts'
import { membersAfterSentinel } from './enum-value.ts'
import { primitiveNamed } from './primitives.ts'

/** How a member is written. */
export interface WriteStep {
  readonly name: string
  /** The text before the value, with a comma and without: `"state":`. With full metadata it includes the type. */
  readonly key: string
  readonly nextKey: string
  /** The key of null, which has no type. */
  readonly nullKey: string
  /** The key of the member's context. */
  readonly contextKey: string
  /** Full name of the type, or of the items' type when it is a collection. */
  readonly type: string
  readonly collection: boolean
  readonly as: 'same' | 'long' | 'dateTime' | 'duration' | 'enum' | 'object'
  /** Enumeration members that only clients see which ask for them. */
  readonly hidden: readonly string[]
  /** The whole member, written where the value lacks it. Absent: then nothing is written. */
  readonly filler: string | undefined
  readonly nextFiller: string | undefined
  /** When a navigation property is written. The context of an `announced` one is written for every entity. */
  readonly navigation: 'onDemand' | 'announced' | 'always' | undefined
}

/** How values of a type are written, in the order of their members. */
export interface WritePlan {
  /** `#microsoft.graph.call` */
  readonly annotation: string
  readonly kind: 'entity' | 'complex'
  readonly abstract: boolean
  readonly open: boolean
  readonly steps: readonly WriteStep[]
  /** The type of further members that are objects, as far as it is known. */
  readonly furtherType: string | undefined
  /** The names of all steps. */
  readonly names: ReadonlySet<string>
}

/**
 * Returns the plan for a type, which is made when it is first needed.
 * @param typed Whether members state their types, as full metadata does.
 * @returns `undefined` when there is no structured type of that name.
 */
export function planFor(typeName: string, typed: boolean): WritePlan | undefined {
  const plans = typed ? typedPlans : plainPlans
  const known = plans.get(typeName)
  if (known) return known
  const type = typeNamed(typeName)
  if (!type || type.kind === 'enum') return undefined
  const steps = [
    ...propertiesOf(typeName).map((member) => toStep(member, undefined, typed)),
    ...navigationOf(typeName).map((member) =>
      toStep(member, member.autoExpand ? 'always' : member.announced ? 'announced' : 'onDemand', typed),
    ),
  ]
  const { kind, abstract, open } = type
  const names = new Set(steps.map(({ name }) => name))
  const furtherType = furtherTypeOf(typeName)
  const plan = { annotation: annotationOf(typeName), kind, abstract, open, furtherType, steps, names }
  plans.set(typeName, plan)
  return plan
}

// Metadata never changes, so all emulators share the plans.
const plainPlans = new Map<string, WritePlan>()
const typedPlans = new Map<string, WritePlan>()

function toStep(member: EdmMember, navigation: WriteStep['navigation'], typed: boolean): WriteStep {
  const { name, type, collection, extra } = member
  const kind = typeNamed(type)?.kind
  const nullKey = `${JSON.stringify(name)}:`
  const note = typed ? typeNoteOf(member) : undefined
  const key =
    note === undefined ? nullKey : `${JSON.stringify(`${name}@odata.type`)}:${JSON.stringify(note)},${nullKey}`
  const filler = extra ? undefined : fillerOf(member, key, nullKey)
  return {
    name,
    key,
    nextKey: `,${key}`,
    nullKey,
    contextKey: `${JSON.stringify(`${name}@odata.context`)}:`,
    type,
    collection,
    navigation,
    as: kind === 'enum' ? 'enum' : kind ? 'object' : primitiveForm(type),
    hidden: kind === 'enum' ? membersAfterSentinel(type) : [],
    filler,
    nextFiller: filler && `,${filler}`,
  }
}

/** An enumeration that cannot be null says `unknown`. */
function fillerOf({ type, collection, nullable }: EdmMember, key: string, nullKey: string): string | undefined {
  if (collection) return `${key}[]`
  if (nullable) return `${nullKey}null`
  return typeNamed(type)?.kind === 'enum' && enumMembers(type).includes('unknown') ? `${key}"unknown"` : undefined
}

/** Types that JSON itself makes clear. */
const SELF_EVIDENT = new Set(['Edm.String', 'Edm.Boolean', 'Edm.Int32', 'Edm.Double'])

/** @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793055 */
function typeNoteOf({ type, collection }: EdmMember): string | undefined {
  const kind = typeNamed(type)?.kind
  if (kind === 'entity') return undefined
  const short = type.replace(/^Edm\./, '')
  if (collection) return `#Collection(${short})`
  // An object states its type inside.
  return kind === 'complex' || SELF_EVIDENT.has(type) ? undefined : `#${short}`
}

function primitiveForm(type: string): WriteStep['as'] {
  if (type === 'Edm.DateTimeOffset') return 'dateTime'
  if (type === 'Edm.Duration') return 'duration'
  if (type === 'Edm.Int64' || type === 'Edm.Decimal') return 'long'
  if (primitiveNamed(type)) return 'same'
  throw new Error(`The type '${type}' is not in the metadata of the emulator.`)
}
