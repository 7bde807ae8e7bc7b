import type { CallContext } from '../context.ts'
import { ENDED_CALL_RETENTION_MS, MAX_REMOVED_AT_ONCE } from '../lifecycle/limits.ts'

/** Removes calls that ended long ago. A new call does this, because only new calls make the table grow. */
export function removeEndedCalls({ tx, now }: CallContext): void {
  const expired = { lt: now - ENDED_CALL_RETENTION_MS, limit: MAX_REMOVED_AT_ONCE }
  for (const [, id] of tx.world.callsByEnd.range(expired)) tx.remove('calls', id)
}
