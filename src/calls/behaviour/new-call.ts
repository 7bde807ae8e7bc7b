import { notify } from '../../engine/delivery/notify.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallEvent } from '../call-event.ts'
import type { CallContext, UnstoredCallRow } from '../context.ts'
import {
  CONNECT_DELAY_MS,
  INCOMING_CALL_TIMEOUT_MS,
  POLICY_ANSWER_LIMIT_MS,
  RING_LIMIT_MS,
} from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { CallDirection, CallKind, CallRow, Modality, ParticipantRow } from '../rows.ts'
import type { TimerPlan } from '../updates/timers.ts'
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
  readonly given?: Partial<CallRow>
}

/** Creates a call and notifies the app. Listeners of `callCreated` see the row before it is stored. */
export function createCall(context: CallContext, { others, given, ringLimitMs, ...facts }: NewCall): CallRow {
  const { ids, tx, services, now } = context
  const id = ids.guid()
  const outgoing = facts.direction === 'outgoing'
  const self = {
    id: ids.guid(),
    identity: services.appIdentity,
    self: true,
    participation: outgoing ? 'calling' : 'invited',
  } as const
  const state = outgoing ? 'establishing' : 'incoming'
  const call: UnstoredCallRow = {
    ...BLANK,
    ...given,
    ...facts,
    id,
    sequence: tx.nextSequence(),
    state,
    callChainId: ids.guid(),
    createdAt: now,
    myParticipantId: self.id,
    participants: [self, ...others.map((other) => ({ id: ids.guid(), ...other, self: false }))],
    history: [{ at: now, did: 'modalities', modalities: facts.requestedModalities }],
    timers: {},
  }
  call.timers = plan(context, id, 'state', firstTimer(facts, given, ringLimitMs))
  context.emit('callCreated', { call })
  if (facts.kind !== 'peerToPeer') call.timers = { ...call.timers, ...ringAll(context, id, call.participants) }
  tx.insert('calls', call)
  context.note({ type: 'transition', callId: id, event: 'create', from: null, to: state })
  const created = tx.require('calls', id)
  notify(context, callNotification(created, outgoing ? 'updated' : 'created', []))
  return created
}

/** What becomes of the call if nothing else happens: the app's leg of a group call or meeting comes up by itself. */
function firstTimer(
  { direction, kind }: Pick<CallRow, 'direction' | 'kind'>,
  given: Partial<CallRow> | undefined,
  ringLimitMs = RING_LIMIT_MS,
): TimerPlan {
  if (direction === 'incoming') {
    const after = given?.policyRecording ? POLICY_ANSWER_LIMIT_MS : INCOMING_CALL_TIMEOUT_MS
    return later(after, { type: 'end', result: results.notAnsweredByApp })
  }
  if (kind !== 'peerToPeer') return later(CONNECT_DELAY_MS, { type: 'connect' })
  return later(ringLimitMs, { type: 'end', result: results.noAnswer })
}

function later(after: number, event: CallEvent): TimerPlan {
  return { after, action: { type: 'callEvent', event } }
}

function ringAll(context: CallContext, callId: string, participants: readonly ParticipantRow[]): CallRow['timers'] {
  const rung = participants.filter(({ self, participation }) => !self && participation === 'invited')
  return Object.assign({}, ...rung.map(({ id }) => plan(context, callId, `ring:${id}`, ringLimitOf(id))))
}

function plan(
  context: CallContext,
  callId: string,
  name: keyof CallRow['timers'],
  timer: TimerPlan,
): CallRow['timers'] {
  return { [name]: context.schedule({ ...timer, entityId: callId }) }
}

const BLANK = {
  // The first notification is version 1.
  version: 1,
  mediaConfig: null,
  subject: null,
  tenantId: null,
  chatInfo: null,
  meetingInfo: null,
  callOptions: null,
  operations: [],
  speech: [],
} satisfies Partial<CallRow>
