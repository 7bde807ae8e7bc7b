import { isJsonObject, type Json, type JsonObject } from '../edm/json.ts'
import { contextUrl, memberContext } from './context-url.ts'
import { toDateTimeText, toDurationText, toUtcText } from './date-time.ts'
import { SENTINEL } from './enum-value.ts'
import type { Expansion } from './query.ts'
import { typeNameIn } from './type-annotation.ts'
import { planFor, type WritePlan, type WriteStep } from './write-plan.ts'

export interface SerializeOptions {
  /** Whether every object says its type, as the calls' pages show it, or only one that is not of the declared type. */
  readonly types: 'always' | 'derived'
  /** Whether declared members that a value lacks are written, as null or `[]`. If not, nulls and `[]` are left out. */
  readonly nulls: boolean
  /** The navigation properties to write, beside those that are always expanded. */
  readonly expand?: readonly Expansion[]
  /** Whether enumeration members that newer clients know are written by name. */
  readonly unknownEnumMembers: boolean
  /** Gives expanded members their own `@odata.context`: where the answer comes from, and what it holds. */
  readonly inlineContext?: { readonly serviceRoot: string; readonly context: string }
}

/**
 * Writes a value as Graph shows it: `@odata.type`, `id`, then what its type declares, in that order, then the further
 * members of an open type. Epoch milliseconds become date-times and milliseconds durations; date-times with an offset become UTC, other text stays.
 * @returns a new object that is ready for `JSON.stringify`.
 */
export function serialize(typeName: string, value: JsonObject, options: SerializeOptions): JsonObject {
  if (!planFor(typeName)) throw new Error(`No type '${typeName}' is known.`)
  return writeObject(typeName, value, options)
}

type Written = Record<string, Json | undefined>

/** @param declared The type that is declared for the value; none is for the further members of an open type. */
function writeObject(declared: string | undefined, value: JsonObject, options: SerializeOptions): JsonObject {
  const annotation = value['@odata.type']
  const own = typeof annotation === 'string' ? typeNameIn(annotation) : undefined
  const ownPlan = own === undefined ? undefined : planFor(own)
  const plan = ownPlan ?? (declared === undefined ? undefined : planFor(declared))
  const written: Written = {}
  if (own !== undefined && (options.types === 'always' || own !== declared || plan?.abstract)) {
    written['@odata.type'] = ownPlan?.annotation ?? `#${own}`
  } else if (own === undefined && options.types === 'always' && plan && !plan.abstract) {
    written['@odata.type'] = plan.annotation
  }
  const further = furtherMembers(plan, value, written)
  if (plan) writeMembers(plan, value, options, written)
  for (const name of further) writeFurther(name, value[name], options, written)
  return written
}

/** The names that the plan does not have. Annotations of the object itself are written at once: they come first. */
function furtherMembers(plan: WritePlan | undefined, value: JsonObject, written: Written): string[] {
  const names: string[] = []
  for (const name of Object.keys(value)) {
    if (plan?.names.has(name) || name === '@odata.type' || name === '__proto__') continue
    if (name.startsWith('@')) written[name] = value[name]
    else if (!plan || plan.open || name.includes('@')) names.push(name)
  }
  return names
}

function writeMembers(plan: WritePlan, value: JsonObject, options: SerializeOptions, written: Written): void {
  for (const step of plan.steps) {
    if (step.navigation) {
      writeNavigation(step, value, options, written)
      continue
    }
    const given = value[step.name]
    if (given === undefined || given === null) {
      const filler = step.filler === undefined && given === null ? null : step.filler
      if (options.nulls && filler !== undefined) written[step.name] = filler
    } else if (options.nulls || !isEmptyList(given)) {
      written[step.name] = writeMember(step, given, options)
    }
  }
}

function writeNavigation(step: WriteStep, value: JsonObject, options: SerializeOptions, written: Written): void {
  const { name, collection } = step
  const expansion = options.expand?.find(({ property }) => property === name)
  if (!expansion && step.navigation !== 'always') return
  const given = value[name] ?? (collection ? [] : null)
  if (!options.nulls && (given === null || isEmptyList(given))) return
  const { expand: _outer, inlineContext, ...rest } = options
  const inner = { ...rest, ...(expansion?.expand && { expand: expansion.expand }) }
  if (!inlineContext || given === null) {
    written[name] = given === null ? null : writeMember(step, given, inner)
    return
  }
  const { serviceRoot, context } = inlineContext
  const here = `${memberContext(context, String(value.id))}/${name}`
  written[`${name}@odata.context`] = contextUrl(serviceRoot, collection ? here : `${here}/$entity`, expansion)
  written[name] = writeMember(step, given, { ...inner, inlineContext: { serviceRoot, context: here } })
}

function writeMember(step: WriteStep, given: Json, options: SerializeOptions): Json {
  if (step.as === 'same') return given
  if (step.collection && isJsonList(given)) return given.map((item) => writeItem(step, item, options))
  return writeItem(step, given, options)
}

function writeItem({ as, type, hidden }: WriteStep, item: Json, options: SerializeOptions): Json {
  if (typeof item === 'string') {
    if (as === 'dateTime') return toUtcText(item)
    return hidden.length > 0 && !options.unknownEnumMembers && hidden.includes(item) ? SENTINEL : item
  }
  if (typeof item === 'number') {
    return as === 'dateTime' ? toDateTimeText(item) : as === 'duration' ? toDurationText(item) : item
  }
  return isJsonObject(item) ? writeObject(as === 'object' ? type : undefined, item, options) : item
}

function writeFurther(name: string, given: Json | undefined, options: SerializeOptions, written: Written): void {
  if (given === undefined || (!options.nulls && (given === null || isEmptyList(given)))) return
  written[name] = copyUntyped(given, options)
}

function copyUntyped(given: Json, options: SerializeOptions): Json {
  if (isJsonList(given)) return given.map((item) => copyUntyped(item, options))
  return isJsonObject(given) ? writeObject(undefined, given, options) : given
}

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isEmptyList(value: Json): boolean {
  return isJsonList(value) && value.length === 0
}
