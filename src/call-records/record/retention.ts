import { DAY_MS } from '../../engine/time/units.ts'
import type { CallRecordRow } from '../rows.ts'

/** Records are kept for 30 days after the start of the call. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get */
const RECORD_RETENTION_MS = 30 * DAY_MS

/** Whether a record has been deleted because of its age. Records whose start a client wrote do not expire. */
export function isExpired({ startAt, origin, overlay }: CallRecordRow, now: number): boolean {
  const isClientWritten = origin.from === 'client' || overlay?.startDateTime !== undefined
  return !isClientWritten && startAt < oldestStart(now)
}

/** The start of the oldest calls whose records still exist. */
export function oldestStart(now: number): number {
  return now - RECORD_RETENTION_MS
}
