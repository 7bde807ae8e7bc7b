import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { RING_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { isUp } from '../lifecycle/transitions.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { setTimer } from '../updates/timers.ts'
import { dispatchCallEvent } from './call-life.ts'
import { toInvited } from './invitation.ts'
import { addParticipant, appendHistory, changeParticipant, stopWaiting } from './roster.ts'

// A call is handed to somebody else: an established one by a transfer, an incoming one by redirecting it.

/**
 * Transfers an established call. A consultative transfer takes the place of a call that the target is in already.
 * @returns whether the call's state allowed it; if not, nothing changed.
 * @see https://learn.microsoft.com/graph/api/call-transfer
 */
export function transfer(
  context: CallContext,
  callId: string,
  target: JsonObject,
  replacesCallId: string | undefined,
): boolean {
  if (!dispatchCallEvent(context, callId, { type: 'transfer' })) return false
  context.tx.update('calls', callId, (call) => {
    // Why an earlier attempt failed says nothing of this one.
    delete call.resultInfo
  })
  for (const who of ring(context, callId, [target], replacesCallId)) {
    setTimer(context, callId, `ring:${who}`, {
      after: RING_LIMIT_MS,
      action: { type: 'defaultStep', step: { do: 'decline', who } },
    })
  }
  return true
}

/**
 * Sends an incoming call on. All targets are rung at once, and the first who answers has it.
 * @returns whether the call's state allowed it; if not, nothing changed.
 * @see https://learn.microsoft.com/graph/api/call-redirect
 */
export function redirect(
  context: CallContext,
  callId: string,
  targets: readonly JsonObject[],
  timeoutMs: number,
): boolean {
  if (!dispatchCallEvent(context, callId, { type: 'redirect' })) return false
  ring(context, callId, targets)
  setTimer(context, callId, 'state', {
    after: timeoutMs,
    action: { type: 'callEvent', event: { type: 'end', result: results.noAnswer } },
  })
  return true
}

/** Whether a consultative transfer can take the place of this call. */
export function canBeReplaced({ tx }: CallContext, callId: string): boolean {
  const call = tx.get('calls', callId)
  return call !== undefined && isUp(call)
}

/** Whether it is to somebody that the call is being handed over. */
export function isBeingHandedTo({ handover, state }: CallRow, { id }: ParticipantRow): boolean {
  return (state === 'transferring' || state === 'redirecting') && handover?.targets.includes(id) === true
}

/** A target takes the call. A consultative transfer fails when the call is gone that it was to replace. */
export function takeOver(context: CallContext, { id, state, handover }: CallRow, target: ParticipantRow): void {
  const replaced = handover?.replacesCallId
  if (replaced !== undefined && !canBeReplaced(context, replaced)) return turnDown(context, id, target)
  for (const targetId of handover?.targets ?? []) stopWaiting(context, id, targetId)
  context.tx.update('calls', id, (call) => {
    if (handover) call.handover = { ...handover, answeredBy: target.id }
  })
  appendHistory(context, id, [{ at: context.now, did: 'tookOver', participantId: target.id }])
  if (state === 'redirecting') {
    dispatchCallEvent(context, id, { type: 'pickUp' })
    return
  }
  // The last notice of a consultative transfer says so by its terminationReason alone.
  dispatchCallEvent(context, id, {
    type: 'acceptTransfer',
    ...(replaced === undefined && { result: results.transferCompleted }),
  })
  if (replaced !== undefined) dispatchCallEvent(context, replaced, { type: 'end', result: results.transferred })
}

/** A target does not take the call. When none is left, a transfer has failed, and a redirected call ends. */
export function turnDown(context: CallContext, callId: string, target: ParticipantRow, given?: ResultInfo): void {
  stopWaiting(context, callId, target.id)
  changeParticipant(context, callId, target.id, { participation: 'left' })
  const { state, handover, participants } = context.tx.require('calls', callId)
  const result = given ?? (state === 'redirecting' ? results.declined : failureOf(handover))
  appendHistory(context, callId, [{ at: context.now, did: 'refused', participantId: target.id, result }])
  const isRung = ({ id, participation }: ParticipantRow) =>
    participation === 'invited' && handover?.targets.includes(id)
  if (participants.some(isRung)) return
  dispatchCallEvent(context, callId, { type: state === 'redirecting' ? 'end' : 'failTransfer', result })
}

function failureOf(handover: CallRow['handover']): ResultInfo {
  return handover?.replacesCallId === undefined ? results.transferFailed : results.consultativeTransferFailed
}

/** Nobody sees the participant ids of those who are rung, so they are drawn, whatever the client chose. */
function ring(
  context: CallContext,
  callId: string,
  invitations: readonly JsonObject[],
  replacesCallId?: string,
): readonly string[] {
  const targets = invitations.map((invitation) => {
    const { id: _, ...newcomer } = toInvited(context, invitation)
    const { id } = addParticipant(context, callId, newcomer)
    appendHistory(context, callId, [{ at: context.now, did: 'rung', participantId: id }])
    return id
  })
  context.tx.update('calls', callId, (call) => {
    call.handover = { targets, ...(replacesCallId !== undefined && { replacesCallId }) }
  })
  return targets
}
