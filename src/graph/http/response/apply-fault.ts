import { THROTTLED_INNER } from '../../errors/graph-errors.ts'
import type { DelayedResponses } from '../../faults/delayed-responses.ts'
import type { FaultRule } from '../../faults/fault-rule.ts'
import type { FaultMatch } from '../../faults/faults.ts'
import type { ReceivedRequest } from '../request/received-request.ts'
import { toErrorResponse } from './error-response.ts'

interface FaultParts {
  readonly received: ReceivedRequest
  /** Creates the response that the request would have without the fault. */
  readonly respond: () => Promise<Response>
  readonly delay: DelayedResponses['delay']
}

/** Applies the matching fault rules to a request: an error, a dropped connection, a truncated body, a delay. */
export async function applyFault({ ending, latencyMs }: FaultMatch, parts: FaultParts): Promise<Response> {
  const { received, respond, delay } = parts
  const faulty = ending ? () => respondWith(ending, parts) : respond
  if (latencyMs === 0) return faulty()
  return Promise.race([delay(latencyMs, faulty), abortedBy(received.request.signal)])
}

function abortedBy(signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(Response.error()), { once: true }))
}

async function respondWith({ error, drop }: FaultRule, { received, respond }: FaultParts): Promise<Response> {
  if (error) return toInjectedError(error, received)
  return drop ? Response.error() : truncate(await respond())
}

function toInjectedError(error: NonNullable<FaultRule['error']>, received: ReceivedRequest): Response {
  const { status, code, message = 'This error was injected by a fault rule.', retryAfter } = error
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return toErrorResponse(
    { status, code, message, headers, ...(status === 429 && { inner: THROTTLED_INNER }) },
    received,
  )
}

/** JSON ends with a brace, so half of it is never valid. */
async function truncate(response: Response): Promise<Response> {
  const { status, headers } = response
  const bytes = await response.arrayBuffer()
  return new Response(bytes.byteLength > 0 ? bytes.slice(0, bytes.byteLength >> 1) : null, { status, headers })
}
