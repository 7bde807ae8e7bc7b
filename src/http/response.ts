import type { Json, JsonObject } from '../edm/json.ts'
import type { GraphError } from '../odata/errors.ts'
import type { Query } from '../odata/query.ts'
import { serialize } from '../odata/serialize.ts'

import type { CollectionReply, EntityReply, Reply } from '../operations/define.ts'

/** What an answer repeats of its request. */
export interface Exchange {
  /** Epoch milliseconds. */
  readonly now: number
  readonly requestId: string
  readonly clientRequestId: string
  /** `https://graph.microsoft.com/v1.0` */
  readonly serviceRoot: string
}

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
const DIAGNOSTIC =
  '{"ServerInfo":{"DataCenter":"Emulator","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"graph-communications-emulator"}}'

export type Respond = (reply: Reply, query: Query, exchange: Exchange) => Response

/** Creates the writer of answers. The text of a row that has not changed is made once. */
export function createResponder(): Respond {
  const texts = new WeakMap<object, string>()

  const textOf = (reply: EntityReply, query: Query): string => {
    const isPlain = !query.select && !query.expand
    const known = isPlain && reply.row ? texts.get(reply.row) : undefined
    if (known !== undefined) return known
    const text = JSON.stringify(toEntity(reply, query))
    if (isPlain && reply.row) texts.set(reply.row, text)
    return text
  }

  return (reply, query, exchange) => {
    const headers = commonHeaders(exchange)
    switch (reply.kind) {
      case 'empty':
        return new Response(null, { status: reply.status, headers })
      case 'bytes':
        headers['Content-Type'] = reply.contentType
        return new Response(reply.bytes, { status: reply.status, headers })
      default: {
        headers['Content-Type'] = JSON_TYPE
        headers['OData-Version'] = '4.0'
        if ('location' in reply && reply.location !== undefined) headers['Location'] = exchange.serviceRoot + reply.location
        const text =
          reply.kind === 'entity'
            ? withContext(textOf(reply, query), contextUrl(reply, query, exchange), reply.wrapped)
            : JSON.stringify(reply.kind === 'json' ? reply.json : toCollection(reply, query, exchange))
        return new Response(text, { status: reply.status, headers })
      }
    }
  }
}

/** An error's answer has Graph's own envelope. @see https://learn.microsoft.com/graph/errors */
export function toErrorResponse(error: GraphError, exchange: Exchange): Response {
  const { requestId, clientRequestId, now } = exchange
  const innerError = {
    // Seconds, and no zone: as Graph writes it.
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId,
  }
  const body = { error: { code: error.code, message: error.message, innerError } }
  const headers = { ...commonHeaders(exchange), 'Content-Type': 'application/json', ...error.headers }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}

function commonHeaders({ requestId, clientRequestId, now }: Exchange): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    Date: new Date(now).toUTCString(),
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'Strict-Transport-Security': 'max-age=31536000',
    'x-ms-ags-diagnostic': DIAGNOSTIC,
  }
}
function toEntity(reply: EntityReply, _query: Query): JsonObject {
  return serialize(reply.type, reply.value(), { types: reply.types, nulls: true, unknownEnumMembers: false })
}
function toCollection(reply: CollectionReply, _query: Query, _exchange: Exchange): JsonObject {
  return { value: reply.items }
}
function contextUrl(reply: EntityReply, _query: Query, { serviceRoot }: Exchange): string | undefined {
  return reply.context && `${serviceRoot}/$metadata#${reply.context}`
}
/** Puts the context first, as Graph does, into text that was made before it was known. */
function withContext(text: string, url: string | undefined, wrapped = false): string {
  const whole = wrapped ? `{"value":${text}}` : text
  return url === undefined ? whole : `{"@odata.context":${JSON.stringify(url)},${whole.slice(1)}`
}
