import type { Directory } from '../../directory/directory.ts'
import type { Moment } from '../../engine/moment.ts'
import { results } from '../lifecycle/results.ts'
import { concerned, whyNot } from '../lifecycle/step-rules.ts'
import { failOperation, reconsiderOperation } from '../media/media-queue.ts'
import { fallSilent, speak } from '../media/speech.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Order, Step } from '../steps.ts'
import { send } from './call-life.ts'
import { goOut } from './departure.ts'
import { isBeingHandedTo, takeOver, turnDown } from './handover.ts'
import { settleInvitation } from './invitation.ts'
import { admit, waitInLobby } from './lobby.ts'
import { setModality, setSharing } from './modalities.ts'
import { type Arrival, findNewcomer } from './people.ts'
import { comeInOrAsk } from './policy-recording.ts'
import { addParticipant, changeParticipant, comeIn, remember } from './roster.ts'
import { tellOfTone } from './tones.ts'

/**
 * Takes one step of the other side in a call.
 * @returns nothing, or why the step is not possible now; then nothing changed.
 */
export function takeStep(moment: Moment, callId: string, step: Step, order: Order): string | undefined {
  const call = moment.tx.get('calls', callId)
  if (!call) return `There is no call '${callId}'.`
  const refusal = whyNotNow(call, step, moment.settings.directory)
  if (refusal !== undefined) {
    moment.note({ type: 'refused', callId, what: step.do, ...order, why: refusal })
    return refusal
  }
  moment.note({ type: 'step', callId, step, by: order.by })
  carryOut(moment, call, step)
  return undefined
}

/** Why the other side cannot take a step now, or nothing when it can. */
export function whyNotNow(call: CallRow, step: Step, directory: Directory): string | undefined {
  const refusal = whyNot(call, step)
  if (refusal !== undefined || (step.do !== 'join' && step.do !== 'lobby')) return refusal
  const newcomer = findNewcomer(call, directory, step)
  return 'refusal' in newcomer ? `'${step.do}' is not possible: ${newcomer.refusal}` : undefined
}

function carryOut(moment: Moment, call: CallRow, step: Step): void {
  const { id } = call
  const who = concerned(call, step)
  switch (step.do) {
    case 'answer':
      return answer(moment, id, who)
    case 'decline':
      for (const one of who) decline(moment, id, one, step.with)
      return
    case 'hangUp':
      send(moment, id, { type: 'end', result: step.with ?? hangUpResult(call) })
      return
    case 'hold':
    case 'resume':
      send(moment, id, { type: step.do })
      return
    case 'join':
      return comeInOrAsk(moment, call, bring(moment, call, step))
    case 'lobby':
      return waitInLobby(moment, id, bring(moment, call, step))
    case 'admit':
      for (const one of who) admit(moment, id, one)
      return
    case 'leave':
      for (const one of who) goOut(moment, id, one, 'left')
      return
    case 'deny':
    case 'remove':
      for (const one of who) remove(moment, id, one, step.with ?? results.removed)
      return
    case 'mute':
    case 'unmute':
      for (const one of who) changeParticipant(moment, id, one.id, { isMuted: step.do === 'mute' })
      return
    case 'startVideo':
    case 'stopVideo':
      for (const one of who) setModality(moment, id, one.id, 'video', step.do === 'startVideo')
      return
    case 'share':
    case 'stopSharing':
      for (const one of who) setSharing(moment, id, one.id, step.do === 'share')
      return
    case 'speak':
      speak(moment, id, step.for)
      reconsiderOperation(moment, id, 'speech')
      return
    case 'silence':
      fallSilent(moment, id)
      reconsiderOperation(moment, id)
      return
    case 'press':
      for (const tone of step.tones) {
        tellOfTone(moment, id, tone)
        reconsiderOperation(moment, id, { tone })
      }
      return
    case 'failOperation':
      return failOperation(moment, id, step.with)
    case 'network':
      return remember(
        moment,
        id,
        who.map((one) => ({ at: moment.now, did: 'network', participantId: one.id, profile: step.profile })),
      )
    case 'rate': {
      const said = {
        at: moment.now,
        did: 'rated',
        rating: step.rating,
        ...(step.text !== undefined && { text: step.text }),
      } as const
      return remember(
        moment,
        id,
        who.map((one) => ({ ...said, participantId: one.id })),
      )
    }
  }
}

function answer(moment: Moment, callId: string, who: readonly ParticipantRow[]): void {
  for (const one of who) {
    const call = moment.tx.require('calls', callId)
    if (isBeingHandedTo(call, one)) return takeOver(moment, call, one)
    if (call.kind === 'peerToPeer') {
      send(moment, callId, { type: 'connect' })
      return
    }
    comeIn(moment, callId, one)
    settleInvitation(moment, callId, one.id)
  }
}

function decline(moment: Moment, callId: string, one: ParticipantRow, given: ResultInfo | undefined): void {
  const call = moment.tx.require('calls', callId)
  if (isBeingHandedTo(call, one)) turnDown(moment, callId, one, given)
  else if (call.kind === 'peerToPeer') send(moment, callId, { type: 'end', result: given ?? results.declined })
  else goOut(moment, callId, one, 'declined', given)
}

/** Somebody is removed, or not let in. For the app, the call is over. */
function remove(moment: Moment, callId: string, one: ParticipantRow, result: ResultInfo): void {
  if (one.self) send(moment, callId, { type: 'end', result })
  else goOut(moment, callId, one, 'removed', result)
}

/** Who comes in: there already, or added now. */
function bring(moment: Moment, call: CallRow, step: Arrival): ParticipantRow {
  const newcomer = findNewcomer(call, moment.settings.directory, step)
  if ('participant' in newcomer) return newcomer.participant
  if ('refusal' in newcomer) throw new Error(newcomer.refusal)
  return addParticipant(moment, call.id, { identity: newcomer.identity, presence: 'left' })
}

/** @see https://learn.microsoft.com/graph/api/call-delete (end codes) */
function hangUpResult(call: CallRow): ResultInfo {
  if (call.establishedAt === undefined) return results.cancelled
  if (call.kind !== 'peerToPeer') return results.conversationEnded
  // A phone that a transfer did not reach is not the other side.
  const phone = call.participants.some(({ self, identity, presence }) => !self && presence === 'in' && identity.phone)
  return phone ? results.pstnUserEnded : results.endedByOtherSide
}
