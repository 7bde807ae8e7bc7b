import type { JsonObject } from '../../../engine/values/json.ts'
import type { CollectionReply, EndpointReply, EntityReply } from '../../endpoint/endpoint-reply.ts'
import { contextSuffix, contextUrl } from '../../odata/json/context-url.ts'
import { DEFAULT_FORMAT, type Format } from '../../odata/json/format.ts'
import type { Selection } from '../../odata/json/selection.ts'
import { serializeToText } from '../../odata/json/serialize.ts'
import type { Query } from '../../odata/query/query.ts'
import { toSelection } from '../../odata/query/to-selection.ts'
import { contentTypeOf } from '../request/accept.ts'
import { NO_PREFERENCES } from '../request/prefer.ts'
import type { ReceivedRequest } from '../request/received-request.ts'
import { asPreferred, toPreferenceApplied } from './apply-preferences.ts'
import { commonHeaders } from './common-headers.ts'
import type { ReplyCache } from './reply-cache.ts'
import { valuePath } from './value-path.ts'

/** What the text of a reply depends on besides the reply. */
export interface WriteOptions {
  readonly received: ReceivedRequest
  readonly query: Query
  readonly format: Format
}

type Text = string | Uint8Array<ArrayBuffer>

const JSON_TYPE = contentTypeOf(DEFAULT_FORMAT)

/** Creates the function that writes the reply of an endpoint as a `Response`. */
export function createReplyWriter(cache: ReplyCache): (decided: EndpointReply, options: WriteOptions) => Response {
  return (decided, options) => {
    const { received, query, format } = options
    const { preferences, serviceRoot, request } = received
    const headers = commonHeaders(received)
    const applied = toPreferenceApplied(preferences, decided, query, request.method)
    if (applied !== undefined) headers['Preference-Applied'] = applied
    const reply = asPreferred(decided, request.method, preferences)
    if ('location' in reply && reply.location !== undefined) headers.Location = serviceRoot + reply.location
    switch (reply.kind) {
      case 'empty':
        // A client that created something and is not shown it learns its address here.
        if (headers.Location !== undefined) headers['OData-EntityId'] = headers.Location
        return new Response(null, { status: reply.status, headers })
      case 'bytes':
        headers['Content-Type'] = reply.contentType
        return new Response(reply.bytes, { status: reply.status, headers })
      default: {
        headers['Content-Type'] = format === DEFAULT_FORMAT ? JSON_TYPE : contentTypeOf(format)
        headers['OData-Version'] = '4.0'
        return new Response(toBody(reply, options, cache), { status: reply.status, headers })
      }
    }
  }
}

function toBody(
  reply: Extract<EndpointReply, { kind: 'entity' | 'collection' | 'json' }>,
  options: WriteOptions,
  cache: ReplyCache,
): Text {
  if (reply.kind === 'json') return JSON.stringify(reply.json)
  if (reply.kind === 'entity') return toEntityText(reply, options, cache)
  const write = () => toCollectionText(reply, options, cache)
  // A cached reply is for one URL, so the query is always the same.
  return hasDefaultStyle(options) ? cache.body(reply, write) : write()
}

function toEntityText(reply: EntityReply, options: WriteOptions, cache: ReplyCache): string {
  const { received, query, format } = options
  const write = () => toValueText(reply, reply.value(), selectionOf(reply, options), options)
  const { row, contextPath } = reply
  const text = row && isPlain(options) ? cache.rowText(row, 'entity', write) : write()
  const whole = reply.wrapped ? `{"value":${text}}` : text
  if (contextPath === undefined || format.metadata === 'none') return whole
  // Graph writes the context first, but the cached text does not have it.
  const context = `"@odata.context":${JSON.stringify(contextUrl(received.serviceRoot, contextPath, contextSuffix(query)))}`
  return whole === '{}' ? `{${context}}` : `{${context},${whole.slice(1)}`
}

function toCollectionText(reply: CollectionReply, options: WriteOptions, cache: ReplyCache): string {
  const { count, nextLink } = reply
  const head = { ...collectionContext(reply, options), ...(count !== undefined && { '@odata.count': count }) }
  const tail = { ...(nextLink !== undefined && { '@odata.nextLink': nextLink }) }
  const value = `"value":[${itemTexts(reply, options, cache).join(',')}]`
  return `{${[membersOf(head), value, membersOf(tail)].filter(Boolean).join(',')}}`
}

function itemTexts(reply: CollectionReply, options: WriteOptions, cache: ReplyCache): string[] {
  const { items, types, contextPath } = reply
  const rows = isPlain(options) ? reply.rows : undefined
  const selection = selectionOf(reply, options)
  // The text of an item says where the item is.
  const place = `${types} ${options.received.serviceRoot} ${contextPath}`
  return items.map((item, index) => {
    const row = rows?.[index]
    const write = () => toValueText(reply, item(), selection, options)
    return row ? cache.rowText(row, place, write) : write()
  })
}

function collectionContext({ contextPath }: CollectionReply, { query, received, format }: WriteOptions): JsonObject {
  if (contextPath === undefined || format.metadata === 'none') return {}
  // The context of a collection names what is selected, but not what is expanded.
  const suffix = query.select ? contextSuffix({ select: query.select }) : ''
  return { '@odata.context': contextUrl(received.serviceRoot, contextPath, suffix) }
}

/** The members of an object as text, without its braces. */
function membersOf(object: JsonObject): string {
  return JSON.stringify(object).slice(1, -1)
}

/** Whether the client has no wishes about how JSON is written. */
function hasDefaultStyle({ received, format }: WriteOptions): boolean {
  return received.preferences === NO_PREFERENCES && format === DEFAULT_FORMAT
}

/** Whether the text of a value depends on nothing but the value and its place. */
function isPlain(options: WriteOptions): boolean {
  const { select, expand } = options.query
  return !select && !expand && hasDefaultStyle(options)
}

function selectionOf(reply: EntityReply | CollectionReply, { query, received }: WriteOptions): Selection {
  const inline = reply.kind === 'entity' ? reply.inline : undefined
  const { maxPageSize: preferred } = received.preferences
  return toSelection(query, reply.type, inline && { rules: inline.rules, preferred })
}

function toValueText(
  reply: EntityReply | CollectionReply,
  value: JsonObject,
  selection: Selection,
  { received, format }: WriteOptions,
): string {
  const { serviceRoot, preferences } = received
  const inline = reply.kind === 'entity' ? reply.inline : undefined
  return serializeToText(reply.type, value, {
    types: reply.types,
    nulls: !preferences.omitNulls,
    unknownEnumMembers: preferences.includeUnknownEnumMembers ?? false,
    format,
    selection,
    place: {
      serviceRoot,
      contextPath: reply.contextPath,
      path: format.metadata === 'full' ? valuePath(reply, value) : undefined,
      url: inline && serviceRoot + inline.path,
    },
  })
}
