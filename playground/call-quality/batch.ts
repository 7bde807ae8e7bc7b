import { GraphFailure, toRetryAfterMs } from '../graph-request.ts'

/** What was asked for, by its address: the answer's body, or why there is none. */
export type Answers<Body> = ReadonlyMap<string, Body | GraphFailure>

interface BatchRequest {
  readonly id: string
  readonly method: 'GET'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

interface BatchAnswer<Body> {
  readonly id: string
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Body & { readonly error?: { readonly code?: string; readonly message?: string } }
}

/** Graph takes no more in one request. */
export const BATCH_SIZE = 20
/** How often something is asked for that Graph is too busy for, and how long it is left alone if it does not say. */
const ATTEMPTS = 5
const PAUSE_MS = 2_000

export type Pause = (forMs: number) => Promise<void>
export type Post<Body> = (body: {
  readonly requests: readonly BatchRequest[]
}) => Promise<{ readonly responses: readonly BatchAnswer<Body>[] }>

/** Reads up to twenty addresses in one request, and those for which Graph was too busy again, when it says. */
export async function readBatch<Body>(
  addresses: readonly string[],
  post: Post<Body>,
  pause: Pause,
): Promise<Answers<Body>> {
  const found = new Map<string, Body | GraphFailure>()
  for (let attempt = 1, asked = addresses; asked.length > 0; attempt += 1) {
    const answers = await post({ requests: asked.map(toRequest) })
    for (const answer of answers.responses) found.set(answer.id, toResult(answer))
    asked = asked.filter((address) => isTooBusy(found.get(address)))
    if (asked.length === 0 || attempt === ATTEMPTS) break
    await pause(Math.max(...asked.map((address) => toPause(found.get(address)))))
  }
  return found
}

/** Sends a request again, when Graph says, for as long as it is too busy. */
export async function patiently<Answer>(send: () => Promise<Answer>, pause: Pause): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      if (!isTooBusy(error) || attempt === ATTEMPTS) throw error
      await pause(toPause(error))
    }
  }
}

/** An answer is known by its address. What is null need not be sent. */
function toRequest(address: string): BatchRequest {
  return { id: address, method: 'GET', url: address, headers: { Prefer: 'omit-values=nulls' } }
}

function toResult<Body>({ status, headers, body }: BatchAnswer<Body>): Body | GraphFailure {
  if (status < 400) return body
  return new GraphFailure(status, body.error ?? {}, toRetryAfterMs(headers?.['Retry-After']))
}

function isTooBusy(answer: unknown): boolean {
  return answer instanceof GraphFailure && answer.status === 429
}

function toPause(answer: unknown): number {
  return (answer instanceof GraphFailure && answer.retryAfterMs) || PAUSE_MS
}
