import type { CallContext } from '../context.ts'
import { isAround, participantById } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import type { ResultInfo } from '../result-info.ts'
import type { ParticipantRow } from '../rows.ts'
import { dispatchCallEvent } from './call-life.ts'
import { settleInvitation } from './invitation.ts'
import { setSharing } from './modalities.ts'
import { notifyOfLeaving } from './policy-recording.ts'
import { appendHistory, changeParticipant, stopWaiting } from './roster.ts'

/**
 * Somebody leaves a group call or meeting, or will not come to it. When nobody else is left, it ends.
 * @param why What a roster says of it.
 * @param result What an invitation that was not accepted ends with.
 */
export function leaveCall(
  context: CallContext,
  callId: string,
  { id, participation, isOnHold, screenSharingRole }: ParticipantRow,
  why: string,
  result: ResultInfo = results.declined,
): void {
  stopWaiting(context, callId, id)
  if (screenSharingRole === 'sharer') setSharing(context, callId, id, false)
  changeParticipant(context, callId, id, {
    participation: 'left',
    removedBecause: why,
    ...(isOnHold && { isOnHold: false }),
  })
  if (participation === 'in') {
    appendHistory(context, callId, [{ at: context.now, did: 'left', participantId: id }])
    context.emitLater('milestone', { callId, milestone: 'left', participantId: id })
  }
  if (participation === 'invited')
    appendHistory(context, callId, [{ at: context.now, did: 'refused', participantId: id, result }])
  notifyOfLeaving(context, context.tx.require('calls', callId), id)
  settleInvitation(context, callId, id, result)
  endWhenAlone(context, callId)
}

/** @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function endWhenAlone(context: CallContext, callId: string): void {
  const call = context.tx.require('calls', callId)
  if (call.kind === 'peerToPeer' || call.participants.some((one) => !one.self && isAround(one))) return
  const somebodyCame = call.history.some(
    (entry) => entry.did === 'joined' && !participantById(call, entry.participantId)?.self,
  )
  dispatchCallEvent(context, callId, {
    type: 'end',
    result: somebodyCame ? results.everybodyLeft : results.nobodyJoined,
  })
}
