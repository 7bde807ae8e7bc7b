import type { RecordUpdate } from '../../calls/record-plan.ts'
import { parseLatency, parseRecordMembers } from '../../calls/record-plan-schema.ts'
import type { CallRow } from '../../calls/rows.ts'
import { findTrunk } from '../../directory/directory.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallRecordContext, RecordChange } from '../context.ts'
import { isExpired } from '../retention.ts'
import type { CallRecordRow } from '../rows.ts'
import { hasConnected, toCallHistory } from '../timeline/call-history.ts'
import { toCallAttemptRow, toCallRecordRow } from '../timeline/call-record-row.ts'
import type { PhoneFacts } from '../timeline/pstn-leg.ts'
import { withMembers } from './client-edits.ts'
import { removeExpired } from './remove-expired.ts'

/**
 * Schedules the record of an ended call after the latency of its scenario, or else the configured one. Calls in which no
 * one was connected have no record.
 */
export function scheduleRecord(context: CallRecordContext, { callId }: { readonly callId: string }): void {
  const call = context.tx.get('calls', callId)
  if (!call) return
  storeFailedAttempts(context, call)
  if (!hasConnected(call)) return
  const { latency, with: members, updates } = call.recordPlan ?? {}
  const after = latency === undefined ? context.services.recordLatencyMs : parseLatency(latency, 'record.latency')
  const record = toCallRecordRow(toCallHistory(call), { at: context.now + after, ...phoneFacts(context) })
  context.schedule({
    after,
    entityId: call.callChainId,
    action: {
      type: 'recordDue',
      record: members ? withMembers(record, parseRecordMembers(members)) : record,
      ...(updates && { updates }),
    },
  })
}

/** The direct routing log shows failed attempts at once, without the latency of records. */
function storeFailedAttempts(context: CallRecordContext, call: CallRow): void {
  const attempt = toCallAttemptRow(toCallHistory(call), phoneFacts(context))
  if (!attempt || context.tx.get('callAttempts', attempt.id)) return
  removeExpired(context)
  context.tx.insert('callAttempts', attempt)
}

function phoneFacts({ services: { directory } }: CallRecordContext): PhoneFacts {
  return { tenantId: directory.tenantId, findTrunk: (number) => findTrunk(directory, number) }
}

/** Makes a record readable, unless a client has created a record with the same id in the meantime. */
export function writeRecord(
  context: CallRecordContext,
  record: CallRecordRow,
  updates: readonly RecordUpdate[] = [],
): void {
  if (context.tx.get('callRecords', record.id)) return
  removeExpired(context)
  context.tx.insert('callRecords', record)
  recordChanged(context, record, 'created')
  scheduleUpdates(context, record.id, updates)
}

/** Applies the first update and schedules the others, unless the record was deleted or has expired. */
export function updateRecord(
  context: CallRecordContext,
  id: string,
  [update, ...later]: readonly RecordUpdate[],
): void {
  const record = context.tx.get('callRecords', id)
  if (!update || !record || isExpired(record, context.now)) return
  reviseRecord(context, id, parseRecordMembers(update.with ?? {}))
  scheduleUpdates(context, id, later)
}

function scheduleUpdates(context: CallRecordContext, id: string, updates: readonly RecordUpdate[]): void {
  const [next] = updates
  if (!next) return
  const after = parseDuration(next.after, 'after')
  context.schedule({ after, entityId: id, action: { type: 'recordUpdate', updates } })
}

/** Makes a new version of a record, in which the given members replace the previous ones. */
export function reviseRecord(context: CallRecordContext, id: string, members: JsonObject): void {
  const revised = withMembers(context.tx.require('callRecords', id), members)
  context.tx.update('callRecords', id, (draft) => {
    Object.assign(draft, revised, { version: revised.version + 1, lastModifiedAt: context.now })
  })
  recordChanged(context, context.tx.require('callRecords', id), 'updated')
}

/** Emits a change to the other modules and adds it to the trace. */
export function recordChanged(context: CallRecordContext, record: CallRecordRow, change: RecordChange): void {
  context.emit('recordChanged', { record, change })
  context.note({ type: 'callRecord', callRecordId: record.id, change, version: record.version })
}
