import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { contextUrl, isEntityContext, itemPath } from './context-url.ts'
import { toDateTimeText, toDurationText, toUtcText } from './date-time.ts'
import { SENTINEL } from './enum-value.ts'
import { DEFAULT_FORMAT, type Format } from './format.ts'
import { furtherMembers } from './further-members.ts'
import { isEmptyList, isJsonList, quote, toJsonText } from './json-text.ts'
import { type Place, placeInside, writeEntityLinks, writeNavigationLinks } from './place.ts'
import { EVERYTHING, type Selection } from './selection.ts'
import { statedType } from './stated-type.ts'
import { typeNameIn } from './type-annotation.ts'
import { planFor, type WritePlan, type WriteStep } from './write-plan.ts'
import type { Writer } from './writer.ts'

export interface SerializeOptions {
  /** Whether every object states its type, as in Graph's calling APIs, or only one of a derived type. */
  readonly types: 'always' | 'derived'
  /** Whether declared members that a value lacks are written as null or `[]`. Otherwise nulls and `[]` are omitted. */
  readonly nulls: boolean
  /** Whether enumeration members after `unknownFutureValue` are written by name. */
  readonly unknownEnumMembers: boolean
  /** Default: `DEFAULT_FORMAT`. */
  readonly format?: Format
  /** Default: all members, and the navigation properties that are always expanded. */
  readonly selection?: Selection
  /** Default: no links and context URLs are written. */
  readonly place?: Place
}

/** As {@link serializeToText}. @returns a new object. */
export function serialize(typeName: string, value: JsonObject, options: SerializeOptions): JsonObject {
  return JSON.parse(serializeToText(typeName, value, options))
}

/**
 * Writes a value as Graph shows it: `@odata.type`, `id`, then the members that its type declares, in that order, then the
 * further members of an open type. Epoch milliseconds become date-times and milliseconds durations; date-times with an
 * offset become UTC, other text is kept.
 * @returns JSON. Building an object first would take twice as long.
 */
export function serializeToText(typeName: string, value: JsonObject, options: SerializeOptions): string {
  const { types, nulls, unknownEnumMembers, format = DEFAULT_FORMAT, selection = EVERYTHING, place } = options
  if (!planFor(typeName, false)) throw new Error(`The type '${typeName}' is not in the metadata of the emulator.`)
  const pieces: string[] = []
  const writer = { ...format, pieces, types, nulls, unknownEnumMembers }
  writeObject(writer, '', typeName, value, selection, place)
  return pieces.join('')
}

/**
 * @param lead The text before the value: a comma and a name, where it has those.
 * @param declared The type that is declared for the value. Absent for the further members of an open type.
 */
function writeObject(
  writer: Writer,
  lead: string,
  declared: string | undefined,
  value: JsonObject,
  selection: Selection,
  place?: Place,
): void {
  const { pieces } = writer
  const full = writer.metadata === 'full'
  const annotation = value['@odata.type']
  const own = typeof annotation === 'string' ? typeNameIn(annotation) : undefined
  const ownPlan = own === undefined ? undefined : planFor(own, full)
  const plan = ownPlan ?? (declared === undefined ? undefined : planFor(declared, full && own === undefined))
  const begin = pieces.push(`${lead}{`)
  const type = statedType(writer, declared, own, ownPlan, plan)
  if (type !== undefined) pieces.push(`"@odata.type":${quote(type)}`)
  const linked = full && plan && (ownPlan || own === undefined) ? place : undefined
  if (linked && plan?.kind === 'entity') writeEntityLinks(writer, linked)
  const further = furtherMembers(writer, plan, value, selection, place)
  // Observed responses with call records do not state it.
  const furtherType = writer.types === 'always' ? plan?.furtherType : undefined
  // Annotations of the object itself come first.
  for (const name of further) if (name.startsWith('@')) writeVerbatim(writer, leadOf(writer, begin, name), value[name])
  if (plan) writeMembers(writer, begin, plan, value, selection, place)
  for (const name of further) {
    if (name.startsWith('@')) continue
    writeFurther(writer, leadOf(writer, begin, name), value[name], insideOf(selection, name), furtherType)
  }
  if (linked && plan) writeNavigationLinks(writer, plan, selection, linked)
  pieces.push('}')
}

function leadOf({ pieces }: Writer, begin: number, name: string): string {
  return `${pieces.length > begin ? ',' : ''}${quote(name)}:`
}

function insideOf({ members }: Selection, name: string): Selection {
  return members?.get(name) ?? EVERYTHING
}

function writeMembers(
  writer: Writer,
  begin: number,
  plan: WritePlan,
  value: JsonObject,
  selection: Selection,
  place: Place | undefined,
): void {
  const { pieces, nulls } = writer
  const { members } = selection
  for (const step of plan.steps) {
    if (step.navigation) {
      writeNavigation(writer, begin, step, value, selection, place)
      continue
    }
    const inside = members ? members.get(step.name) : EVERYTHING
    if (!inside) continue
    const isFirst = pieces.length === begin
    const given = value[step.name]
    if (given !== undefined && given !== null) {
      if (nulls || !isEmptyList(given)) writeMember(writer, isFirst ? step.key : step.nextKey, step, given, inside)
    } else if (nulls) {
      const filler = isFirst ? step.filler : step.nextFiller
      if (filler !== undefined) pieces.push(filler)
      else if (given === null) pieces.push(`${isFirst ? '' : ','}${step.nullKey}null`)
    }
  }
}

function writeNavigation(
  writer: Writer,
  begin: number,
  step: WriteStep,
  value: JsonObject,
  selection: Selection,
  place: Place | undefined,
): void {
  const { pieces, nulls, metadata } = writer
  const { name, collection, navigation } = step
  const expansion = selection.expansions?.get(name)
  const inside = expansion ?? (selection.members ? selection.members.get(name) : EVERYTHING)
  const isShown = expansion !== undefined || navigation === 'always'
  const contextPath = place?.contextPath
  const isAnnounced = navigation === 'announced' && contextPath !== undefined && isEntityContext(contextPath)
  if (!inside || (!isShown && !isAnnounced)) return
  const given = value[name] ?? (collection ? [] : null)
  const isEmpty = given === null || isEmptyList(given)
  if (!nulls && !isAnnounced && isEmpty) return
  const here = contextPath === undefined ? undefined : `${itemPath(contextPath, String(value.id))}/${name}`
  if (place && here !== undefined && given !== null && metadata !== 'none') {
    const url = contextUrl(
      place.serviceRoot,
      collection && !isAnnounced ? here : `${here}/$entity`,
      expansion?.contextSuffix,
    )
    pieces.push(`${pieces.length === begin ? '' : ','}${step.contextKey}${quote(url)}`)
  }
  if (given !== null && here !== undefined && (!isShown || (!nulls && isEmpty))) return
  const lead = pieces.length === begin ? step.key : step.nextKey
  const size = place?.url === undefined ? undefined : expansion?.page?.size
  const shown = size !== undefined && isJsonList(given) && given.length > size ? given.slice(0, size) : given
  writeMember(writer, lead, step, shown, inside, place && ((item) => placeInside(place, here, step, item)))
  if (shown !== given && expansion?.page && place?.url !== undefined) {
    pieces.push(`,"${name}@odata.nextLink":${quote(expansion.page.nextLink(place.url))}`)
  }
}

type PlaceOf = (item: JsonObject) => Place

function writeMember(
  writer: Writer,
  lead: string,
  step: WriteStep,
  given: Json,
  selection: Selection,
  placeOf?: PlaceOf,
): void {
  if (step.collection && isJsonList(given)) {
    writeList(writer, lead, given, (comma, item) => writeItem(writer, comma, step, item, selection, placeOf))
  } else writeItem(writer, lead, step, given, selection, placeOf)
}

function writeItem(
  writer: Writer,
  lead: string,
  { as, type, hidden }: WriteStep,
  item: Json,
  selection: Selection,
  placeOf: PlaceOf | undefined,
): void {
  const { pieces } = writer
  if (as !== 'same' && as !== 'long' && isJsonObject(item)) {
    writeObject(writer, lead, as === 'object' ? type : undefined, item, selection, placeOf?.(item))
  } else if (typeof item === 'number' && as === 'dateTime') pieces.push(`${lead}"${toDateTimeText(item)}"`)
  else if (typeof item === 'number' && as === 'duration') pieces.push(`${lead}"${toDurationText(item)}"`)
  else if (typeof item === 'number' && as === 'long' && writer.ieee754Compatible) pieces.push(`${lead}"${item}"`)
  else if (typeof item === 'string' && as === 'dateTime') pieces.push(lead + quote(toUtcText(item)))
  else if (typeof item === 'string' && hidden.includes(item) && !writer.unknownEnumMembers) {
    pieces.push(`${lead}"${SENTINEL}"`)
  } else pieces.push(lead + toJsonText(item))
}

function writeFurther(
  writer: Writer,
  lead: string,
  given: Json | undefined,
  selection: Selection,
  type: string | undefined,
): void {
  const isNothing = given === undefined || given === null || isEmptyList(given)
  if (!writer.nulls && isNothing) return
  if (type && isJsonObject(given)) writeObject(writer, lead, type, given, selection)
  else writeUntyped(writer, lead, given, selection)
}

function writeUntyped(writer: Writer, lead: string, given: Json | undefined, selection: Selection): void {
  if (isJsonList(given)) {
    writeList(writer, lead, given, (comma, item) => writeUntyped(writer, comma, item, selection))
  } else if (isJsonObject(given)) writeObject(writer, lead, undefined, given, selection)
  else writeVerbatim(writer, lead, given)
}

function writeVerbatim({ pieces }: Writer, lead: string, given: Json | undefined): void {
  if (given !== undefined) pieces.push(lead + toJsonText(given))
}

function writeList(
  { pieces }: Writer,
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
