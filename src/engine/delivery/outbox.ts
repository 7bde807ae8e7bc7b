import type { Tagged } from '../module-types.ts'
import { TimeoutError, withDeadline } from '../time/deadline.ts'
import type { DeliveryNotes } from './context.ts'
import type { DeliveryOutcome, DeliveryResponse, Message } from './notification.ts'
import { createReceivers, type Deliver, type NotificationReceiver, type Receivers } from './receivers.ts'

export interface Outbox {
  send(message: Message): void
  /** Adds a trace entry for a message that is not sent. */
  drop(message: Message): void
  /**
   * Sends one request at once, ahead of the messages in the queue.
   *
   * @param purpose what the request is for, which is the `id` of its trace entry.
   * @returns the response; status 504 after {@link RECEIVER_TIMEOUT_MS}, 502 if the request fails; `'noReceiver'` if the URL
   *   has no receiver.
   */
  sendRequest(request: Request, purpose: 'validation' | 'prompt'): Promise<ReceiverResponse | 'noReceiver'>
  readonly receive: Receivers['register']
  /** Resolves when all sent messages have been answered. `undefined` when none is being delivered. */
  settled(): Promise<void> | undefined
  /** Drops the messages in the queue, and aborts the requests in progress. */
  clear(): void
}

interface ReceiverResponse {
  readonly status: number
  readonly contentType: string | null
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface OutboxOptions {
  readonly deliver: Deliver
  readonly note: (note: Tagged<DeliveryNotes>) => void
  /** Called for messages with a `correlation`, once for each copy. */
  readonly onDelivered: (message: Message, outcome: DeliveryOutcome, response: DeliveryResponse | undefined) => void
}

/**
 * How long a receiver may take by the wall clock: as long as Graph waits. Without a limit, a receiver that never responds
 * would stop the emulator's clock.
 * @see https://learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export const RECEIVER_TIMEOUT_MS = 10_000

interface QueuedMessage {
  readonly message: Message
  readonly receiver: NotificationReceiver
}

type Result = Pick<DeliveryNotes['delivery'], 'outcome' | 'status' | 'why'>

/** Delivers messages one after another, in the order in which they are sent. */
export function createOutbox({ deliver, note, onDelivered }: OutboxOptions): Outbox {
  const receivers = createReceivers(deliver)
  let queue: QueuedMessage[] = []
  let delivering: Promise<void> | undefined
  let cleared = new AbortController()

  const conclude = (message: Message, result: Result, response?: DeliveryResponse) => {
    const { id, url, correlation } = message
    try {
      note({ type: 'delivery', id, url, ...result })
    } finally {
      if (correlation) onDelivered(message, result.outcome, response)
    }
  }

  const deliverQueue = async () => {
    // Later than the response to the app's request that caused the message.
    await null
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const current = queue
        const result = await deliverMessage(next, cleared.signal)
        // After `clear` the message belongs to a world that no longer exists.
        if (current === queue) conclude(next.message, ...result)
      }
    } finally {
      // A subscriber of the trace may throw: the remaining messages are delivered all the same.
      delivering = queue.length > 0 ? deliverQueue() : undefined
    }
  }

  return {
    send(message) {
      const receiver = receivers.find(message.url)
      if (!receiver) return conclude(message, { outcome: 'undelivered', why: receivers.noReceiver })
      queue.push({ message, receiver })
      delivering ??= deliverQueue()
    },
    drop: (message) => conclude(message, { outcome: 'dropped' }),
    async sendRequest(request, purpose) {
      const entry = { type: 'delivery', id: purpose, url: request.url } as const
      const receiver = receivers.find(request.url)
      if (!receiver) {
        note({ ...entry, outcome: 'undelivered', why: receivers.noReceiver })
        return 'noReceiver'
      }
      try {
        const response = await withDeadline(
          (signal) => readResponse(receiver, new Request(request, { signal })),
          RECEIVER_TIMEOUT_MS,
          cleared.signal,
        )
        note({ ...entry, ...toResult(response) })
        return response
      } catch (error) {
        note({ ...entry, outcome: 'failed', why: String(error) })
        return { status: error instanceof TimeoutError ? 504 : 502, contentType: null, bytes: new Uint8Array() }
      }
    },
    receive: receivers.register,
    settled: () => delivering,
    clear() {
      queue = []
      cleared.abort(new Error('the emulator was reset or disposed'))
      cleared = new AbortController()
    },
  }
}

async function readResponse(receiver: NotificationReceiver, request: Request): Promise<ReceiverResponse> {
  const response = (await receiver(request)) ?? new Response(null, { status: 202 })
  const { status, headers } = response
  return { status, contentType: headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
}

async function deliverMessage(
  { message, receiver }: QueuedMessage,
  cleared: AbortSignal,
): Promise<[Result, DeliveryResponse?]> {
  try {
    const response = await withDeadline((signal) => post(message, receiver, signal), RECEIVER_TIMEOUT_MS, cleared)
    return [toResult(response), response]
  } catch (error) {
    return [{ outcome: 'failed', why: String(error) }]
  }
}

async function post(message: Message, receiver: NotificationReceiver, signal: AbortSignal): Promise<DeliveryResponse> {
  const response = await receiver(toRequest(message, signal))
  const body = message.expectsResponse && response && parseJson(await response.text())
  return { status: response?.status ?? 202, body }
}

function toRequest({ id, url, body, headers, idHeader }: Message, signal: AbortSignal): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers, ...(idHeader !== undefined && { [idHeader]: id }) },
    body: JSON.stringify(body),
    signal,
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function toResult({ status }: { readonly status: number }): Result {
  return { outcome: status >= 200 && status < 300 ? 'delivered' : 'refused', status }
}
