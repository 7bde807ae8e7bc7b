import type { CallContext } from '../context.ts'
import type { OperationRow } from '../rows.ts'
import { appendHistory } from './roster.ts'
import { addTimedOperation } from './timed-operations.ts'

/**
 * Starts or stops hold music for a participant. Only the call record shows it: rosters and the call's state stay the same.
 * @see https://learn.microsoft.com/graph/api/participant-startholdmusic
 */
export function setHoldMusic(
  context: CallContext,
  callId: string,
  participantId: string,
  isOn: boolean,
  clientContext: string | null,
): OperationRow {
  const { participants, state } = context.tx.require('calls', callId)
  context.tx.update('calls', callId, (call) => {
    call.participants = participants.map((one) => (one.id === participantId ? { ...one, isOnHold: isOn } : one))
  })
  // While the other side holds the whole call, the end of the music does not resume the participant.
  if (isOn || state !== 'hold') {
    appendHistory(context, callId, [{ at: context.now, did: isOn ? 'held' : 'resumed', participantId }])
  }
  const type = isOn ? 'startHoldMusicOperation' : 'stopHoldMusicOperation'
  return addTimedOperation(context, callId, { type, clientContext })
}
