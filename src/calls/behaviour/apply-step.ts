import type { Directory } from '../../directory/directory.ts'
import type { CallContext } from '../context.ts'
import { goesOnWithoutApp } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import { affectedParticipants, explainBrokenRule } from '../lifecycle/step-rules.ts'
import { failOperation, reevaluateOperation } from '../media/media-queue.ts'
import { endSpeech, startSpeech } from '../media/speech.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step, StepOrigin } from '../steps.ts'
import { endWithoutApp } from './accept-transfer-or-redirect.ts'
import { answer, decline, remove } from './answer-decline-remove.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'
import { findJoiningParticipant, type JoinStep } from './find-joining-participant.ts'
import { leaveCall } from './leave-call.ts'
import { admit, enterLobby } from './lobby.ts'
import { setModality, setSharing, updateSharing } from './modalities.ts'
import { notifyTone } from './notify-tone.ts'
import { joinOrRequestApproval } from './policy-recording.ts'
import { addParticipant, appendHistory, changeParticipant } from './roster.ts'

/**
 * Applies one step of the scripted side to a call: a participant answers, speaks, leaves, the network degrades.
 *
 * @param origin who asked for the step, for the trace.
 * @returns why the step is not possible in the call's current state, or `undefined` once it has been applied.
 */
export function applyStep(context: CallContext, callId: string, step: Step, origin: StepOrigin): string | undefined {
  const call = context.tx.get('calls', callId)
  if (!call) return `There is no call '${callId}'.`
  const refusal = explainRefusal(call, step, context.services.directory)
  if (refusal !== undefined) {
    context.note({ type: 'refused', callId, what: step.do, ...origin, why: refusal })
    return refusal
  }
  context.note({ type: 'step', callId, step, by: origin.by })
  applyAllowedStep(context, call, step)
  return undefined
}

/** Why a step cannot be applied to a call now, or `undefined` if it can. */
export function explainRefusal(call: CallRow, step: Step, directory: Directory): string | undefined {
  const brokenRule = explainBrokenRule(call, step)
  if (brokenRule !== undefined || (step.do !== 'join' && step.do !== 'lobby')) return brokenRule
  const newcomer = findJoiningParticipant(call, directory, step)
  return 'refusal' in newcomer ? `'${step.do}' is not possible: ${newcomer.refusal}` : undefined
}

function applyAllowedStep(context: CallContext, call: CallRow, step: Step): void {
  const { id } = call
  const participants = affectedParticipants(call, step)
  const forEach = (apply: (participant: ParticipantRow) => void) => {
    for (const participant of participants) apply(participant)
  }
  switch (step.do) {
    case 'answer':
      return answer(context, id, participants)
    case 'decline':
      return forEach((participant) => decline(context, id, participant, step.with))
    case 'hangUp':
      if (goesOnWithoutApp(call)) return endWithoutApp(context, id)
      return void dispatchCallEvent(context, id, { type: 'end', result: step.with ?? resultOfHangUp(call) })
    case 'hold':
    case 'resume':
      return void dispatchCallEvent(context, id, { type: step.do })
    case 'join':
      return joinOrRequestApproval(context, call, resolveParticipant(context, call, step))
    case 'lobby':
      return enterLobby(context, id, resolveParticipant(context, call, step))
    case 'admit':
      return forEach((participant) => admit(context, id, participant))
    case 'leave':
      return forEach((participant) => leaveCall(context, id, participant, 'left'))
    case 'deny':
    case 'remove':
      return forEach((participant) => remove(context, id, participant, step.with ?? results.removed))
    case 'mute':
    case 'unmute':
      return forEach((one) => changeParticipant(context, id, one.id, { isMuted: step.do === 'mute' }))
    case 'startVideo':
    case 'stopVideo':
      return forEach((one) => setModality(context, id, one.id, 'video', step.do === 'startVideo'))
    case 'share':
    case 'stopSharing':
      return forEach((one) => setSharing(context, id, one.id, step.do === 'share'))
    case 'updateSharing':
      return forEach((one) => updateSharing(context, id, one.id))
    case 'speak':
      startSpeech(context, id, step.for)
      return reevaluateOperation(context, id, 'speech')
    case 'silence':
      endSpeech(context, id)
      return reevaluateOperation(context, id)
    case 'press':
      return pressKeys(context, id, step.tones)
    case 'failOperation':
      return failOperation(context, id, step.with)
    case 'network':
    case 'rate':
      return recordObservation(context, id, participants, step)
  }
}

function pressKeys(context: CallContext, callId: string, keys: string): void {
  for (const tone of keys) {
    notifyTone(context, callId, tone)
    reevaluateOperation(context, callId, { tone })
  }
}

/** Appends to the history what only the call record shows: a network change or a rating. */
function recordObservation(
  context: CallContext,
  callId: string,
  participants: readonly ParticipantRow[],
  step: Extract<Step, { do: 'network' | 'rate' }>,
): void {
  const observed =
    step.do === 'network'
      ? ({ at: context.now, did: 'network', profile: step.profile } as const)
      : ({
          at: context.now,
          did: 'rated',
          rating: step.rating,
          ...(step.text !== undefined && { text: step.text }),
        } as const)
  appendHistory(
    context,
    callId,
    participants.map(({ id }) => ({ ...observed, participantId: id })),
  )
}

/** The participant of a step that joins: an existing one, or one added to the call now. */
function resolveParticipant(context: CallContext, call: CallRow, step: JoinStep): ParticipantRow {
  const newcomer = findJoiningParticipant(call, context.services.directory, step)
  if ('participant' in newcomer) return newcomer.participant
  if ('refusal' in newcomer) throw new Error(newcomer.refusal)
  return addParticipant(context, call.id, { identity: newcomer.identity, participation: 'left' })
}

/** The end code when the other side hangs up. @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function resultOfHangUp(call: CallRow) {
  if (call.establishedAt === undefined) return results.cancelled
  if (call.kind !== 'peerToPeer') return results.conversationEnded
  // Only a phone that is in the call counts, not one that a transfer failed to reach.
  const isPhoneCall = call.participants.some(
    ({ self, identity, participation }) => !self && participation === 'in' && identity.phone,
  )
  return isPhoneCall ? results.pstnUserEnded : results.endedByOtherSide
}
