import { MAX_REMOVED_AT_ONCE } from '../../calls/lifecycle/limits.ts'
import type { CallRecordContext } from '../context.ts'
import { parseLegId } from '../record-index.ts'

/**
 * Removes records and failed attempts that no request can read any more. New ones do this, because only they make the
 * tables grow. Subscribers are not notified, as in Graph.
 */
export function removeExpired({ tx, now }: CallRecordContext): void {
  for (const [, leg] of tx.world.recordRemovals.range({ lt: now, limit: MAX_REMOVED_AT_ONCE })) {
    const { id, isFailedAttempt } = parseLegId(leg)
    tx.remove(isFailedAttempt ? 'callAttempts' : 'callRecords', id)
  }
}
