import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Message } from '../engine/delivery/notification.ts'
import { sendMessage } from '../engine/delivery/notify.ts'
import type { SubscriptionContext } from './context.ts'
import { RETRY_DELAYS_MS } from './retry-delays.ts'

/**
 * Schedules the next attempt of a change notification that was refused or failed, unless that was the last one.
 * Messages without a receiver or dropped by a rule are not retried.
 */
export function scheduleRetry(
  context: SubscriptionContext,
  { message, outcome }: DeliveryTypes['emits']['delivered'],
): void {
  if (message.correlation?.subscriptionId === undefined || (outcome !== 'refused' && outcome !== 'failed')) return
  const { id, retries = 0 } = message
  const after = RETRY_DELAYS_MS[retries]
  if (after === undefined) return giveUp(context, message, `given up after ${retries + 1} attempts`)
  const next = { ...message, retries: retries + 1 }
  context.schedule({ after, entityId: id, action: { type: 'retryNotification', message: next } })
}

/** Retries a change notification unless its subscription has expired or been deleted. */
export function retry(context: SubscriptionContext, message: Message): void {
  const { subscriptionId = '' } = message.correlation ?? {}
  const subscription = context.tx.get('subscriptions', subscriptionId)
  if (subscription && subscription.expiresAt > context.now) sendMessage(context, message)
  else giveUp(context, message, `the subscription '${subscriptionId}' has expired or was deleted`)
}

function giveUp({ note }: SubscriptionContext, { id, url }: Message, why: string): void {
  note({ type: 'delivery', id, url, outcome: 'dropped', why })
}
