import { DAY_MS } from '../../engine/time/units.ts'
import type { CallRecordRow } from '../rows.ts'

/** Records are kept for 30 days since the call started. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get */
const RECORD_RETENTION_MS = 30 * DAY_MS

/** What was written is kept, however long ago it says that the call was. */
export function isExpired({ startAt, origin, overlay }: CallRecordRow, now: number): boolean {
  const isWritten = origin.from === 'client' || overlay?.startDateTime !== undefined
  return !isWritten && startAt < oldestKept(now)
}

/** When the oldest calls began whose records are still there. */
export function oldestKept(now: number): number {
  return now - RECORD_RETENTION_MS
}
