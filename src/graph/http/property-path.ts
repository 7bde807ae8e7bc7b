import { isJsonObject, type Json, type JsonObject } from '../../engine/values/json.ts'
import { membersOf, navigationOf, typeNamed } from '../edm/schema.ts'
import type { EndpointReply, EntityReply } from '../endpoint/endpoint.ts'
import { GraphError } from '../errors/errors.ts'
import { contextUrl } from '../odata/json/context-url.ts'
import { type Format, represent } from '../odata/json/represent.ts'
import { serialize } from '../odata/json/serialize.ts'
import type { Preferences } from './request/prefer.ts'
import { pathOf } from './response/response.ts'

/** What is asked for of what an operation answers. */
export type ResourcePart = 'whole' | 'count' | PropertyPath

/** One property, or a part of it: `/communications/calls/{id}/state`, `/communications/callRecords/{id}/organizer/user`. */
export interface PropertyPath {
  /** The names as the types declare them. */
  readonly path: readonly string[]
  /** Whether it is asked for as bare text: `…/state/$value`. */
  readonly raw: boolean
}

/** @returns the names that segments stand for, whatever their case, or nothing when the type has no such property. */
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

/** Whether the answer is text: then it has no JSON format. */
export function isText(view: ResourcePart): boolean {
  return view === 'count' || (view !== 'whole' && view.raw)
}

/** What is asked for of an answer. @see https://learn.microsoft.com/graph/query-parameters#count-parameter */
export function toView(reply: EndpointReply, view: Exclude<ResourcePart, 'whole'>, written: Written): EndpointReply {
  if (view === 'count') return toText(reply.kind === 'collection' ? (reply.count ?? 0) : 0)
  return toPropertyReply(reply, view, written)
}

interface Written extends Format {
  readonly serviceRoot: string
  readonly preferences: Preferences
}

/**
 * One property of an entity: in `value`, or with its members inline where it is an object. What is null has no content.
 * @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793057
 */
function toPropertyReply(reply: EndpointReply, { path, raw }: PropertyPath, written: Written): EndpointReply {
  if (reply.kind !== 'entity') throw new GraphError('unknownSegment', path[0] ?? '')
  const whole = reply.value()
  const value = read(reply, whole, path, written)
  if (value === null) return { kind: 'empty', status: 204 }
  if (!raw) {
    const place = pathOf(reply, whole)
    const isNamed = place !== undefined && written.metadata !== 'none'
    const context = isNamed && { '@odata.context': contextUrl(written.serviceRoot, [place, ...path].join('/')) }
    return { kind: 'json', status: 200, json: { ...context, ...(isJsonObject(value) ? value : { value }) } }
  }
  if (typeof value === 'object') throw new GraphError('unknownSegment', '$value')
  return toText(value)
}

function read({ type, types }: EntityReply, whole: JsonObject, path: readonly string[], written: Written): Json {
  const unknownEnumMembers = written.preferences.includeUnknownEnumMembers ?? false
  const shown = serialize(type, whole, { types, nulls: true, unknownEnumMembers })
  let at: Json = represent(type, shown, { ...written, query: {}, path: undefined })
  for (const name of path) at = isJsonObject(at) ? (at[name] ?? null) : null
  return at
}

function toText(value: string | number | boolean): EndpointReply {
  return { kind: 'bytes', status: 200, bytes: new TextEncoder().encode(String(value)), contentType: 'text/plain' }
}
