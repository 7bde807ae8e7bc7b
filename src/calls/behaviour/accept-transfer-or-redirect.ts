import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { HANDED_OVER_CALL_LENGTH_MS } from '../lifecycle/limits.ts'
import { goesOnWithoutApp } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import { isEstablishedOrOnHold } from '../lifecycle/transitions.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { clearTimer } from '../updates/timers.ts'
import { changeParticipation } from './change-participation.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'
import { toInvitedParticipant } from './invitation.ts'
import { addParticipant, appendHistory, changeParticipant, clearParticipantTimers } from './roster.ts'

// A handover is a transfer (`transfer.ts`) or a redirection (`redirect.ts`): targets ring, and one accepts or all decline.

/** Rings the targets of a handover. @returns their participant ids. */
export function ringTargets(
  context: CallContext,
  callId: string,
  invitations: readonly JsonObject[],
  replacesCallId?: string,
): readonly string[] {
  const targets = invitations.map((invitation) => {
    // No response shows these participants, so an id that the client chose is ignored.
    const { id: _, ...newcomer } = toInvitedParticipant(context, invitation)
    const { id } = addParticipant(context, callId, newcomer)
    appendHistory(context, callId, [{ at: context.now, did: 'invited', participantId: id }])
    return id
  })
  context.tx.update('calls', callId, (call) => {
    call.handover = { targets, ...(replacesCallId !== undefined && { replacesCallId }) }
  })
  return targets
}

/** Whether a participant is a target of the handover in progress. */
export function isHandoverTarget({ handover, state }: CallRow, { id }: ParticipantRow): boolean {
  return (state === 'transferring' || state === 'redirecting') && handover?.targets.includes(id) === true
}

/** Whether a consultative transfer can replace this call. */
export function canBeReplaced({ tx }: CallContext, callId: string): boolean {
  const call = tx.get('calls', callId)
  return call !== undefined && isEstablishedOrOnHold(call)
}

/** A target accepts the call. A consultative transfer fails if the call to replace has ended meanwhile. */
export function acceptHandover(context: CallContext, { id, state, handover }: CallRow, target: ParticipantRow): void {
  const replaced = handover?.replacesCallId
  if (replaced !== undefined && !canBeReplaced(context, replaced)) return declineHandover(context, id, target)
  for (const targetId of handover?.targets ?? []) clearParticipantTimers(context, id, targetId)
  context.tx.update('calls', id, (call) => {
    if (handover)
      call.handover = { ...handover, answeredBy: target.id, endsAt: context.now + HANDED_OVER_CALL_LENGTH_MS }
  })
  if (state === 'redirecting') {
    dispatchCallEvent(context, id, { type: 'acceptRedirect' })
    return
  }
  // The last notification of a consultative transfer has a terminationReason and no resultInfo.
  dispatchCallEvent(context, id, {
    type: 'acceptTransfer',
    ...(replaced === undefined && { result: results.transferCompleted }),
  })
  if (replaced !== undefined) dispatchCallEvent(context, replaced, { type: 'end', result: results.transferred })
}

/** A target declines the call. After the last one, a transfer fails and a redirected call ends. */
export function declineHandover(
  context: CallContext,
  callId: string,
  target: ParticipantRow,
  givenResult?: ResultInfo,
): void {
  clearParticipantTimers(context, callId, target.id)
  changeParticipant(context, callId, target.id, { participation: 'left' })
  const { state, handover, participants } = context.tx.require('calls', callId)
  const result = givenResult ?? (state === 'redirecting' ? results.declined : transferFailure(handover))
  appendHistory(context, callId, [{ at: context.now, did: 'declined', participantId: target.id, result }])
  const isRinging = ({ id, participation }: ParticipantRow) =>
    participation === 'invited' && handover?.targets.includes(id)
  if (participants.some(isRinging)) return
  dispatchCallEvent(context, callId, { type: state === 'redirecting' ? 'end' : 'failTransfer', result })
}

/** Ends a call that goes on without the app. The app is not notified: only the call record shows it. */
export function endWithoutApp(context: CallContext, callId: string): void {
  const call = context.tx.get('calls', callId)
  if (!call || !goesOnWithoutApp(call)) return
  clearTimer(context, callId, 'handover')
  changeParticipation(context, callId, 'left')
  // Shortly after a transfer, the call is still ending for the app, which then announces the end.
  if (call.state !== 'terminated') return
  context.emit('callEnding', { callId })
  context.emit('callEnded', { callId })
  context.emitLater('milestone', { callId, milestone: 'terminated' })
}

function transferFailure(handover: CallRow['handover']): ResultInfo {
  return handover?.replacesCallId === undefined ? results.transferFailed : results.consultativeTransferFailed
}
