import { isJsonObject, type Json, type JsonObject } from '../../../engine/values/json.ts'
import type { EndpointReply, EntityReply } from '../../endpoint/endpoint-reply.ts'
import { graphErrors } from '../../errors/graph-errors.ts'
import { contextUrl } from '../../odata/json/context-url.ts'
import { serialize } from '../../odata/json/serialize.ts'
import type { PropertyPath, ResourcePart } from '../routing/property-path.ts'
import { valuePath } from './value-path.ts'
import type { WriteOptions } from './write-reply.ts'

/**
 * Reduces a reply to the part of the resource that was requested.
 * @see https://learn.microsoft.com/graph/query-parameters#count-parameter
 */
export function toPartReply(
  reply: EndpointReply,
  part: Exclude<ResourcePart, 'whole'>,
  options: WriteOptions,
): EndpointReply {
  if (part === 'count') return toText(reply.kind === 'collection' ? (reply.count ?? 0) : 0)
  return toPropertyReply(reply, part, options)
}

/**
 * One property of an entity: an object with its members inline, anything else in `value`. Null has no content.
 * @see https://docs.oasis-open.org/odata/odata-json-format/v4.0/odata-json-format-v4.0.html#_Toc372793057
 */
function toPropertyReply(reply: EndpointReply, { path, raw }: PropertyPath, options: WriteOptions): EndpointReply {
  if (reply.kind !== 'entity') throw graphErrors.unknownSegment(path[0] ?? '')
  const entity = reply.value()
  const value = readProperty(reply, entity, path, options)
  if (value === null) return { kind: 'empty', status: 204 }
  if (!raw) {
    const entityPath = valuePath(reply, entity)
    const isNamed = entityPath !== undefined && options.format.metadata !== 'none'
    const url = isNamed && contextUrl(options.received.serviceRoot, [entityPath, ...path].join('/'))
    const members = isJsonObject(value) ? value : { value }
    return { kind: 'json', status: 200, json: { ...(url && { '@odata.context': url }), ...members } }
  }
  if (typeof value === 'object') throw graphErrors.unknownSegment('$value')
  return toText(value)
}

function readProperty(
  { type, types }: EntityReply,
  entity: JsonObject,
  path: readonly string[],
  { format, received: { preferences } }: WriteOptions,
): Json {
  const unknownEnumMembers = preferences.includeUnknownEnumMembers ?? false
  let at: Json = serialize(type, entity, { types, nulls: true, unknownEnumMembers, format })
  for (const name of path) at = isJsonObject(at) ? (at[name] ?? null) : null
  return at
}

function toText(value: string | number | boolean): EndpointReply {
  return { kind: 'bytes', status: 200, bytes: new TextEncoder().encode(String(value)), contentType: 'text/plain' }
}
