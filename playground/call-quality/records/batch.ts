import { GraphFailure, toRetryAfterMs } from '../../graph-request.ts'

/** The response body of each address in a batch, or its error. */
export type BatchResults<Body> = ReadonlyMap<string, Body | GraphFailure>

interface BatchRequest {
  readonly id: string
  readonly method: 'GET'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

interface BatchResponse<Body> {
  readonly id: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Body & { readonly error?: { readonly code?: string; readonly message?: string } }
}

/** Graph's limit for the requests of a batch. */
export const BATCH_SIZE = 20
const MAX_ATTEMPTS = 5
/** The delay before a retry when Graph sends no Retry-After. */
const RETRY_DELAY_MS = 2_000

export type Pause = (ms: number) => Promise<void>
export type PostBatch<Body> = (body: {
  readonly requests: readonly BatchRequest[]
}) => Promise<{ readonly responses: readonly BatchResponse<Body>[] }>

/** Reads up to twenty addresses in one request, and retries those that Graph throttled. */
export async function readBatch<Body>(
  addresses: readonly string[],
  post: PostBatch<Body>,
  pause: Pause,
): Promise<BatchResults<Body>> {
  const results = new Map<string, Body | GraphFailure>()
  for (let attempt = 1, pending = addresses; pending.length > 0; attempt += 1) {
    const { responses } = await post({ requests: pending.map(toBatchRequest) })
    for (const response of responses) results.set(response.id, toResult(response))
    pending = pending.filter((address) => isThrottled(results.get(address)))
    if (pending.length === 0 || attempt === MAX_ATTEMPTS) break
    await pause(Math.max(...pending.map((address) => retryDelayOf(results.get(address)))))
  }
  return results
}

/** Sends a request, and retries it while Graph throttles it. */
export async function withRetries<Result>(send: () => Promise<Result>, pause: Pause): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      if (!isThrottled(error) || attempt === MAX_ATTEMPTS) throw error
      await pause(retryDelayOf(error))
    }
  }
}

/** The address is the id, so that responses can be matched by it. */
function toBatchRequest(address: string): BatchRequest {
  return { id: address, method: 'GET', url: address, headers: { Prefer: 'omit-values=nulls' } }
}

function toResult<Body>({ status, headers, body }: BatchResponse<Body>): Body | GraphFailure {
  if (status < 400) return body
  return new GraphFailure(status, body.error ?? {}, toRetryAfterMs(headers?.['Retry-After']))
}

function isThrottled(result: unknown): boolean {
  return result instanceof GraphFailure && result.status === 429
}

function retryDelayOf(result: unknown): number {
  return (result instanceof GraphFailure && result.retryAfterMs) || RETRY_DELAY_MS
}
