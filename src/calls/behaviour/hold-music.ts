import type { Moment } from '../../engine/moment.ts'
import type { OperationRow } from '../rows.ts'
import { remember } from './roster.ts'
import { addTimedOperation } from './timed-operations.ts'

/**
 * Lets a participant hear hold music, or takes it back. No roster shows it, and the call's own state is not affected; its
 * record tells of it.
 * @see https://learn.microsoft.com/graph/api/participant-startholdmusic
 */
export function setOnHold(
  moment: Moment,
  callId: string,
  participantId: string,
  isOnHold: boolean,
  clientContext: string | null,
): OperationRow {
  const { participants, state } = moment.tx.require('calls', callId)
  moment.tx.update('calls', callId, (call) => {
    call.participants = participants.map((one) => (one.id === participantId ? { ...one, isOnHold } : one))
  })
  // Whom the other side has on hold, too, stays so.
  if (isOnHold || state !== 'hold') {
    remember(moment, callId, [{ at: moment.now, did: isOnHold ? 'held' : 'resumed', participantId }])
  }
  const type = isOnHold ? 'startHoldMusicOperation' : 'stopHoldMusicOperation'
  return addTimedOperation(moment, callId, { type, clientContext })
}
