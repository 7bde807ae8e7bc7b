import type { Moment, TimerPlan } from '../../engine/moment.ts'
import type { CallEvent } from '../../engine/store/pending-event.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { scriptFor } from '../../scenarios/player/cast.ts'
import { toTimerPlan, waitForNextStep } from '../../scenarios/player/script-time.ts'
import { ANSWER_LIMIT_MS, CONNECT_DELAY_MS, POLICY_ANSWER_LIMIT_MS, RING_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { RecordPlan } from '../record-plan.ts'
import type { CallDirection, CallKind, CallRow, Modality, ParticipantRow } from '../rows.ts'
import { ringLimitOf } from './invitation.ts'
import type { NewParticipant } from './roster.ts'

/** What a new call is made from; the rest is the same for all. */
export interface NewCall {
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly callbackUri: string
  readonly serviceRoot: string
  readonly requestedModalities: readonly Modality[]
  /** Everybody but the app. */
  readonly others: readonly NewParticipant[]
  readonly source: JsonObject
  readonly targets: readonly JsonObject[]
  /** How long those who are called are rung. Default: {@link RING_LIMIT_MS}. */
  readonly ringLimitMs?: number | undefined
  /** Somebody else has a script for it: no scenario is looked for. */
  readonly isScripted?: boolean
  /** How its record comes about, where the script of somebody else says so. */
  readonly recordPlan?: RecordPlan | undefined
  readonly given?: Partial<CallRow>
}

/** Creates a call, tells the app of it, and lets the scenario begin. */
export function createCall(
  moment: Moment,
  { others, given, ringLimitMs, isScripted, recordPlan, ...facts }: NewCall,
): CallRow {
  const { ids, tx, settings } = moment
  const id = ids.guid()
  const outgoing = facts.direction === 'outgoing'
  const self = {
    id: ids.guid(),
    identity: settings.appIdentity,
    self: true,
    presence: outgoing ? 'calling' : 'invited',
  } as const
  const state = outgoing ? 'establishing' : 'incoming'
  const sequence = tx.nextSequence()
  const callChainId = ids.guid()
  const participants = [self, ...others.map((other) => ({ id: ids.guid(), ...other, self: false }))]
  const script = isScripted ? undefined : scriptFor(moment, { ...facts, participants, ...coordinatesIn(given) })
  const record = script?.record ?? recordPlan
  const now = { now: moment.now, begunAt: moment.now }
  const plans: CallRow['timers'] = {
    ...plan(moment, id, 'state', firstLimit(facts, given, ringLimitMs)),
    ...plan(moment, id, 'script', toTimerPlan(waitForNextStep(script, now))),
  }
  tx.insert('calls', {
    ...BLANK,
    ...given,
    ...facts,
    id,
    sequence,
    state,
    callChainId,
    createdAt: moment.now,
    myParticipantId: self.id,
    participants,
    history: [{ at: moment.now, did: 'modalities', modalities: facts.requestedModalities }],
    timers: facts.kind === 'peerToPeer' ? plans : { ...plans, ...ringAll(moment, id, participants) },
    ...(script && { script }),
    ...(record && { recordPlan: record }),
  })
  moment.note({ type: 'transition', callId: id, event: 'create', from: null, to: state })
  const call = tx.require('calls', id)
  moment.tell(callNotification(call, outgoing ? 'updated' : 'created', []))
  return call
}

function coordinatesIn({ meetingInfo = null, chatInfo = null }: Partial<CallRow> = {}) {
  return { meetingInfo, chatInfo }
}

/** What becomes of the call if nothing else happens: the app's leg of a group call or meeting comes up by itself. */
function firstLimit(
  { direction, kind }: Pick<CallRow, 'direction' | 'kind'>,
  given: Partial<CallRow> | undefined,
  ringLimitMs = RING_LIMIT_MS,
): TimerPlan {
  if (direction === 'incoming') {
    const after = given?.policyRecording ? POLICY_ANSWER_LIMIT_MS : ANSWER_LIMIT_MS
    return later(after, { type: 'end', result: results.notAnsweredByApp })
  }
  if (kind !== 'peerToPeer') return later(CONNECT_DELAY_MS, { type: 'connect' })
  return later(ringLimitMs, { type: 'end', result: results.noAnswer })
}

function later(after: number, event: CallEvent): TimerPlan {
  return { after, happening: { type: 'callEvent', event } }
}

function ringAll(moment: Moment, callId: string, participants: readonly ParticipantRow[]): CallRow['timers'] {
  const rung = participants.filter(({ self, presence }) => !self && presence === 'invited')
  return Object.assign({}, ...rung.map(({ id }) => plan(moment, callId, `ring:${id}`, ringLimitOf(id))))
}

function plan(
  moment: Moment,
  subject: string,
  name: keyof CallRow['timers'],
  what: TimerPlan | undefined,
): CallRow['timers'] {
  return what ? { [name]: moment.schedule({ ...what, subject }) } : {}
}

const BLANK = {
  // It is created with its first notice.
  version: 1,
  mediaConfig: null,
  subject: null,
  tenantId: null,
  chatInfo: null,
  meetingInfo: null,
  callOptions: null,
  operations: [],
  speech: [],
} as const satisfies Partial<CallRow>
