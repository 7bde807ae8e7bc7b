import { notify } from '../engine/delivery/notify.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import { reauthorizationNotification } from './change-notification.ts'
import type { SubscriptionContext } from './context.ts'

/**
 * How long before its expiry an app is asked to reauthorize a subscription, in milliseconds; a shorter one is halfway
 * through then. Graph does not say how early it asks: this is the emulator's choice.
 * @see https://learn.microsoft.com/graph/change-notifications-lifecycle-events
 */
const REAUTHORIZATION_NOTICE_MS = 15 * MINUTE_MS

/** Sets when a subscription expires, and when its app is reminded of it; what was planned before is not any more. */
export function setExpiry(context: SubscriptionContext, id: string, expiresAt: number): void {
  const { tx, now } = context
  const { pending: planned, lifecycleNotificationUrl } = tx.require('subscriptions', id)
  for (const sequence of planned) tx.removePending(sequence)
  const left = expiresAt - now
  const plan = (after: number, type: 'subscriptionExpires' | 'reauthorizationDue') =>
    context.schedule({ after, background: true, entityId: id, action: { type } })
  const pending = [plan(left, 'subscriptionExpires')]
  if (lifecycleNotificationUrl !== undefined) {
    pending.push(plan(left - Math.min(REAUTHORIZATION_NOTICE_MS, Math.floor(left / 2)), 'reauthorizationDue'))
  }
  tx.update('subscriptions', id, (draft) => {
    draft.expiresAt = expiresAt
    draft.pending = pending
  })
}

/** Lets subscriptions that would last longer run out in so many milliseconds, unless they are renewed. */
export function shortenSubscriptions(context: SubscriptionContext, leftMs: number): void {
  const expiresAt = context.now + leftMs
  const inOrder = [...context.tx.world.subscriptions].sort((one, other) => one.sequence - other.sequence)
  for (const subscription of inOrder) {
    if (leftMs === 0) endSubscription(context, subscription.id)
    else if (subscription.expiresAt > expiresAt) setExpiry(context, subscription.id, expiresAt)
  }
}

/** Takes a subscription out of the world, with all that was planned for it. */
export function endSubscription({ tx }: SubscriptionContext, id: string): void {
  for (const sequence of tx.require('subscriptions', id).pending) tx.removePending(sequence)
  tx.remove('subscriptions', id)
}

export function askForReauthorization(context: SubscriptionContext, id: string): void {
  const subscription = context.tx.require('subscriptions', id)
  const { lifecycleNotificationUrl: url } = subscription
  const { tenantId } = context.services.directory
  if (url !== undefined) notify(context, reauthorizationNotification(subscription, url, tenantId))
}
