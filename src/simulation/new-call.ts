import { ANSWER_LIMIT_MS, RING_LIMIT_MS } from '../calls/limits.ts'
import { results } from '../calls/results.ts'
import type { JsonObject } from '../edm/json.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { CallDirection, CallRow, Modality } from '../store/call-row.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { planNextStep, scriptFor } from './script.ts'

/** What a new call is made from; the rest is the same for all. */
export interface NewCall {
  readonly direction: CallDirection
  readonly callbackUri: string
  readonly serviceRoot: string
  readonly requestedModalities: readonly Modality[]
  /** The other side's identitySet. */
  readonly other: JsonObject
  readonly source: JsonObject
  readonly targets: readonly JsonObject[]
  readonly given?: Partial<CallRow>
}

/** Creates a call, tells the app of it, and lets the scenario begin. */
export function createCall(moment: Moment, { other, given, ...facts }: NewCall): CallRow {
  const { ids, tx, settings } = moment
  const id = ids.guid()
  const self = { id: ids.guid(), identity: settings.appIdentity, self: true }
  const outgoing = facts.direction === 'outgoing'
  const state = outgoing ? 'establishing' : 'incoming'
  const sequence = tx.nextSequence()
  const script = scriptFor(moment, facts)
  tx.insert('calls', {
    ...BLANK,
    ...given,
    ...facts,
    id,
    sequence,
    state,
    callChainId: ids.guid(),
    createdAt: moment.now,
    myParticipantId: self.id,
    participants: [self, { id: ids.guid(), identity: other, self: false }],
    history: [{ at: moment.now, did: 'modalities', modalities: facts.requestedModalities }],
    timers: setFirstTimers(moment, id, outgoing ? NO_ANSWER : NOT_ANSWERED_BY_APP, planNextStep(script)),
    ...(script && { script }),
  })
  moment.note({ type: 'transition', callId: id, event: 'create', from: null, to: state })
  const call = tx.require('calls', id)
  moment.tell(callNotification(call, outgoing ? 'updated' : 'created', []))
  return call
}

const NO_ANSWER: TimerPlan = {
  after: RING_LIMIT_MS,
  happening: { type: 'callEvent', event: { type: 'end', result: results.noAnswer } },
}
const NOT_ANSWERED_BY_APP: TimerPlan = {
  after: ANSWER_LIMIT_MS,
  happening: { type: 'callEvent', event: { type: 'end', result: results.notAnsweredByApp } },
}

function setFirstTimers(
  moment: Moment,
  subject: string,
  limit: TimerPlan,
  step: TimerPlan | undefined,
): CallRow['timers'] {
  return {
    state: moment.schedule({ ...limit, subject }),
    ...(step && { script: moment.schedule({ ...step, subject }) }),
  }
}

const BLANK = {
  // It is created with its first notice.
  version: 1,
  kind: 'peerToPeer',
  mediaConfig: null,
  subject: null,
  tenantId: null,
  chatInfo: null,
  meetingInfo: null,
  callOptions: null,
  operations: [],
  speech: [],
} as const satisfies Partial<CallRow>
