import type { Tagged } from '../module-types.ts'
import { TimeoutError, withDeadline } from '../time/deadline.ts'
import { formatValue } from '../values/format-value.ts'
import type { DeliveryNotes } from './context.ts'
import { isLoopback } from './loopback.ts'
import type { DeliveryOutcome, DeliveryReply, Message } from './notification.ts'

/** Receives notifications in the same page; what it returns is the answer, nothing counts as 202. */
// biome-ignore lint/suspicious/noConfusingVoidType: a receiver may be any function that handles a request, also one that returns nothing
export type NotificationReceiver = (request: Request) => Response | void | Promise<Response | void>

/**
 * Who receives notifications, and who is asked for the WAV of a prompt:
 * - `'auto'`: receivers registered with `emulator.receive`, and `fetch` for loopback and same-origin URLs; the rest is
 *   kept in the trace as undelivered, so that a placeholder URL never leaves the machine.
 * - `'fetch'`: every URL by `fetch`, so that the page's own MSW handlers or a real server receive it.
 * - `'none'`: nobody.
 * - a function: it gets every request and answers it.
 */
export type Deliver = 'auto' | 'fetch' | 'none' | NotificationReceiver

export interface Outbox {
  send(message: Message): void
  /** Keeps in the trace that a message is not sent. */
  drop(message: Message): void
  /**
   * Sends one request at once, outside the order.
   * @param what What it is about, for the trace.
   * @returns its answer, 504 when it comes too late, 502 when there is none, or `'nobody'` when nobody receives the URL.
   */
  ask(request: Request, what: 'validation' | 'prompt'): Promise<Answer | 'nobody'>
  receive(url: string, receiver: NotificationReceiver): () => void
  /** A promise for the moment at which all that was sent has been answered, or nothing when nothing is under way. */
  settled(): Promise<void> | undefined
  /** Drops what is waiting, and aborts the request under way. */
  clear(): void
}

/** What somebody answered, read to its end. */
interface Answer {
  readonly status: number
  readonly contentType: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface OutboxOptions {
  readonly deliver: Deliver
  readonly note: (note: Tagged<DeliveryNotes>) => void
  /** Called for messages with a `correlation`, once for each copy. */
  readonly onDelivered: (message: Message, outcome: DeliveryOutcome, reply: DeliveryReply | undefined) => void
}

/**
 * How long a receiver may take, by the wall clock: as long as Graph gives it. Without a limit, one that never answers
 * would stop the emulator's time.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export const RECEIVER_TIMEOUT_MS = 10_000

interface Parcel {
  readonly message: Message
  readonly receiver: NotificationReceiver
}

type Outcome = Pick<DeliveryNotes['delivery'], 'outcome' | 'status' | 'why'>

/** Delivers notifications one after another, in the order in which they are sent. */
export function createOutbox({ deliver, note, onDelivered }: OutboxOptions): Outbox {
  const receivers = new Map<string, NotificationReceiver>()
  let waiting: Parcel[] = []
  let underWay: Promise<void> | undefined
  let cleared = new AbortController()

  const conclude = (message: Message, outcome: Outcome, reply?: DeliveryReply) => {
    const { id, url, correlation } = message
    try {
      note({ type: 'delivery', id, url, ...outcome })
    } finally {
      if (correlation) onDelivered(message, outcome.outcome, reply)
    }
  }

  const deliverAll = async () => {
    // Not at once: an answer to the app that led to this goes first.
    await null
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const queue = waiting
        const result = await handOver(next, cleared.signal)
        // After a clearing it is about a world that is gone.
        if (queue === waiting) conclude(next.message, ...result)
      }
    } finally {
      // Who listens to the trace may throw: the others get theirs all the same.
      underWay = waiting.length > 0 ? deliverAll() : undefined
    }
  }

  return {
    send(message) {
      const receiver = receiverFor(message.url, deliver, receivers)
      if (!receiver) return conclude(message, { outcome: 'undelivered', why: nobody(deliver) })
      waiting.push({ message, receiver })
      underWay ??= deliverAll()
    },
    drop: (message) => conclude(message, { outcome: 'dropped' }),
    async ask(request, id) {
      const { url } = request
      const receiver = receiverFor(url, deliver, receivers)
      if (!receiver) {
        note({ type: 'delivery', id, url, outcome: 'undelivered', why: nobody(deliver) })
        return 'nobody'
      }
      try {
        const answer = await withDeadline(
          (signal) => readAnswer(receiver, new Request(request, { signal })),
          RECEIVER_TIMEOUT_MS,
          cleared.signal,
        )
        note({ type: 'delivery', id, url, ...toOutcome(answer) })
        return answer
      } catch (error) {
        note({ type: 'delivery', id, url, outcome: 'failed', why: String(error) })
        return { status: error instanceof TimeoutError ? 504 : 502, contentType: null, bytes: new Uint8Array() }
      }
    },
    receive(url, receiver) {
      const parsed = URL.parse(url)
      if (!parsed) throw new TypeError(`emulator.receive: '${url}' is not an absolute URL.`)
      if (typeof receiver !== 'function')
        throw new TypeError(`emulator.receive: ${formatValue(receiver)} is not a function.`)
      const key = receiverKey(parsed)
      receivers.set(key, receiver)
      return () => {
        if (receivers.get(key) === receiver) receivers.delete(key)
      }
    },
    settled: () => underWay,
    clear() {
      waiting = []
      cleared.abort(new Error('the emulator was reset or disposed'))
      cleared = new AbortController()
    },
  }
}

async function readAnswer(receiver: NotificationReceiver, request: Request): Promise<Answer> {
  const answer = (await receiver(request)) ?? new Response(null, { status: 202 })
  const { status, headers } = answer
  return { status, contentType: headers.get('content-type'), bytes: new Uint8Array(await answer.arrayBuffer()) }
}

/** Hands a notification over. @returns what became of it, and the reply if there was one. */
async function handOver({ message, receiver }: Parcel, cleared: AbortSignal): Promise<[Outcome, DeliveryReply?]> {
  try {
    const reply = await withDeadline((signal) => toReply(receiver, message, signal), RECEIVER_TIMEOUT_MS, cleared)
    return [toOutcome(reply), reply]
  } catch (error) {
    return [{ outcome: 'failed', why: String(error) }]
  }
}

async function toReply(receiver: NotificationReceiver, message: Message, signal: AbortSignal): Promise<DeliveryReply> {
  const response = await receiver(toRequest(message, signal))
  return { status: response?.status ?? 202, body: message.expectsReply && response && parseJson(await response.text()) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toOutcome({ status }: { readonly status: number }): Outcome {
  return { outcome: status >= 200 && status < 300 ? 'delivered' : 'refused', status }
}

function nobody(deliver: Deliver): string {
  if (deliver === 'none') return "notifications.deliver is 'none'"
  return "nobody receives this URL: register emulator.receive(url, …), use a loopback or same-origin URL, or set notifications.deliver to 'fetch'"
}

function receiverFor(
  url: string,
  deliver: Deliver,
  receivers: ReadonlyMap<string, NotificationReceiver>,
): NotificationReceiver | undefined {
  if (typeof deliver === 'function') return deliver
  if (deliver === 'none') return undefined
  const parsed = URL.parse(url)
  const registered = parsed && receivers.get(receiverKey(parsed))
  if (registered) return registered
  return deliver === 'fetch' || (parsed && isNear(parsed)) ? fetchPlainly : undefined
}

/** A receiver is found by its URL without the query, which a subscription may extend. */
function receiverKey({ origin, pathname }: URL): string {
  return origin + pathname
}

/** @returns whether the URL is a loopback address or the page's own. */
function isNear(url: URL): boolean {
  return isLoopback(url) || url.origin === globalThis.location?.origin
}

function toRequest({ id, url, body, headers, idHeader }: Message, signal: AbortSignal): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...(idHeader !== undefined && { [idHeader]: id }) },
    body: JSON.stringify(body),
    signal,
  })
}

/** A page must not add headers to a request to another origin that does not expect them: the browser would block it. */
async function fetchPlainly(request: Request): Promise<Response> {
  const page = globalThis.location
  if (page && new URL(request.url).origin !== page.origin) {
    for (const name of [...request.headers.keys()]) if (name !== 'content-type') request.headers.delete(name)
  }
  return rejectRedirect(await fetch(request, { redirect: 'manual' }))
}

/** A redirect is not followed: it would send the notification to a host that nobody named. A page sees it as opaque. */
function rejectRedirect(response: Response): Response {
  if (response.type !== 'opaqueredirect' && (response.status < 300 || response.status >= 400)) return response
  throw new Error(`the receiver redirected the request (status ${response.status || '3xx'}), which is not followed`)
}
