import { notify } from '../engine/delivery/notify.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { reauthorizationNotification } from './change-notification.ts'
import type { SubscriptionContext } from './context.ts'

/**
 * How long before its expiration `reauthorizationRequired` is sent for a subscription, in milliseconds; for a subscription
 * of less than twice this time, halfway to the expiration. Graph does not document the time: it is the emulator's choice.
 * @see https://learn.microsoft.com/graph/change-notifications-lifecycle-events
 */
const REAUTHORIZATION_NOTICE_MS = 15 * MINUTE_MS

/** Sets when a subscription expires, and schedules its expiration and `reauthorizationRequired` anew. */
export function setExpiration(context: SubscriptionContext, id: string, expiresAt: number): void {
  const { tx, now } = context
  const { pending: previous, lifecycleNotificationUrl } = tx.require('subscriptions', id)
  for (const sequence of previous) tx.removePending(sequence)
  const leftMs = expiresAt - now
  const schedule = (after: number, type: 'subscriptionExpires' | 'reauthorizationDue') =>
    context.schedule({ after, background: true, entityId: id, action: { type } })
  const pending = [schedule(leftMs, 'subscriptionExpires')]
  if (lifecycleNotificationUrl !== undefined) {
    const noticeMs = Math.min(REAUTHORIZATION_NOTICE_MS, Math.floor(leftMs / 2))
    pending.push(schedule(leftMs - noticeMs, 'reauthorizationDue'))
  }
  tx.update('subscriptions', id, (draft) => {
    draft.expiresAt = expiresAt
    draft.pending = pending
  })
}

/** Lets all subscriptions expire after `leftMs` milliseconds at the latest, unless the app renews them. */
export function expireSubscriptions(context: SubscriptionContext, leftMs: number): void {
  const expiresAt = context.now + leftMs
  const inOrder = [...context.tx.world.subscriptions].sort((one, other) => one.sequence - other.sequence)
  for (const subscription of inOrder) {
    if (leftMs === 0) removeSubscription(context, subscription.id)
    else if (subscription.expiresAt > expiresAt) setExpiration(context, subscription.id, expiresAt)
  }
}

/** Removes a subscription and cancels its scheduled events. */
export function removeSubscription({ tx }: SubscriptionContext, id: string): void {
  for (const sequence of tx.require('subscriptions', id).pending) tx.removePending(sequence)
  tx.remove('subscriptions', id)
}

/** Sends `reauthorizationRequired` to the `lifecycleNotificationUrl`. */
export function requestReauthorization(context: SubscriptionContext, id: string): void {
  const subscription = context.tx.require('subscriptions', id)
  const { lifecycleNotificationUrl: url } = subscription
  const { tenantId } = context.services.directory
  if (url !== undefined) notify(context, reauthorizationNotification(subscription, url, tenantId))
}
