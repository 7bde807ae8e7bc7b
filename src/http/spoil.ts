import type { FaultRule, Strike } from '../faults/faults.ts'
import { type Exchange, toErrorResponse } from './response.ts'

interface Spoiled {
  readonly exchange: Exchange
  /** Says when the client does not want the answer any more. */
  readonly signal: AbortSignal
  /** Gives the answer that the request would have had. */
  readonly serve: () => Promise<Response>
  /** Lets so many milliseconds of the emulator's time pass. */
  readonly wait: (durationMs: number) => Promise<void>
}

/** Has a request end as the rules that struck it say, and when. */
export async function spoil(
  { ending, latencyMs }: Strike,
  { exchange, signal, serve, wait }: Spoiled,
): Promise<Response> {
  const response = ending ? await endAs(ending, exchange, serve) : await serve()
  if (latencyMs > 0) await Promise.race([wait(latencyMs), aborted(signal)])
  return signal.aborted ? Response.error() : response
}

function aborted(signal: AbortSignal): Promise<unknown> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

async function endAs(
  { error, drop }: FaultRule,
  exchange: Exchange,
  serve: () => Promise<Response>,
): Promise<Response> {
  if (error) return failOnOrder(error, exchange)
  return drop ? Response.error() : cutInHalf(await serve())
}

function failOnOrder(error: NonNullable<FaultRule['error']>, exchange: Exchange): Response {
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
