import type { OperationRow } from '../store/call-row.ts'
import type { Moment } from './moment.ts'
import { addTimedOperation } from './timed-operations.ts'

/**
 * Lets a participant hear hold music, or takes it back. No roster shows it, and the call's own state is not affected.
 * @see https://learn.microsoft.com/graph/api/participant-startholdmusic
 */
export function setOnHold(
  moment: Moment,
  callId: string,
  participantId: string,
  isOnHold: boolean,
  clientContext: string | null,
): OperationRow {
  const { participants } = moment.tx.require('calls', callId)
  moment.tx.update('calls', callId, (call) => {
    call.participants = participants.map((one) => (one.id === participantId ? { ...one, isOnHold } : one))
  })
  const type = isOnHold ? 'startHoldMusicOperation' : 'stopHoldMusicOperation'
  return addTimedOperation(moment, callId, { type, clientContext })
}
