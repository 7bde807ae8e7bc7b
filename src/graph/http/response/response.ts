import type { JsonObject } from '../../../engine/values/json.ts'
import type { CollectionReply, EndpointReply, EntityReply } from '../../endpoint/endpoint.ts'
import type { GraphError } from '../../errors/errors.ts'
import { contextUrl, memberContext } from '../../odata/json/context-url.ts'
import { type Format, represent } from '../../odata/json/represent.ts'
import { serializeToText } from '../../odata/json/serialize.ts'
import type { Query } from '../../odata/query/query.ts'
import { shape } from '../../odata/query/shape.ts'
import { contentTypeOf, DEFAULT_FORMAT } from '../request/accept.ts'
import { asPreferred, NO_PREFERENCES, type Preferences, toPreferenceApplied } from '../request/prefer.ts'
import { toDateHeader } from './date-header.ts'

/** What an answer repeats of its request. */
export interface ReceivedRequest {
  /** Epoch milliseconds. */
  readonly now: number
  readonly method: string
  readonly requestId: string
  readonly clientRequestId: string
  /** `https://graph.microsoft.com/v1.0` */
  readonly serviceRoot: string
  readonly preferences: Preferences
}

const JSON_TYPE = contentTypeOf(DEFAULT_FORMAT)
const DIAGNOSTIC =
  '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"graph-communications-emulator"}}'

/** @param format How the client wants it; default: as Graph writes it. */
export type Respond = (reply: EndpointReply, query: Query, exchange: ReceivedRequest, format?: Format) => Response

/** Text, or its UTF-8. */
type Text = string | Uint8Array<ArrayBuffer>

/** Creates the writer of answers. The text of a row that has not changed is made once. */
export function createResponder(): Respond {
  const texts = new WeakMap<object, string>()
  const itemTexts = new WeakMap<object, { readonly of: string; readonly text: string }>()
  const pages = new WeakMap<CollectionReply, Uint8Array<ArrayBuffer>>()

  const textOf = (reply: EntityReply, query: Query, exchange: ReceivedRequest, format: Format): string => {
    const isPlain = isUsual(query, exchange, format)
    const known = isPlain && reply.row ? texts.get(reply.row) : undefined
    if (known !== undefined) return known
    const text = toShownText(reply, reply.value(), query, exchange, format)
    if (isPlain && reply.row) texts.set(reply.row, text)
    return text
  }

  const toText = (reply: EntityReply, query: Query, exchange: ReceivedRequest, format: Format): string => {
    const text = textOf(reply, query, exchange, format)
    const whole = reply.wrapped ? `{"value":${text}}` : text
    if (reply.context === undefined || format.metadata === 'none') return whole
    // Graph puts the context first; the text was made before it was known, and may be of nothing at all.
    const context = `"@odata.context":${JSON.stringify(contextUrl(exchange.serviceRoot, reply.context, query))}`
    return whole === '{}' ? `{${context}}` : `{${context},${whole.slice(1)}`
  }

  /** Items say where they are: their text is that of one place only. */
  const textsOf = (reply: CollectionReply, query: Query, exchange: ReceivedRequest, format: Format): string[] => {
    const rows = isUsual(query, exchange, format) ? reply.rows : undefined
    const of = `${reply.types} ${exchange.serviceRoot} ${reply.context}`
    return reply.items.map((item, index) => {
      const row = rows?.[index]
      const known = row && itemTexts.get(row)
      if (known?.of === of) return known.text
      const text = toShownText(reply, item(), query, exchange, format)
      if (row) itemTexts.set(row, { of, text })
      return text
    })
  }

  const toCollectionText = (
    reply: CollectionReply,
    query: Query,
    exchange: ReceivedRequest,
    format: Format,
  ): string => {
    const { count, nextLink } = reply
    const head = {
      ...toCollectionContext(reply, query, exchange, format),
      ...(count !== undefined && { '@odata.count': count }),
    }
    const tail = { ...(nextLink !== undefined && { '@odata.nextLink': nextLink }) }
    const value = `"value":[${textsOf(reply, query, exchange, format).join(',')}]`
    return `{${[membersOf(head), value, membersOf(tail)].filter(Boolean).join(',')}}`
  }

  /** A reply that is given again answers the same URL: its text is the same, too. */
  const toPage = (reply: CollectionReply, query: Query, exchange: ReceivedRequest, format: Format): Text => {
    const known = pages.get(reply)
    const isPlain = exchange.preferences === NO_PREFERENCES && format === DEFAULT_FORMAT
    if (known && isPlain) return known
    const text = toCollectionText(reply, query, exchange, format)
    if (!reply.rows || !isPlain) return text
    const bytes = new TextEncoder().encode(text)
    pages.set(reply, bytes)
    return bytes
  }

  const toBody = (
    reply: Extract<EndpointReply, { kind: 'entity' | 'collection' | 'json' }>,
    query: Query,
    exchange: ReceivedRequest,
    format: Format,
  ): Text => {
    if (reply.kind === 'json') return JSON.stringify(reply.json)
    return reply.kind === 'entity' ? toText(reply, query, exchange, format) : toPage(reply, query, exchange, format)
  }

  return (decided, query, exchange, format = DEFAULT_FORMAT) => {
    const headers = commonHeaders(exchange)
    if (exchange.preferences !== NO_PREFERENCES) applyPreferences(headers, decided, query, exchange)
    const reply = asPreferred(decided, exchange.method, exchange.preferences)
    if ('location' in reply && reply.location !== undefined) headers.Location = exchange.serviceRoot + reply.location
    switch (reply.kind) {
      case 'empty':
        // Whoever created something finds it by its address alone.
        if (headers.Location !== undefined) headers['OData-EntityId'] = headers.Location
        return new Response(null, { status: reply.status, headers })
      case 'bytes':
        headers['Content-Type'] = reply.contentType
        return new Response(reply.bytes, { status: reply.status, headers })
      default: {
        headers['Content-Type'] = format === DEFAULT_FORMAT ? JSON_TYPE : contentTypeOf(format)
        headers['OData-Version'] = '4.0'
        return new Response(toBody(reply, query, exchange, format), { status: reply.status, headers })
      }
    }
  }
}

/** What an answer says of what went wrong. */
type Refusal = Pick<GraphError, 'status' | 'code' | 'message' | 'headers'> & Partial<Pick<GraphError, 'inner'>>

/** An error's answer has Graph's own envelope. @see https://learn.microsoft.com/graph/errors */
export function toErrorResponse(error: Refusal, exchange: ReceivedRequest): Response {
  const { requestId, clientRequestId, now } = exchange
  const innerError = {
    // Seconds, and no zone: as Graph writes it.
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId,
    ...error.inner,
  }
  const body = { error: { code: error.code, message: error.message, innerError } }
  const headers = { ...commonHeaders(exchange), 'Content-Type': 'application/json', ...error.headers }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}

function commonHeaders({ requestId, clientRequestId, now }: ReceivedRequest): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    Date: toDateHeader(now),
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'Strict-Transport-Security': 'max-age=31536000',
    'x-ms-ags-diagnostic': DIAGNOSTIC,
  }
}

function toCollectionContext(
  { context }: CollectionReply,
  { select }: Query,
  { serviceRoot }: ReceivedRequest,
  format: Format,
): JsonObject {
  if (context === undefined || format.metadata === 'none') return {}
  // Of a collection Graph names what is selected, not what is expanded.
  return { '@odata.context': contextUrl(serviceRoot, context, select ? { select } : {}) }
}

/** The members of an object as text, without its braces. */
function membersOf(object: JsonObject): string {
  return JSON.stringify(object).slice(1, -1)
}

/** Whether an answer is written as it is for everybody who asks for nothing in particular. */
function isUsual({ select, expand }: Query, { preferences }: ReceivedRequest, format: Format): boolean {
  return !select && !expand && preferences === NO_PREFERENCES && format === DEFAULT_FORMAT
}

/** A value as Graph shows it, with what the query selects and expands. */
function toShownText(
  reply: EntityReply | CollectionReply,
  value: JsonObject,
  query: Query,
  exchange: ReceivedRequest,
  format: Format,
): string {
  const { type, types, context } = reply
  const { serviceRoot, preferences } = exchange
  const text = serializeToText(type, value, {
    types,
    nulls: !preferences.omitNulls,
    unknownEnumMembers: preferences.includeUnknownEnumMembers ?? false,
    expand: query.expand,
    inlineContext: context === undefined ? undefined : { serviceRoot, context },
  })
  if (!query.select && !query.expand && format === DEFAULT_FORMAT) return text
  const inline = reply.kind === 'entity' ? reply.inline : undefined
  const { maxPageSize: preferredPageSize } = preferences
  const pages = inline && { type, rules: inline.rules, url: serviceRoot + inline.path }
  const preferred = pages && { ...pages, ...(preferredPageSize && { preferredPageSize }) }
  const shaped = shape(JSON.parse(text), query, preferred)
  if (format === DEFAULT_FORMAT) return JSON.stringify(shaped)
  return JSON.stringify(represent(type, shaped, { ...format, query, serviceRoot, path: pathOf(reply, value) }))
}

/** Where a value is, below the service root; what a function or an action made has no place of its own. */
export function pathOf(reply: EntityReply | CollectionReply, { id }: JsonObject): string | undefined {
  if (reply.kind === 'entity' && reply.location !== undefined) return reply.location.slice(1)
  if (reply.kind === 'entity' && reply.isSingle) return reply.context?.replace(/\/\$entity$/, '')
  const { context } = reply
  return context === undefined || typeof id !== 'string' || context.startsWith('Collection(')
    ? undefined
    : memberContext(context, id)
}

function applyPreferences(
  headers: Record<string, string>,
  reply: EndpointReply,
  query: Query,
  { preferences, method }: ReceivedRequest,
): void {
  const applied = toPreferenceApplied(preferences, reply, query, method)
  if (applied !== undefined) headers['Preference-Applied'] = applied
}
