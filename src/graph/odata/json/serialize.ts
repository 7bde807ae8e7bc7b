import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import type { Expansion } from '../query/query.ts'
import { contextUrl, isOfEntity, memberContext } from './context-url.ts'
import { toDateTimeText, toDurationText, toUtcText } from './date-time.ts'
import { SENTINEL } from './enum-value.ts'
import { typeNameIn } from './type-annotation.ts'
import { planFor, type WritePlan, type WriteStep } from './write-plan.ts'

export interface SerializeOptions {
  /** Whether every object says its type, as the calls' pages show it, or only one that is not of the declared type. */
  readonly types: 'always' | 'derived'
  /** Whether declared members that a value lacks are written, as null or `[]`. If not, nulls and `[]` are left out. */
  readonly nulls: boolean
  /** The navigation properties to write, beside those that are always expanded. */
  readonly expand?: readonly Expansion[] | undefined
  /** Whether enumeration members that newer clients know are written by name. */
  readonly unknownEnumMembers: boolean
  /** Gives expanded members their own `@odata.context`: where the answer comes from, and what it holds. */
  readonly inlineContext?: { readonly serviceRoot: string; readonly context: string } | undefined
}

/** As `serializeToText`. @returns a new object. */
export function serialize(typeName: string, value: JsonObject, options: SerializeOptions): JsonObject {
  return JSON.parse(serializeToText(typeName, value, options))
}

/**
 * Writes a value as Graph shows it: `@odata.type`, `id`, then what its type declares, in that order, then the further
 * members of an open type. Epoch milliseconds become date-times and milliseconds durations; date-times with an offset become UTC, other text stays.
 * @returns JSON. (An object that is only there to be made text of would cost twice as much.)
 */
export function serializeToText(typeName: string, value: JsonObject, options: SerializeOptions): string {
  if (!planFor(typeName)) throw new Error(`No type '${typeName}' is known.`)
  const pieces: Pieces = []
  writeObject(pieces, '', typeName, value, options)
  return pieces.join('')
}

/** JSON in pieces: text that grew by concatenation would hold on to every step of it. */
type Pieces = string[]

/**
 * @param lead What comes before it: a comma and a name, where it has those.
 * @param declared The type that is declared for the value; none is for the further members of an open type.
 */
function writeObject(
  pieces: Pieces,
  lead: string,
  declared: string | undefined,
  value: JsonObject,
  options: SerializeOptions,
): void {
  const annotation = value['@odata.type']
  const own = typeof annotation === 'string' ? typeNameIn(annotation) : undefined
  const ownPlan = own === undefined ? undefined : planFor(own)
  const plan = ownPlan ?? (declared === undefined ? undefined : planFor(declared))
  const begin = pieces.push(`${lead}{`)
  if (own !== undefined && (options.types === 'always' || own !== declared || plan?.abstract)) {
    pieces.push(`"@odata.type":${quote(ownPlan?.annotation ?? `#${own}`)}`)
  } else if (own === undefined && options.types === 'always' && plan && !plan.abstract) {
    pieces.push(`"@odata.type":${quote(plan.annotation)}`)
  }
  const further = furtherMembers(plan, value, options)
  // Annotations of the object itself come first.
  for (const name of further) if (name.startsWith('@')) writeUntyped(pieces, leadOf(pieces, begin, name), value[name])
  if (plan) writeMembers(pieces, begin, plan, value, options)
  for (const name of further) {
    if (!name.startsWith('@')) writeFurther(pieces, leadOf(pieces, begin, name), value[name], options)
  }
  pieces.push('}')
}

function leadOf(pieces: Pieces, begin: number, name: string): string {
  return `${pieces.length > begin ? ',' : ''}${quote(name)}:`
}

/** The names that the plan does not have, and that are written. */
function furtherMembers(
  plan: WritePlan | undefined,
  value: JsonObject,
  { inlineContext }: SerializeOptions,
): readonly string[] {
  let names: string[] | undefined
  for (const name in value) {
    if (plan?.names.has(name) || name === '@odata.type' || name === '__proto__') continue
    if (plan && !plan.open && !name.includes('@')) continue
    // The emulator says itself where an expanded member is.
    if (inlineContext && plan?.names.has(name.replace('@odata.context', ''))) continue
    names ??= []
    names.push(name)
  }
  return names ?? NONE
}

const NONE: readonly string[] = []

function writeMembers(
  pieces: Pieces,
  begin: number,
  plan: WritePlan,
  value: JsonObject,
  options: SerializeOptions,
): void {
  for (const step of plan.steps) {
    const isFirst = pieces.length === begin
    const lead = isFirst ? step.key : step.nextKey
    const given = value[step.name]
    if (step.navigation) writeNavigation(pieces, lead, step, value, options)
    else if (given !== undefined && given !== null) {
      if (options.nulls || !isEmptyList(given)) writeMember(pieces, lead, step, given, options)
    } else if (options.nulls) {
      const filler = isFirst ? step.filler : step.nextFiller
      if (filler !== undefined) pieces.push(filler)
      else if (given === null) pieces.push(`${lead}null`)
    }
  }
}

function writeNavigation(
  pieces: Pieces,
  lead: string,
  step: WriteStep,
  value: JsonObject,
  options: SerializeOptions,
): void {
  const { name, collection, navigation } = step
  const { types, nulls, unknownEnumMembers, inlineContext } = options
  const expansion = options.expand?.find(({ property }) => property === name)
  const isShown = expansion !== undefined || navigation === 'always'
  const isAnnounced = navigation === 'announced' && inlineContext !== undefined && isOfEntity(inlineContext.context)
  if (!isShown && !isAnnounced) return
  const given = value[name] ?? (collection ? [] : null)
  if (!nulls && !isAnnounced && (given === null || isEmptyList(given))) return
  const inner = { types, nulls, unknownEnumMembers, expand: expansion?.expand }
  if (given === null) pieces.push(`${lead}null`)
  else if (!inlineContext) writeMember(pieces, lead, step, given, inner)
  else {
    const { serviceRoot, context } = inlineContext
    const here = `${memberContext(context, String(value.id))}/${name}`
    const url = contextUrl(serviceRoot, collection && !isAnnounced ? here : `${here}/$entity`, expansion)
    pieces.push(`${lead.slice(0, -2)}@odata.context":${quote(url)}`)
    if (!isShown || (!nulls && isEmptyList(given))) return
    writeMember(pieces, step.nextKey, step, given, { ...inner, inlineContext: { serviceRoot, context: here } })
  }
}

function writeMember(pieces: Pieces, lead: string, step: WriteStep, given: Json, options: SerializeOptions): void {
  if (step.collection && isJsonList(given)) {
    writeList(pieces, lead, given, (comma, item) => writeItem(pieces, comma, step, item, options))
  } else writeItem(pieces, lead, step, given, options)
}

function writeItem(
  pieces: Pieces,
  lead: string,
  { as, type, hidden }: WriteStep,
  item: Json,
  options: SerializeOptions,
): void {
  if (as !== 'same' && isJsonObject(item)) {
    writeObject(pieces, lead, as === 'object' ? type : undefined, item, options)
  } else if (typeof item === 'number' && as === 'dateTime') pieces.push(`${lead}"${toDateTimeText(item)}"`)
  else if (typeof item === 'number' && as === 'duration') pieces.push(`${lead}"${toDurationText(item)}"`)
  else if (typeof item === 'string' && as === 'dateTime') pieces.push(lead + quote(toUtcText(item)))
  else if (typeof item === 'string' && hidden.includes(item) && !options.unknownEnumMembers) {
    pieces.push(`${lead}"${SENTINEL}"`)
  } else pieces.push(lead + textOf(item))
}

function writeFurther(pieces: Pieces, lead: string, given: Json | undefined, options: SerializeOptions): void {
  const isNothing = given === undefined || given === null || isEmptyList(given)
  if (options.nulls || !isNothing) writeUntyped(pieces, lead, given, options)
}

/** @param options Without them, it is written as it is. */
function writeUntyped(pieces: Pieces, lead: string, given: Json | undefined, options?: SerializeOptions): void {
  if (given === undefined) return
  if (options && isJsonList(given)) {
    writeList(pieces, lead, given, (comma, item) => writeUntyped(pieces, comma, item, options))
  } else if (options && isJsonObject(given)) writeObject(pieces, lead, undefined, given, options)
  else pieces.push(lead + textOf(given))
}

function writeList(
  pieces: Pieces,
  lead: string,
  list: readonly Json[],
  write: (lead: string, item: Json) => void,
): void {
  pieces.push(`${lead}[`)
  list.forEach((item, index) => {
    write(index === 0 ? '' : ',', item)
  })
  pieces.push(']')
}

function textOf(value: Json): string {
  return typeof value === 'string' ? quote(value) : JSON.stringify(value)
}

/** Text as JSON. Most of it has nothing that needs to be escaped. */
function quote(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

const PLAIN = /^[ !#-[\]-~]*$/

function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isEmptyList(value: Json): boolean {
  return isJsonList(value) && value.length === 0
}
