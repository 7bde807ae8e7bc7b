import type { CallRow } from '../store/call-row.ts'
import type { CallEvent } from '../store/pending-event.ts'
import type { Step } from '../store/step.ts'
import { runningMedia } from './media-operations.ts'
import { transition } from './transitions.ts'

type Facts = Pick<CallRow, 'id' | 'state' | 'direction' | 'establishedAt' | 'operations'>

interface StepRule {
  readonly isPossible: (call: Facts) => boolean
  /** What the step needs, for people. */
  readonly needs: string
}

const whileUp: StepRule = {
  isPossible: ({ state }) => state === 'established' || state === 'hold',
  needs: "a call that is 'established' or on 'hold'",
}
const whileRinging = "an outgoing call that is 'establishing'"

/** When the other side can do what. */
const STEP_RULES: Readonly<Record<Step['do'], StepRule>> = {
  answer: { isPossible: (call) => isUnanswered(call) && allows(call, 'connect'), needs: whileRinging },
  decline: { isPossible: (call) => isUnanswered(call) && allows(call, 'end'), needs: whileRinging },
  hangUp: {
    isPossible: (call) => !isUnanswered(call) && allows(call, 'end'),
    needs: "an incoming call, or one that is up (before that the other side can 'decline')",
  },
  hold: { isPossible: (call) => allows(call, 'hold'), needs: "an 'established' call" },
  resume: { isPossible: (call) => allows(call, 'resume'), needs: "a call on 'hold'" },
  speak: whileUp,
  silence: whileUp,
  press: whileUp,
  failOperation: { isPossible: (call) => runningMedia(call) !== undefined, needs: 'a media operation that is running' },
  network: whileUp,
  rate: whileUp,
}

/** Why the other side cannot take a step now, or nothing when it can. */
export function whyNot(call: Facts, step: Pick<Step, 'do'>): string | undefined {
  const { isPossible, needs } = STEP_RULES[step.do]
  if (isPossible(call)) return undefined
  return `'${step.do}' needs ${needs}; call '${call.id}' is ${call.direction} and '${call.state}'.`
}

function isUnanswered({ direction, establishedAt }: Facts): boolean {
  return direction === 'outgoing' && establishedAt === undefined
}

function allows({ state }: Facts, event: CallEvent['type']): boolean {
  return transition(state, event) !== undefined
}
