import type { CallContext } from '../context.ts'
import type { OperationRow } from '../rows.ts'
import { appendHistory } from './roster.ts'
import { addTimedOperation } from './timed-operations.ts'

/**
 * Lets a participant hear hold music, or takes it back. No roster shows it, and the call's own state is not affected; its
 * record tells of it.
 * @see https://learn.microsoft.com/graph/api/participant-startholdmusic
 */
export function setOnHold(
  context: CallContext,
  callId: string,
  participantId: string,
  isOnHold: boolean,
  clientContext: string | null,
): OperationRow {
  const { participants, state } = context.tx.require('calls', callId)
  context.tx.update('calls', callId, (call) => {
    call.participants = participants.map((one) => (one.id === participantId ? { ...one, isOnHold } : one))
  })
  // Whom the other side has on hold, too, stays so.
  if (isOnHold || state !== 'hold') {
    appendHistory(context, callId, [{ at: context.now, did: isOnHold ? 'held' : 'resumed', participantId }])
  }
  const type = isOnHold ? 'startHoldMusicOperation' : 'stopHoldMusicOperation'
  return addTimedOperation(context, callId, { type, clientContext })
}
