import type { CallEvent } from '../call-event.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step } from '../steps.ts'
import { runningMedia } from './media-operations.ts'
import { findWho, modalitiesOf, quotedName } from './participants.ts'
import { isUp, transition } from './transitions.ts'

type Facts = Pick<
  CallRow,
  'id' | 'state' | 'direction' | 'kind' | 'establishedAt' | 'participants' | 'requestedModalities' | 'operations'
>

interface StepRule {
  /** What the call has to be like. */
  readonly isPossible: (call: Facts) => boolean
  /** Those for whom it is possible. Absent: it is not a single participant's. */
  readonly isFor?: (participant: ParticipantRow, call: Facts) => boolean
  /** Whether the app's own leg is meant, too, when nobody is named. */
  readonly meansApp?: true
  /** What the step needs, for people. */
  readonly needs: string
}

const isGoingOn = ({ state }: Facts) =>
  state !== 'transferAccepted' && state !== 'terminating' && state !== 'terminated'
const isGroup = ({ kind }: Facts) => kind !== 'peerToPeer'
const isGroupUp = (call: Facts) => isGroup(call) && isUp(call)
const isIn = ({ participation }: ParticipantRow) => participation === 'in'

const whileUp: StepRule = { isPossible: isUp, needs: "a call that is 'established' or on 'hold'" }
const bySomebodyIn: StepRule = { ...whileUp, isFor: isIn, needs: `${whileUp.needs}, and somebody who is in` }
const whileRung: StepRule = {
  isPossible: isGoingOn,
  isFor: ({ self, participation }) => !self && participation === 'invited',
  needs: 'somebody who is being rung',
}
const arrival: StepRule = {
  isPossible: (call) => isGroup(call) && (isUp(call) || call.state === 'establishing'),
  needs: 'a group call or meeting that the app is in, or comes into',
}
const inGroup = (who: string) => `a group call or meeting that is up, and ${who}`

/** When the other side can do what. */
const STEP_RULES: Readonly<Record<Step['do'], StepRule>> = {
  answer: whileRung,
  decline: whileRung,
  hangUp: {
    isPossible: (call) => !isUnanswered(call) && allows(call, 'end'),
    needs: "an incoming call, or one that is up (before that the other side can 'decline')",
  },
  hold: {
    isPossible: (call) => !isGroup(call) && allows(call, 'hold'),
    needs: "a peer-to-peer call that is 'established'",
  },
  resume: { isPossible: (call) => allows(call, 'resume'), needs: "a call on 'hold'" },
  join: arrival,
  lobby: {
    isPossible: (call) => call.kind === 'meeting' && arrival.isPossible(call),
    needs: 'a meeting that the app is in, or comes into',
  },
  leave: {
    isPossible: isGroupUp,
    isFor: (participant) => isOther(participant) && isIn(participant),
    needs: inGroup('somebody else who is in'),
  },
  admit: {
    isPossible: (call) => isGroup(call) && isGoingOn(call),
    isFor: ({ participation }) => participation === 'lobby',
    meansApp: true,
    needs: 'somebody who waits in the lobby of a meeting',
  },
  deny: {
    isPossible: (call) => isGroup(call) && isGoingOn(call),
    isFor: ({ participation, self }, { kind }) =>
      participation === 'lobby' || (self && participation === 'calling' && kind === 'meeting'),
    meansApp: true,
    needs: 'somebody who waits to be let into a meeting',
  },
  remove: { isPossible: isGroupUp, isFor: isIn, needs: inGroup('somebody who is in') },
  mute: {
    isPossible: isGroupUp,
    isFor: (participant) => isIn(participant) && !participant.isMuted,
    needs: inGroup('somebody who is in and not muted'),
  },
  unmute: {
    isPossible: isGroupUp,
    isFor: (participant) => isIn(participant) && participant.isMuted === true,
    needs: inGroup('somebody who is muted'),
  },
  startVideo: {
    isPossible: isUp,
    isFor: (participant, call) => isOther(participant) && isIn(participant) && !has(participant, call, 'video'),
    needs: 'a call that is up, and somebody else in it whose camera is off',
  },
  stopVideo: {
    isPossible: isUp,
    isFor: (participant, call) => isOther(participant) && isIn(participant) && has(participant, call, 'video'),
    needs: 'a call that is up, and somebody else in it whose camera is on',
  },
  share: {
    isPossible: isUp,
    isFor: (participant) => isOther(participant) && isIn(participant) && !shares(participant),
    needs: 'a call that is up, and somebody else in it who does not share a screen',
  },
  stopSharing: {
    isPossible: isUp,
    isFor: (participant) => isOther(participant) && isIn(participant) && shares(participant),
    needs: 'a call that is up, and somebody else in it who shares a screen',
  },
  speak: whileUp,
  silence: whileUp,
  press: whileUp,
  failOperation: { isPossible: (call) => runningMedia(call) !== undefined, needs: 'a media operation that is running' },
  network: bySomebodyIn,
  rate: bySomebodyIn,
}

/** Why a step cannot be taken now, or nothing when it can. Who comes in anew need not be there yet. */
export function whyNot(call: Facts, step: Step): string | undefined {
  const { isPossible, isFor, needs } = STEP_RULES[step.do]
  const refusal = `'${step.do}' needs ${needs}; call '${call.id}' is ${call.direction} and '${call.state}'`
  if (!isPossible(call)) return `${refusal}.`
  if (!isFor || concerned(call, step).length > 0) return undefined
  const who = whoIn(step)
  if (who === undefined) return `${refusal}, and nobody in it fits.`
  const named = findWho(call, who)
  return named
    ? `${refusal}, and '${who}' is '${named.participation}'${named.isMuted ? ' and muted' : ''}.`
    : `${refusal}, and nobody in it is '${who}'. There are: ${call.participants.map(quotedName).join(', ')}.`
}

/** Those who take the step, as far as they are in the call. */
export function concerned(call: Facts, step: Step): readonly ParticipantRow[] {
  const { isFor, meansApp } = STEP_RULES[step.do]
  if (!isFor) return []
  const who = whoIn(step)
  if (who === undefined) {
    return call.participants.filter((participant) => isFor(participant, call) && (meansApp || isOther(participant)))
  }
  const named = findWho(call, who)
  return named && isFor(named, call) ? [named] : []
}

function whoIn(step: Step): string | undefined {
  return 'who' in step ? step.who : undefined
}

function isUnanswered({ direction, establishedAt }: Facts): boolean {
  return direction === 'outgoing' && establishedAt === undefined
}

/** The large gallery does nothing of its own accord. */
function isOther({ self, gallery }: ParticipantRow): boolean {
  return !self && !gallery
}

function has(participant: ParticipantRow, call: Facts, modality: CallRow['requestedModalities'][number]): boolean {
  return modalitiesOf(participant, call).includes(modality)
}

function shares({ screenSharingRole }: ParticipantRow): boolean {
  return screenSharingRole === 'sharer'
}

function allows({ state }: Facts, event: CallEvent['type']): boolean {
  return transition(state, event) !== undefined
}
