import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import { annotationOf, type EdmMember, membersOf, navigationOf, typeNamed } from '../../edm/schema.ts'
import type { Query } from '../query/query.ts'
import { typeNameIn } from './type-annotation.ts'

/** How an answer is written. */
export interface Format {
  /** How much control information it has: `none` leaves only counts and links to further pages. */
  readonly metadata: 'none' | 'minimal' | 'full'
  /** Whether numbers that JavaScript cannot hold exactly (Int64, Decimal) are text. */
  readonly ieee754Compatible: boolean
  readonly streaming: boolean
}

export interface RepresentOptions extends Format {
  /** What was selected: of the rest there are no links. */
  readonly query: Query
  readonly serviceRoot: string
  /** Where the value is, below the service root: `communications/calls('…')`. Without it, it has no links. */
  readonly path: string | undefined
}

/**
 * Turns a value as minimal metadata shows it into another format's: without annotations, with all of them, or with
 * large numbers as text.
 * @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793039
 */
export function represent(typeName: string, value: JsonObject, options: RepresentOptions): JsonObject {
  return toObject(typeName, value, options)
}

/** Whether a name belongs into an answer without metadata. */
function isShownAlways(name: string): boolean {
  return !name.includes('@') || /@odata\.(?:nextLink|count)$/.test(name)
}

type Written = Record<string, Json | undefined>

function toObject(declared: string | undefined, value: JsonObject, options: RepresentOptions): JsonObject {
  const annotation = value['@odata.type']
  const own = typeof annotation === 'string' ? typeNameIn(annotation) : declared
  const type = own !== undefined && typeNamed(own)?.kind !== 'enum' && typeNamed(own) ? own : undefined
  const members = type === undefined ? undefined : membersOf(type)
  const full = options.metadata === 'full'
  const written: Written = full && type !== undefined ? controlOf(type, value, options) : {}
  for (const [name, member] of Object.entries(value)) {
    if (name.includes('@')) {
      if ((options.metadata !== 'none' || isShownAlways(name)) && !Object.hasOwn(written, name)) written[name] = member
      continue
    }
    const known = members?.get(name)
    const note = full && known && member !== null ? noteOf(known) : undefined
    if (note !== undefined) written[`${name}@odata.type`] = note
    written[name] = toMember(known, member, options)
  }
  if (full && type !== undefined) addLinks(type, value, options, written)
  return written
}

function toMember(known: EdmMember | undefined, member: Json | undefined, options: RepresentOptions): Json | undefined {
  if (Array.isArray(member)) return member.map((item: Json) => toItem(known, item, options) ?? null)
  return toItem(known, member, options)
}

function toItem(known: EdmMember | undefined, item: Json | undefined, options: RepresentOptions): Json | undefined {
  if (typeof item === 'number') return options.ieee754Compatible && isLong(known?.type) ? String(item) : item
  if (!isJsonObject(item)) return item
  const expansion = options.query.expand?.find(({ property }) => property === known?.name)
  const path = known && typeNamed(known.type)?.kind === 'entity' ? pathOf(known, item, options) : undefined
  return toObject(known?.type, item, { ...options, query: expansion ?? {}, path })
}

function pathOf({ name, collection }: EdmMember, { id }: JsonObject, { path }: RepresentOptions): string | undefined {
  if (path === undefined || (collection && typeof id !== 'string')) return undefined
  return collection ? `${path}/${name}('${String(id).replaceAll("'", "''")}')` : `${path}/${name}`
}

function controlOf(type: string, value: JsonObject, { serviceRoot, path }: RepresentOptions): Written {
  const isEntity = path !== undefined && typeNamed(type)?.kind === 'entity'
  return {
    '@odata.type': value['@odata.type'] ?? annotationOf(type),
    ...(isEntity && { '@odata.id': `${serviceRoot}/${path}`, '@odata.editLink': path }),
  }
}

function addLinks(type: string, value: JsonObject, options: RepresentOptions, written: Written): void {
  const { query, serviceRoot, path } = options
  if (path === undefined) return
  for (const { name } of navigationOf(type)) {
    if (query.select && !query.select.includes('*') && !query.select.includes(name) && !Object.hasOwn(value, name))
      continue
    written[`${name}@odata.associationLink`] = `${serviceRoot}/${path}/${name}/$ref`
    written[`${name}@odata.navigationLink`] = `${serviceRoot}/${path}/${name}`
  }
}

/** What JSON says by itself needs no note; objects say their type inside. */
const SELF_EVIDENT = new Set(['Edm.String', 'Edm.Boolean', 'Edm.Int32', 'Edm.Double'])

function noteOf({ type, collection }: EdmMember): string | undefined {
  const kind = typeNamed(type)?.kind
  if (kind === 'entity') return undefined
  const short = type.replace(/^Edm\./, '')
  if (collection) return `#Collection(${short})`
  return kind === 'complex' || SELF_EVIDENT.has(type) ? undefined : `#${short}`
}

function isLong(type: string | undefined): boolean {
  return type === 'Edm.Int64' || type === 'Edm.Decimal'
}
