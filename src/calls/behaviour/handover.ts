import type { Moment } from '../../engine/moment.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { RING_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { isUp } from '../lifecycle/transitions.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { setTimer } from '../updates/timers.ts'
import { send } from './call-life.ts'
import { toInvited } from './invitation.ts'
import { addParticipant, changeParticipant, remember, stopWaiting } from './roster.ts'

// A call is handed to somebody else: an established one by a transfer, an incoming one by redirecting it.

/**
 * Transfers an established call. A consultative transfer takes the place of a call that the target is in already.
 * @returns whether the call's state allowed it; if not, nothing changed.
 * @see https://learn.microsoft.com/graph/api/call-transfer
 */
export function transfer(
  moment: Moment,
  callId: string,
  target: JsonObject,
  replacesCallId: string | undefined,
): boolean {
  if (!send(moment, callId, { type: 'transfer' })) return false
  moment.tx.update('calls', callId, (call) => {
    // Why an earlier attempt failed says nothing of this one.
    delete call.resultInfo
  })
  for (const who of ring(moment, callId, [target], replacesCallId)) {
    setTimer(moment, callId, `ring:${who}`, {
      after: RING_LIMIT_MS,
      happening: { type: 'step', step: { do: 'decline', who } },
    })
  }
  return true
}

/**
 * Sends an incoming call on. All targets are rung at once, and the first who answers has it.
 * @returns whether the call's state allowed it; if not, nothing changed.
 * @see https://learn.microsoft.com/graph/api/call-redirect
 */
export function redirect(moment: Moment, callId: string, targets: readonly JsonObject[], timeoutMs: number): boolean {
  if (!send(moment, callId, { type: 'redirect' })) return false
  ring(moment, callId, targets)
  setTimer(moment, callId, 'state', {
    after: timeoutMs,
    happening: { type: 'callEvent', event: { type: 'end', result: results.noAnswer } },
  })
  return true
}

/** Whether a consultative transfer can take the place of this call. */
export function canBeReplaced({ tx }: Moment, callId: string): boolean {
  const call = tx.get('calls', callId)
  return call !== undefined && isUp(call)
}

/** Whether it is to somebody that the call is being handed over. */
export function isBeingHandedTo({ handover, state }: CallRow, { id }: ParticipantRow): boolean {
  return (state === 'transferring' || state === 'redirecting') && handover?.targets.includes(id) === true
}

/** A target takes the call. A consultative transfer fails when the call is gone that it was to replace. */
export function takeOver(moment: Moment, { id, state, handover }: CallRow, target: ParticipantRow): void {
  const replaced = handover?.replacesCallId
  if (replaced !== undefined && !canBeReplaced(moment, replaced)) return turnDown(moment, id, target)
  for (const targetId of handover?.targets ?? []) stopWaiting(moment, id, targetId)
  moment.tx.update('calls', id, (call) => {
    if (handover) call.handover = { ...handover, answeredBy: target.id }
  })
  remember(moment, id, [{ at: moment.now, did: 'tookOver', participantId: target.id }])
  if (state === 'redirecting') {
    send(moment, id, { type: 'pickUp' })
    return
  }
  // The last notice of a consultative transfer says so by its terminationReason alone.
  send(moment, id, { type: 'acceptTransfer', ...(replaced === undefined && { result: results.transferCompleted }) })
  if (replaced !== undefined) send(moment, replaced, { type: 'end', result: results.transferred })
}

/** A target does not take the call. When none is left, a transfer has failed, and a redirected call ends. */
export function turnDown(moment: Moment, callId: string, target: ParticipantRow, given?: ResultInfo): void {
  stopWaiting(moment, callId, target.id)
  changeParticipant(moment, callId, target.id, { presence: 'left' })
  const { state, handover, participants } = moment.tx.require('calls', callId)
  const result = given ?? (state === 'redirecting' ? results.declined : failureOf(handover))
  remember(moment, callId, [{ at: moment.now, did: 'refused', participantId: target.id, result }])
  const isRung = ({ id, presence }: ParticipantRow) => presence === 'invited' && handover?.targets.includes(id)
  if (participants.some(isRung)) return
  send(moment, callId, { type: state === 'redirecting' ? 'end' : 'failTransfer', result })
}

function failureOf(handover: CallRow['handover']): ResultInfo {
  return handover?.replacesCallId === undefined ? results.transferFailed : results.consultativeTransferFailed
}

/** Nobody sees the participant ids of those who are rung, so they are drawn, whatever the client chose. */
function ring(
  moment: Moment,
  callId: string,
  invitations: readonly JsonObject[],
  replacesCallId?: string,
): readonly string[] {
  const targets = invitations.map((invitation) => {
    const { id: _, ...newcomer } = toInvited(moment, invitation)
    const { id } = addParticipant(moment, callId, newcomer)
    remember(moment, callId, [{ at: moment.now, did: 'rung', participantId: id }])
    return id
  })
  moment.tx.update('calls', callId, (call) => {
    call.handover = { targets, ...(replacesCallId !== undefined && { replacesCallId }) }
  })
  return targets
}
