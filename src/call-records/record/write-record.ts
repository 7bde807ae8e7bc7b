import type { RecordUpdate } from '../../calls/record-plan.ts'
import type { CallRow } from '../../calls/rows.ts'
import { type FindTrunk, findTrunk } from '../../directory/directory.ts'
import type { Moment } from '../../engine/moment.ts'
import type { SubscriptionRow } from '../../engine/store/world.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { changeNotification, wants } from '../../subscriptions/change-notification.ts'
import { parseLatency, readRecordMembers } from '../record-plan-schema.ts'
import type { CallRecordRow } from '../rows.ts'
import { toCallAttemptRow, toCallHistory, toCallRecordRow } from '../timeline/history.ts'
import { isExpired } from './retention.ts'
import { withMembers } from './writes.ts'

/**
 * An established call leaves exactly one record, after the latency of its scenario or else the configured one. Any other
 * leaves none.
 */
export function promiseRecord(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  if (!call) return
  keepAttempt(moment, call)
  if (call.establishedAt === undefined) return
  const { latency, with: members, updates } = call.recordPlan ?? {}
  const after = latency === undefined ? moment.settings.recordLatencyMs : parseLatency(latency, 'record.latency')
  const record = toCallRecordRow(toCallHistory(call), { at: moment.now + after, findTrunk: trunksOf(moment) })
  moment.schedule({
    after,
    subject: call.callChainId,
    happening: {
      type: 'recordDue',
      record: members ? withMembers(record, readRecordMembers(members)) : record,
      ...(updates && { updates }),
    },
  })
}

/** What a trunk tried in vain is in its log at once. */
function keepAttempt(moment: Moment, call: CallRow): void {
  const attempt = toCallAttemptRow(toCallHistory(call), trunksOf(moment))
  if (attempt && !moment.tx.get('callAttempts', attempt.id)) moment.tx.insert('callAttempts', attempt)
}

function trunksOf({ settings: { directory } }: Moment): FindTrunk {
  return (number) => findTrunk(directory, number)
}

/** A call's record becomes readable. A record that a client has written under its id meanwhile stays. */
export function writeRecord(moment: Moment, record: CallRecordRow, updates: readonly RecordUpdate[] = []): void {
  if (moment.tx.get('callRecords', record.id)) return
  moment.tx.insert('callRecords', record)
  recordChanged(moment, record, 'created')
  awaitUpdate(moment, record.id, updates)
}

/** Something became known late of a call: the first of its updates is due. A record that is gone stays so. */
export function updateRecord(moment: Moment, id: string, [update, ...later]: readonly RecordUpdate[]): void {
  const record = moment.tx.get('callRecords', id)
  if (!update || !record || isExpired(record, moment.now)) return
  reviseRecord(moment, id, readRecordMembers(update.with ?? {}))
  awaitUpdate(moment, id, later)
}

function awaitUpdate(moment: Moment, id: string, updates: readonly RecordUpdate[]): void {
  const [next] = updates
  if (!next) return
  const after = parseDuration(next.after, 'after')
  moment.schedule({ after, subject: id, happening: { type: 'recordUpdate', updates } })
}

/** A new version of a record: the members are laid over those it had. */
export function reviseRecord(moment: Moment, id: string, members: JsonObject): void {
  const revised = withMembers(moment.tx.require('callRecords', id), members)
  moment.tx.update('callRecords', id, (draft) => {
    Object.assign(draft, revised, { version: revised.version + 1, lastModifiedAt: moment.now })
  })
  recordChanged(moment, moment.tx.require('callRecords', id), 'updated')
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
    .filter(({ watching, expiresAt }) => watching === 'callRecords' && expiresAt > now)
    .sort((one, other) => one.sequence - other.sequence)
}
