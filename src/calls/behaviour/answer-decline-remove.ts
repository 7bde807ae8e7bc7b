import type { CallContext } from '../context.ts'
import { results } from '../lifecycle/results.ts'
import type { ResultInfo } from '../result-info.ts'
import type { ParticipantRow } from '../rows.ts'
import { acceptHandover, declineHandover, isHandoverTarget } from './accept-transfer-or-redirect.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'
import { recordInvitationResponse } from './invitation.ts'
import { leaveCall } from './leave-call.ts'
import { joinCall } from './roster.ts'

/** Ringing participants answer: the target of a handover, the callee of a peer-to-peer call, or people invited to a group. */
export function answer(context: CallContext, callId: string, participants: readonly ParticipantRow[]): void {
  for (const participant of participants) {
    const call = context.tx.require('calls', callId)
    // The first answer takes a handover or a peer-to-peer call; the others stop ringing.
    if (isHandoverTarget(call, participant)) return acceptHandover(context, call, participant)
    if (call.kind === 'peerToPeer') return void dispatchCallEvent(context, callId, { type: 'connect' })
    joinCall(context, callId, participant)
    recordInvitationResponse(context, callId, participant.id)
  }
}

/** A ringing participant declines. @param result the end code; by default the one that fits the situation. */
export function decline(
  context: CallContext,
  callId: string,
  participant: ParticipantRow,
  result: ResultInfo | undefined,
): void {
  const call = context.tx.require('calls', callId)
  if (isHandoverTarget(call, participant)) declineHandover(context, callId, participant, result)
  else if (call.kind === 'peerToPeer')
    dispatchCallEvent(context, callId, { type: 'end', result: result ?? results.declined })
  else leaveCall(context, callId, participant, 'declined', result)
}

/** Removes a participant, or turns one away from the lobby. Removing the app itself ends its call. */
export function remove(context: CallContext, callId: string, participant: ParticipantRow, result: ResultInfo): void {
  if (participant.self) dispatchCallEvent(context, callId, { type: 'end', result })
  else leaveCall(context, callId, participant, 'removed', result)
}
