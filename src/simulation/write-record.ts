import { changeNotification, wants } from '../notifications/change-notification.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import type { SubscriptionRow } from '../store/world.ts'
import type { Moment } from './moment.ts'

/** A call's record becomes readable. A record that a client has written under its id meanwhile stays. */
export function writeRecord(moment: Moment, record: CallRecordRow): void {
  if (moment.tx.get('callRecords', record.id)) return
  moment.tx.insert('callRecords', record)
  recordChanged(moment, record, 'created')
}

/** What follows from every change to a call record. */
export function recordChanged(
  moment: Moment,
  { id, version, participantIds }: CallRecordRow,
  change: 'created' | 'updated' | 'deleted',
): void {
  const { tenantId } = moment.settings.directory
  for (const subscription of subscribers(moment)) {
    const wanted = wants(subscription, change, participantIds)
    if (wanted) moment.tell(changeNotification(subscription, { change: wanted, callRecordId: id, tenantId }))
  }
  moment.note({ type: 'callRecord', callRecordId: id, change, version })
}

/** Who watches call records, in order of subscribing. */
function subscribers({ tx, now }: Moment): SubscriptionRow[] {
  const { subscriptions } = tx.world
  if (subscriptions.size === 0) return []
  return [...subscriptions]
    .filter(({ expiresAt }) => expiresAt > now)
    .sort((one, other) => one.sequence - other.sequence)
}
