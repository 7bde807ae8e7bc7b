import { withDeadline } from '../runtime/deadline.ts'
import type { TraceNote } from '../trace/trace.ts'
import { isLoopback } from './loopback.ts'
import type { Notification } from './notification.ts'

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
  /** @param at When it was decided, for the trace. */
  send(notification: Notification, at: number): void
  /**
   * Sends one request at once, outside the order.
   * @param what What it is about, for the trace.
   * @returns its answer, 502 when there is none, or `'nobody'` when nobody receives the URL.
   */
  ask(request: Request, what: 'validation' | 'prompt'): Promise<Answer | 'nobody'>
  receive(url: string, receiver: NotificationReceiver): () => void
  /** A promise for the moment at which all that was sent has been answered, or nothing when nothing is under way. */
  settled(): Promise<void> | undefined
  /** What is still waiting is forgotten. */
  clear(): void
}

/** What somebody answered, read to its end. */
interface Answer {
  readonly status: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface OutboxOptions {
  readonly deliver: Deliver
  /** @param at When it happened; now, if left out. */
  readonly note: (note: TraceNote, at?: number) => void
}

/**
 * How long a receiver may take, by the wall clock: as long as Graph gives it. Without a limit, one that never answers
 * would stop the emulator's time.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
const ANSWER_LIMIT_MS = 10_000

interface Parcel {
  readonly id: string
  readonly notification: Notification
  readonly receiver: NotificationReceiver
}

/** Delivers notifications one after another, in the order in which they were decided. */
export function createOutbox({ deliver, note }: OutboxOptions): Outbox {
  const receivers = new Map<string, NotificationReceiver>()
  let waiting: Parcel[] = []
  let underWay: Promise<void> | undefined
  let sent = 0
  /** Counts the times at which everything was forgotten: what becomes of an earlier notification is nobody's business. */
  let era = 0

  const deliverAll = async () => {
    // Not at once: an answer to the app that led to this goes first.
    await null
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const born = era
        const delivery = await toDelivery(next)
        if (era === born) note(delivery)
      }
    } finally {
      underWay = undefined
    }
  }

  return {
    send(notification, at) {
      sent += 1
      const id = `notification-${sent}`
      const { url } = notification
      note({ type: 'notification', id, url, body: notification.body }, at)
      const receiver = receiverFor(url, deliver, receivers)
      if (!receiver) return note({ type: 'delivery', id, url, outcome: 'undelivered', why: nobody(deliver) })
      waiting.push({ id, notification, receiver })
      underWay ??= deliverAll()
    },
    async ask(request, id) {
      const { url } = request
      const receiver = receiverFor(url, deliver, receivers)
      if (!receiver) {
        note({ type: 'delivery', id, url, outcome: 'undelivered', why: nobody(deliver) })
        return 'nobody'
      }
      try {
        return await withDeadline(readAnswer(receiver, request), ANSWER_LIMIT_MS)
      } catch (error) {
        note({ type: 'delivery', id, url, outcome: 'failed', why: String(error) })
        return { status: 502, bytes: new Uint8Array() }
      }
    },
    receive(url, receiver) {
      const parsed = URL.parse(url)
      if (!parsed) throw new TypeError(`emulator.receive: '${url}' is not an absolute URL.`)
      const key = receiverKey(parsed)
      receivers.set(key, receiver)
      return () => {
        if (receivers.get(key) === receiver) receivers.delete(key)
      }
    },
    settled: () => underWay,
    clear() {
      waiting = []
      sent = 0
      era += 1
    },
  }
}

async function readAnswer(receiver: NotificationReceiver, request: Request): Promise<Answer> {
  const answer = (await receiver(request)) ?? new Response(null, { status: 202 })
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

/** Hands a notification over. @returns what became of it. */
async function toDelivery({ id, notification, receiver }: Parcel): Promise<TraceNote> {
  const { url } = notification
  try {
    const answer = await withDeadline(receiver(toRequest(notification)), ANSWER_LIMIT_MS)
    const status = answer?.status ?? 202
    return { type: 'delivery', id, url, outcome: status >= 200 && status < 300 ? 'delivered' : 'refused', status }
  } catch (error) {
    return { type: 'delivery', id, url, outcome: 'failed', why: String(error) }
  }
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
  return deliver === 'fetch' || (parsed && isNear(parsed)) ? (request) => fetch(request) : undefined
}

/** A receiver is found by its URL without the query, which a subscription may extend. */
function receiverKey({ origin, pathname }: URL): string {
  return origin + pathname
}

/** @returns whether the URL is a loopback address or the page's own. */
function isNear(url: URL): boolean {
  return isLoopback(url) || url.origin === globalThis.location?.origin
}

function toRequest({ url, body }: Notification): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
