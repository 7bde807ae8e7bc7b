import type { CallRecordTypes } from '../call-records/context.ts'
import { notify } from '../engine/delivery/notify.ts'
import { changeNotification, wants } from './change-notification.ts'
import type { SubscriptionContext } from './context.ts'
import type { SubscriptionRow } from './rows.ts'

/** Notifies those who subscribed to this kind of change of a call record, in order of subscribing. */
export function notifySubscribers(
  context: SubscriptionContext,
  { record, change }: CallRecordTypes['emits']['recordChanged'],
): void {
  const { tenantId } = context.services.directory
  for (const subscription of subscribers(context)) {
    const wanted = wants(subscription, change, record.participantIds)
    if (wanted) notify(context, changeNotification(subscription, { change: wanted, callRecordId: record.id, tenantId }))
  }
}

function subscribers({ tx, now }: SubscriptionContext): SubscriptionRow[] {
  const { subscriptions } = tx.world
  if (subscriptions.size === 0) return []
  return [...subscriptions]
    .filter(({ watching, expiresAt }) => watching === 'callRecords' && expiresAt > now)
    .sort((one, other) => one.sequence - other.sequence)
}
