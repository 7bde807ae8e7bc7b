import type { GraphError } from '../../errors/graph-error.ts'
import type { ReceivedRequest } from '../request/received-request.ts'
import { commonHeaders } from './common-headers.ts'

/** What an error response shows. Of injected faults, only a 429 has `inner`. */
type ErrorContent = Pick<GraphError, 'status' | 'code' | 'message' | 'headers'> & Partial<Pick<GraphError, 'inner'>>

/** Writes an error in Graph's own envelope. @see https://learn.microsoft.com/graph/errors */
export function toErrorResponse(error: ErrorContent, received: ReceivedRequest): Response {
  const { requestId, clientRequestId, now } = received
  const innerError = {
    // Graph writes seconds, and no time zone.
    date: new Date(now).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': clientRequestId,
    ...error.inner,
  }
  const body = { error: { code: error.code, message: error.message, innerError } }
  const headers = { ...commonHeaders(received), 'Content-Type': 'application/json', ...error.headers }
  return new Response(JSON.stringify(body), { status: error.status, headers })
}
