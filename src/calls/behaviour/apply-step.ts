import type { Directory } from '../../directory/directory.ts'
import type { CallContext } from '../context.ts'
import { results } from '../lifecycle/results.ts'
import { concerned, whyNot } from '../lifecycle/step-rules.ts'
import { failOperation, reevaluateOperation } from '../media/media-queue.ts'
import { fallSilent, speak } from '../media/speech.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step, StepOrigin } from '../steps.ts'
import { dispatchCallEvent } from './call-life.ts'
import { leaveCall } from './departure.ts'
import { isBeingHandedTo, takeOver, turnDown } from './handover.ts'
import { settleInvitation } from './invitation.ts'
import { admit, waitInLobby } from './lobby.ts'
import { setModality, setSharing } from './modalities.ts'
import { findJoiningParticipant, type JoinStep } from './people.ts'
import { joinOrRequestApproval } from './policy-recording.ts'
import { addParticipant, appendHistory, changeParticipant, joinCall } from './roster.ts'
import { notifyTone } from './tones.ts'

/**
 * Takes one step of the other side in a call.
 * @returns nothing, or why the step is not possible now; then nothing changed.
 */
export function applyStep(context: CallContext, callId: string, step: Step, order: StepOrigin): string | undefined {
  const call = context.tx.get('calls', callId)
  if (!call) return `There is no call '${callId}'.`
  const refusal = whyNotNow(call, step, context.services.directory)
  if (refusal !== undefined) {
    context.note({ type: 'refused', callId, what: step.do, ...order, why: refusal })
    return refusal
  }
  context.note({ type: 'step', callId, step, by: order.by })
  applyAllowedStep(context, call, step)
  return undefined
}

/** Why the other side cannot take a step now, or nothing when it can. */
export function whyNotNow(call: CallRow, step: Step, directory: Directory): string | undefined {
  const refusal = whyNot(call, step)
  if (refusal !== undefined || (step.do !== 'join' && step.do !== 'lobby')) return refusal
  const newcomer = findJoiningParticipant(call, directory, step)
  return 'refusal' in newcomer ? `'${step.do}' is not possible: ${newcomer.refusal}` : undefined
}

function applyAllowedStep(context: CallContext, call: CallRow, step: Step): void {
  const { id } = call
  const who = concerned(call, step)
  switch (step.do) {
    case 'answer':
      return answer(context, id, who)
    case 'decline':
      for (const one of who) decline(context, id, one, step.with)
      return
    case 'hangUp':
      dispatchCallEvent(context, id, { type: 'end', result: step.with ?? hangUpResult(call) })
      return
    case 'hold':
    case 'resume':
      dispatchCallEvent(context, id, { type: step.do })
      return
    case 'join':
      return joinOrRequestApproval(context, call, resolveParticipant(context, call, step))
    case 'lobby':
      return waitInLobby(context, id, resolveParticipant(context, call, step))
    case 'admit':
      for (const one of who) admit(context, id, one)
      return
    case 'leave':
      for (const one of who) leaveCall(context, id, one, 'left')
      return
    case 'deny':
    case 'remove':
      for (const one of who) remove(context, id, one, step.with ?? results.removed)
      return
    case 'mute':
    case 'unmute':
      for (const one of who) changeParticipant(context, id, one.id, { isMuted: step.do === 'mute' })
      return
    case 'startVideo':
    case 'stopVideo':
      for (const one of who) setModality(context, id, one.id, 'video', step.do === 'startVideo')
      return
    case 'share':
    case 'stopSharing':
      for (const one of who) setSharing(context, id, one.id, step.do === 'share')
      return
    case 'speak':
      speak(context, id, step.for)
      reevaluateOperation(context, id, 'speech')
      return
    case 'silence':
      fallSilent(context, id)
      reevaluateOperation(context, id)
      return
    case 'press':
      for (const tone of step.tones) {
        notifyTone(context, id, tone)
        reevaluateOperation(context, id, { tone })
      }
      return
    case 'failOperation':
      return failOperation(context, id, step.with)
    case 'network':
      return appendHistory(
        context,
        id,
        who.map((one) => ({ at: context.now, did: 'network', participantId: one.id, profile: step.profile })),
      )
    case 'rate': {
      const said = {
        at: context.now,
        did: 'rated',
        rating: step.rating,
        ...(step.text !== undefined && { text: step.text }),
      } as const
      return appendHistory(
        context,
        id,
        who.map((one) => ({ ...said, participantId: one.id })),
      )
    }
  }
}

function answer(context: CallContext, callId: string, who: readonly ParticipantRow[]): void {
  for (const one of who) {
    const call = context.tx.require('calls', callId)
    if (isBeingHandedTo(call, one)) return takeOver(context, call, one)
    if (call.kind === 'peerToPeer') {
      dispatchCallEvent(context, callId, { type: 'connect' })
      return
    }
    joinCall(context, callId, one)
    settleInvitation(context, callId, one.id)
  }
}

function decline(context: CallContext, callId: string, one: ParticipantRow, given: ResultInfo | undefined): void {
  const call = context.tx.require('calls', callId)
  if (isBeingHandedTo(call, one)) turnDown(context, callId, one, given)
  else if (call.kind === 'peerToPeer')
    dispatchCallEvent(context, callId, { type: 'end', result: given ?? results.declined })
  else leaveCall(context, callId, one, 'declined', given)
}

/** Somebody is removed, or not let in. For the app, the call is over. */
function remove(context: CallContext, callId: string, one: ParticipantRow, result: ResultInfo): void {
  if (one.self) dispatchCallEvent(context, callId, { type: 'end', result })
  else leaveCall(context, callId, one, 'removed', result)
}

/** Who comes in: there already, or added now. */
function resolveParticipant(context: CallContext, call: CallRow, step: JoinStep): ParticipantRow {
  const newcomer = findJoiningParticipant(call, context.services.directory, step)
  if ('participant' in newcomer) return newcomer.participant
  if ('refusal' in newcomer) throw new Error(newcomer.refusal)
  return addParticipant(context, call.id, { identity: newcomer.identity, participation: 'left' })
}

/** @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function hangUpResult(call: CallRow): ResultInfo {
  if (call.establishedAt === undefined) return results.cancelled
  if (call.kind !== 'peerToPeer') return results.conversationEnded
  // A phone that a transfer did not reach is not the other side.
  const phone = call.participants.some(
    ({ self, identity, participation }) => !self && participation === 'in' && identity.phone,
  )
  return phone ? results.pstnUserEnded : results.endedByOtherSide
}
