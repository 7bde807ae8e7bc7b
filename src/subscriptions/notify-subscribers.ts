import type { CallRecordTypes } from '../call-records/context.ts'
import { notify } from '../engine/delivery/notify.ts'
import { changeNotification, matchChange } from './change-notification.ts'
import type { SubscriptionContext } from './context.ts'
import type { SubscriptionRow } from './rows.ts'

/** Notifies the subscribers of a change to a call record, in order of their subscriptions. */
export function notifySubscribers(
  context: SubscriptionContext,
  { record, change }: CallRecordTypes['emits']['recordChanged'],
): void {
  const { tenantId } = context.services.directory
  for (const subscription of activeSubscriptions(context)) {
    const matched = matchChange(subscription, change, record.participantIds)
    if (matched)
      notify(context, changeNotification(subscription, { change: matched, callRecordId: record.id, tenantId }))
  }
}

function activeSubscriptions({ tx, now }: SubscriptionContext): SubscriptionRow[] {
  const { subscriptions } = tx.world
  if (subscriptions.size === 0) return []
  return [...subscriptions]
    .filter(({ resourceKind, expiresAt }) => resourceKind === 'callRecords' && expiresAt > now)
    .sort((one, other) => one.sequence - other.sequence)
}
