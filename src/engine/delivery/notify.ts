import type { DeliveryContext } from './context.ts'
import type { Message, Notification } from './notification.ts'

/** Sends a notification after the commit, delayed, duplicated or dropped as the delivery plan says. */
export function notify(context: DeliveryContext, notification: Notification): void {
  const { planDelivery, outbox } = context.services
  const { message, delaysMs } = planDelivery(notification)
  const { id, url, body } = message
  context.note({ type: 'notification', id, url, body })
  if (delaysMs.length === 0) context.tx.afterCommit(() => outbox.drop(message))
  for (const after of delaysMs) {
    if (after === 0) sendMessage(context, message)
    else context.schedule({ after, entityId: id, action: { type: 'sendNotification', message } })
  }
}

/** Sends a message after the commit. */
export function sendMessage({ tx, services }: DeliveryContext, message: Message): void {
  tx.afterCommit(() => services.outbox.send(message))
}
