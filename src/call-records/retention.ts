import { DAY_MS } from '../engine/time/units.ts'
import type { CallRecordRow } from './rows.ts'

/** Records are kept for 30 days after the start of the call. @see https://learn.microsoft.com/graph/api/callrecords-callrecord-get */
const RECORD_RETENTION_MS = 30 * DAY_MS

/**
 * Log rows are kept for 90 days, as many as a request can ask for. Graph does not document how long: it is the emulator's
 * choice.
 */
const LOG_RETENTION_MS = 90 * DAY_MS

/** The members of a record that its expiration depends on. Absent `origin`: a call. */
export type ExpiringRecord = Pick<CallRecordRow, 'startAt'> &
  Partial<Pick<CallRecordRow, 'origin' | 'overlay' | 'phones'>>

/** Whether a record can no longer be read because of its age. */
export function isExpired(record: ExpiringRecord, now: number): boolean {
  return (expirationOf(record) ?? now) < now
}

/** The start of the oldest calls whose records still exist. */
export function oldestStart(now: number): number {
  return now - RECORD_RETENTION_MS
}

/** The time of the oldest log rows that still exist. */
export function oldestLogRow(now: number): number {
  return now - LOG_RETENTION_MS
}

/** When a record leaves the store: once neither it nor its log rows can be read. Those that a client created stay. */
export function removalOf(record: ExpiringRecord): number | undefined {
  const expiration = expirationOf(record)
  return expiration && Math.max(expiration, removalOfLogRows(record))
}

/** Whether a record leaves the store with the next new one. */
export function isRemovable(record: ExpiringRecord, now: number): boolean {
  return (removalOf(record) ?? now) < now
}

/** When the log rows of phones can no longer be read. */
export function removalOfLogRows({ phones = [] }: Pick<ExpiringRecord, 'phones'>): number {
  return Math.max(...phones.map(({ joinedAt }) => joinedAt)) + LOG_RETENTION_MS
}

/** A start that a client wrote does not make the record of a call expire earlier. */
function expirationOf({ startAt, origin, overlay }: ExpiringRecord): number | undefined {
  if (origin?.from === 'client') return undefined
  const isRewritten = origin && overlay?.startDateTime !== undefined
  return (isRewritten ? Math.max(startAt, origin.call.endedAt) : startAt) + RECORD_RETENTION_MS
}
