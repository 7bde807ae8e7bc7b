import type { DelayedResponses } from '../../faults/delayed-responses.ts'
import type { FaultRule } from '../../faults/fault-rule.ts'
import type { FaultMatch } from '../../faults/faults.ts'
import { type ReceivedRequest, toErrorResponse } from './response.ts'

interface Spoiled {
  readonly exchange: ReceivedRequest
  /** Says when the client does not want the answer any more. */
  readonly signal: AbortSignal
  /** Gives the answer that the request would have had. */
  readonly serve: () => Promise<Response>
  readonly late: DelayedResponses['delay']
}

/** Has a request end as the rules that struck it say, and when. */
export async function applyFault(
  { ending, latencyMs }: FaultMatch,
  { exchange, signal, serve, late }: Spoiled,
): Promise<Response> {
  const answer = ending ? () => endAs(ending, exchange, serve) : serve
  return latencyMs > 0 ? Promise.race([late(latencyMs, answer), abortedBy(signal)]) : answer()
}

function abortedBy(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(Response.error()), { once: true }))
}

async function endAs(
  { error, drop }: FaultRule,
  exchange: ReceivedRequest,
  serve: () => Promise<Response>,
): Promise<Response> {
  if (error) return failOnOrder(error, exchange)
  return drop ? Response.error() : cutInHalf(await serve())
}

function failOnOrder(error: NonNullable<FaultRule['error']>, exchange: ReceivedRequest): Response {
  const { status, code, message = 'The request failed on order.', retryAfter } = error
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return toErrorResponse({ status, code, message, headers }, exchange)
}

/** An object in JSON ends with its brace: half of it is none. */
async function cutInHalf(response: Response): Promise<Response> {
  const { status, headers } = response
  const bytes = await response.arrayBuffer()
  return new Response(bytes.byteLength > 0 ? bytes.slice(0, bytes.byteLength >> 1) : null, { status, headers })
}
