import type { CallEvent } from '../call-event.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step } from '../steps.ts'
import { runningMedia } from './media-operations.ts'
import { findWho, goesOnWithoutApp, modalitiesOf, quotedName } from './participants.ts'
import { isEstablishedOrOnHold, transition } from './transitions.ts'

type Facts = Pick<
  CallRow,
  | 'id'
  | 'state'
  | 'direction'
  | 'kind'
  | 'establishedAt'
  | 'participants'
  | 'requestedModalities'
  | 'operations'
  | 'handover'
>

interface StepRule {
  /** Whether the state of the call allows the step. */
  readonly isPossible: (call: Facts) => boolean
  /** The participants who can take the step. Absent: it concerns the whole call. */
  readonly isFor?: (participant: ParticipantRow, call: Facts) => boolean
  /** The step includes the app when no participant is named. */
  readonly includesApp?: true
  /** What the step requires, for error messages. */
  readonly needs: string
}

const isOngoing = ({ state }: Facts) =>
  state !== 'transferAccepted' && state !== 'terminating' && state !== 'terminated'
const isGroup = ({ kind }: Facts) => kind !== 'peerToPeer'
const isGroupEstablishedOrOnHold = (call: Facts) => isGroup(call) && isEstablishedOrOnHold(call)
const isIn = ({ participation }: ParticipantRow) => participation === 'in'

const whileEstablishedOrOnHold: StepRule = {
  isPossible: isEstablishedOrOnHold,
  needs: "a call that is 'established' or on 'hold'",
}
const byParticipant: StepRule = {
  isPossible: (call) => isEstablishedOrOnHold(call) || goesOnWithoutApp(call),
  isFor: isIn,
  needs: `${whileEstablishedOrOnHold.needs}, and a participant who is in the call`,
}
const whileRinging: StepRule = {
  isPossible: isOngoing,
  isFor: ({ self, participation }) => !self && participation === 'invited',
  needs: 'a participant who is ringing',
}
const whileSharing: StepRule = {
  isPossible: isEstablishedOrOnHold,
  isFor: (participant) => isOther(participant) && isIn(participant) && shares(participant),
  needs: 'an established call, and a participant other than the app who is sharing a screen',
}
const joining: StepRule = {
  isPossible: (call) => isGroup(call) && (isEstablishedOrOnHold(call) || call.state === 'establishing'),
  needs: 'a group call or meeting that the app has joined or is joining',
}
const inGroup = (who: string) => `an established group call or meeting, and ${who}`

/** The steps that the other side can take, and when. */
const STEP_RULES: Readonly<Record<Step['do'], StepRule>> = {
  answer: whileRinging,
  decline: whileRinging,
  hangUp: {
    isPossible: (call) => (!isUnanswered(call) && allows(call, 'end')) || goesOnWithoutApp(call),
    needs: "an incoming or established call (before that, use 'decline')",
  },
  hold: {
    isPossible: (call) => !isGroup(call) && allows(call, 'hold'),
    needs: "a peer-to-peer call that is 'established'",
  },
  resume: { isPossible: (call) => allows(call, 'resume'), needs: "a call on 'hold'" },
  join: joining,
  lobby: {
    isPossible: (call) => call.kind === 'meeting' && joining.isPossible(call),
    needs: 'a meeting that the app has joined or is joining',
  },
  leave: {
    isPossible: isGroupEstablishedOrOnHold,
    isFor: (participant) => isOther(participant) && isIn(participant),
    needs: inGroup('a participant other than the app who is in the call'),
  },
  admit: {
    isPossible: (call) => isGroup(call) && isOngoing(call),
    isFor: ({ participation }) => participation === 'lobby',
    includesApp: true,
    needs: 'a participant in the lobby of a meeting',
  },
  deny: {
    isPossible: (call) => isGroup(call) && isOngoing(call),
    isFor: ({ participation, self }, { kind }) =>
      participation === 'lobby' || (self && participation === 'calling' && kind === 'meeting'),
    includesApp: true,
    needs: 'a participant in the lobby of a meeting, or the app while it joins one',
  },
  remove: { isPossible: isGroupEstablishedOrOnHold, isFor: isIn, needs: inGroup('a participant who is in the call') },
  mute: {
    isPossible: isGroupEstablishedOrOnHold,
    isFor: (participant) => isIn(participant) && !participant.isMuted,
    needs: inGroup('a participant who is in the call and not muted'),
  },
  unmute: {
    isPossible: isGroupEstablishedOrOnHold,
    isFor: (participant) => isIn(participant) && participant.isMuted === true,
    needs: inGroup('a muted participant'),
  },
  startVideo: {
    isPossible: isEstablishedOrOnHold,
    isFor: (participant, call) => isOther(participant) && isIn(participant) && !has(participant, call, 'video'),
    needs: 'an established call, and a participant other than the app whose camera is off',
  },
  stopVideo: {
    isPossible: isEstablishedOrOnHold,
    isFor: (participant, call) => isOther(participant) && isIn(participant) && has(participant, call, 'video'),
    needs: 'an established call, and a participant other than the app whose camera is on',
  },
  share: {
    isPossible: isEstablishedOrOnHold,
    isFor: (participant) => isOther(participant) && isIn(participant) && !shares(participant),
    needs: 'an established call, and a participant other than the app who is not sharing a screen',
  },
  stopSharing: whileSharing,
  updateSharing: whileSharing,
  speak: whileEstablishedOrOnHold,
  silence: whileEstablishedOrOnHold,
  press: whileEstablishedOrOnHold,
  failOperation: { isPossible: (call) => runningMedia(call) !== undefined, needs: 'a running media operation' },
  network: byParticipant,
  rate: byParticipant,
}

/** Explains why a step is not possible now, or returns `undefined` when it is. A joining participant may be new. */
export function explainBrokenRule(call: Facts, step: Step): string | undefined {
  const { isPossible, isFor, needs } = STEP_RULES[step.do]
  const refusal = `'${step.do}' needs ${needs}; call '${call.id}' is ${call.direction} and '${call.state}'`
  if (!isPossible(call)) return `${refusal}.`
  if (!isFor || affectedParticipants(call, step).length > 0) return undefined
  const who = whoIn(step)
  if (who === undefined) return `${refusal}, and no participant fits.`
  const named = findWho(call, who)
  return named
    ? `${refusal}, and the participation of '${who}' is '${named.participation}'${named.isMuted ? ' (muted)' : ''}.`
    : `${refusal}, and no participant is '${who}'. Participants: ${call.participants.map(quotedName).join(', ')}.`
}

/** The participants of the call who take the step. */
export function affectedParticipants(call: Facts, step: Step): readonly ParticipantRow[] {
  const { isFor, includesApp } = STEP_RULES[step.do]
  if (!isFor) return []
  const who = whoIn(step)
  if (who === undefined) {
    return call.participants.filter((participant) => isFor(participant, call) && (includesApp || isOther(participant)))
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

/** Neither the app nor the large gallery takes steps of its own. */
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
