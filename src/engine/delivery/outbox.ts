import type { Tagged } from '../module-types.ts'
import type { DeliveryNotes } from './context.ts'
import { createMessageQueue } from './message-queue.ts'
import type { DeliveryOutcome, DeliveryResponse, Message } from './notification.ts'
import { createReceivers, type Deliver, type Receivers } from './receivers.ts'
import { type DeliveryResult, deliverMessage, type ReceiverResponse, requestReceiver } from './request-receiver.ts'

export interface Outbox {
  send(message: Message): void
  /** Adds a trace entry for a message that is not sent. */
  drop(message: Message): void
  /**
   * Sends one request at once, ahead of the messages in the queue.
   *
   * @param purpose what the request is for, which is the `id` of its trace entry.
   * @returns the response; status 504 after 10 s, 502 if the request fails; `'noReceiver'` if the URL has no receiver.
   */
  sendRequest(request: Request, purpose: 'validation' | 'prompt'): Promise<ReceiverResponse | 'noReceiver'>
  readonly receive: Receivers['register']
  /** Resolves when all sent messages have been answered. `undefined` when none is being delivered. */
  settled(): Promise<void> | undefined
  /** Drops the messages in the queue, and aborts the requests in progress. */
  clear(): void
  /** Clears, and sends nothing any more: a request that is still in progress would keep the process alive. */
  dispose(): void
}

interface OutboxOptions {
  readonly deliver: Deliver
  /** A promise while requests of the app are queued. A delivery does not start before their turns have ended. */
  readonly requests: () => Promise<void> | undefined
  readonly note: (note: Tagged<DeliveryNotes>) => void
  /** Called for messages with a `correlation`, once for each copy. */
  readonly onDelivered: (message: Message, outcome: DeliveryOutcome, response: DeliveryResponse | undefined) => void
}

/** Delivers messages one after another, in the order in which they are sent. */
export function createOutbox({ deliver, requests, note, onDelivered }: OutboxOptions): Outbox {
  const receivers = createReceivers(deliver)
  let cleared = new AbortController()
  let disposed = false

  const find = (url: string) => (disposed ? undefined : receivers.find(url))
  const noReceiver = () => (disposed ? 'the emulator is disposed' : receivers.noReceiver)

  const conclude = (message: Message, result: DeliveryResult, response?: DeliveryResponse) => {
    const { id, url, correlation } = message
    try {
      note({ type: 'delivery', id, url, ...result })
    } finally {
      if (correlation) onDelivered(message, result.outcome, response)
    }
  }

  const queue = createMessageQueue({
    requests,
    deliver: (receiver, message) => deliverMessage(receiver, message, cleared.signal),
    conclude,
  })

  const clear = () => {
    queue.clear()
    cleared.abort(new Error('the emulator was reset or disposed'))
    cleared = new AbortController()
  }

  return {
    send(message) {
      const receiver = find(message.url)
      if (!receiver) return conclude(message, { outcome: 'undelivered', why: noReceiver() })
      queue.add(message, receiver)
    },
    drop: (message) => conclude(message, { outcome: 'dropped' }),
    async sendRequest(outbound, purpose) {
      const entry = { type: 'delivery', id: purpose, url: outbound.url } as const
      const receiver = find(outbound.url)
      if (!receiver) {
        note({ ...entry, outcome: 'undelivered', why: noReceiver() })
        return 'noReceiver'
      }
      const [result, response] = await requestReceiver(receiver, outbound, cleared.signal)
      note({ ...entry, ...result })
      return response
    },
    receive: receivers.register,
    settled: queue.settled,
    clear,
    dispose() {
      disposed = true
      clear()
    },
  }
}
