import type { CallContext } from '../context.ts'
import { isAround, participantById } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import type { ResultInfo } from '../result-info.ts'
import type { ParticipantRow } from '../rows.ts'
import { setTimer } from '../updates/timers.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'
import { recordInvitationResponse } from './invitation.ts'
import { setSharing } from './modalities.ts'
import { notifyParticipantLeft } from './policy-recording.ts'
import { appendHistory, changeParticipant, clearParticipantTimers } from './roster.ts'

/**
 * A participant leaves a group call or meeting, or does not join it. When only the app remains, the call ends soon after.
 *
 * @param reason the `removedState.reason` in the roster.
 * @param result the result of an invitation that was not accepted.
 */
export function leaveCall(
  context: CallContext,
  callId: string,
  { id, participation, isOnHold, screenSharingRole }: ParticipantRow,
  reason: string,
  result: ResultInfo = results.declined,
): void {
  clearParticipantTimers(context, callId, id)
  if (screenSharingRole === 'sharer') setSharing(context, callId, id, false)
  changeParticipant(context, callId, id, {
    participation: 'left',
    removedBecause: reason,
    ...(isOnHold && { isOnHold: false }),
  })
  if (participation === 'in') {
    appendHistory(context, callId, [{ at: context.now, did: 'left', participantId: id }])
    context.emitLater('milestone', { callId, milestone: 'left', participantId: id })
  }
  if (participation === 'invited')
    appendHistory(context, callId, [{ at: context.now, did: 'declined', participantId: id, result }])
  notifyParticipantLeft(context, context.tx.require('calls', callId), id)
  recordInvitationResponse(context, callId, id, result)
  endIfOnlyAppRemains(context, callId)
}

/**
 * Ends at once a call that no one has joined. An app that all others have left stays for a while, so that it can leave by
 * itself, and others can come back.
 * @see https://learn.microsoft.com/graph/api/call-delete (end codes)
 */
function endIfOnlyAppRemains(context: CallContext, callId: string): void {
  const call = context.tx.require('calls', callId)
  if (call.kind === 'peerToPeer' || call.participants.some((one) => !one.self && isAround(one))) return
  const hadOthers = call.history.some(
    (entry) => entry.did === 'joined' && !participantById(call, entry.participantId)?.self,
  )
  if (!hadOthers) return void dispatchCallEvent(context, callId, { type: 'end', result: results.nobodyJoined })
  const isHiddenLeft = call.participants.some((one) => one.hidden || (one.gallery && one.participation === 'in'))
  const result = isHiddenLeft ? results.onlyHiddenRemained : results.everybodyLeft
  setTimer(context, callId, 'alone', {
    after: context.services.aloneLimitMs,
    action: { type: 'callEvent', event: { type: 'end', result } },
  })
}
