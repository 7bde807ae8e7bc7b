import type { DeliveryResponse, Message } from './notification.ts'
import type { NotificationReceiver } from './receivers.ts'
import type { DeliveryResult } from './request-receiver.ts'

/** Messages that are delivered one after another, in the order in which they are sent. */
export interface MessageQueue {
  add(message: Message, receiver: NotificationReceiver): void
  /** Drops the messages in the queue. */
  clear(): void
  /** Resolves when all messages have been answered. `undefined` when none is being delivered. */
  settled(): Promise<void> | undefined
}

interface MessageQueueParts {
  /** A promise while the app's requests are queued. A delivery does not start before their turns have ended. */
  readonly requests: () => Promise<void> | undefined
  readonly deliver: (
    receiver: NotificationReceiver,
    message: Message,
  ) => Promise<readonly [DeliveryResult, DeliveryResponse?]>
  /** Called with the outcome, unless the queue was cleared meanwhile: the message then belongs to a world that is gone. */
  readonly conclude: (message: Message, result: DeliveryResult, response?: DeliveryResponse) => void
}

export function createMessageQueue({ requests, deliver, conclude }: MessageQueueParts): MessageQueue {
  let queue: { readonly message: Message; readonly receiver: NotificationReceiver }[] = []
  let delivering: Promise<void> | undefined

  const deliverAll = async () => {
    try {
      while (queue.length > 0) {
        // Later than the response to the app's request that caused the message, and than the requests queued behind it.
        await requests()
        const next = queue.shift()
        if (!next) break
        const current = queue
        const result = await deliver(next.receiver, next.message)
        if (current === queue) conclude(next.message, ...result)
      }
    } finally {
      // A subscriber of the trace may throw: the remaining messages are delivered all the same.
      delivering = queue.length > 0 ? deliverAll() : undefined
    }
  }

  return {
    add(message, receiver) {
      queue.push({ message, receiver })
      delivering ??= deliverAll()
    },
    clear() {
      queue = []
    },
    settled: () => delivering,
  }
}
