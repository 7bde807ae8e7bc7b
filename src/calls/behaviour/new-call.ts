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
import { removeEndedCalls } from '../updates/remove-ended-calls.ts'
import type { TimerPlan } from '../updates/timers.ts'
import { toRingTimer } from './invitation.ts'
import type { NewParticipant } from './roster.ts'

/** What distinguishes a new call; all other members start with the same values. */
export interface NewCall {
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly callbackUri: string
  readonly serviceRoot: string
  readonly requestedModalities: readonly Modality[]
  /** All participants except the app. */
  readonly others: readonly NewParticipant[]
  readonly source: JsonObject
  /** The identitySet with which the app takes part. Default: that of the app. */
  readonly appIdentity?: JsonObject | undefined
  readonly targets: readonly JsonObject[]
  /** How long callees ring, in milliseconds. Default: {@link RING_LIMIT_MS}. */
  readonly ringLimitMs?: number | undefined
  /** Further members of the row. */
  readonly members?: Partial<CallRow>
}

/** Creates a call and notifies the app. Listeners of `callCreated` see the row before it is stored. */
export function createCall(
  context: CallContext,
  { others, members, ringLimitMs, appIdentity, ...facts }: NewCall,
): CallRow {
  const { ids, tx, services, now } = context
  removeEndedCalls(context)
  const id = ids.guid()
  const outgoing = facts.direction === 'outgoing'
  const self = {
    id: ids.guid(),
    identity: appIdentity ?? services.appIdentity,
    self: true,
    participation: outgoing ? 'calling' : 'invited',
  } as const
  const state = outgoing ? 'establishing' : 'incoming'
  const call: UnstoredCallRow = {
    ...DEFAULTS,
    ...members,
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
  call.timers = scheduleTimer(context, id, 'state', firstTimer(facts, members, ringLimitMs))
  context.emit('callCreated', { call })
  if (facts.kind !== 'peerToPeer') call.timers = { ...call.timers, ...ringAll(context, id, call.participants) }
  tx.insert('calls', call)
  context.note({ type: 'transition', callId: id, event: 'create', from: null, to: state })
  const created = tx.require('calls', id)
  notify(context, callNotification(created, outgoing ? 'updated' : 'created', []))
  return created
}

/**
 * The event that follows without further input: an incoming call times out, the app connects to a group call or meeting,
 * an outgoing call ends unanswered.
 */
function firstTimer(
  { direction, kind }: Pick<CallRow, 'direction' | 'kind'>,
  members: Partial<CallRow> | undefined,
  ringLimitMs = RING_LIMIT_MS,
): TimerPlan {
  if (direction === 'incoming') {
    const after = members?.policyRecording ? POLICY_ANSWER_LIMIT_MS : INCOMING_CALL_TIMEOUT_MS
    return toEventTimer(after, { type: 'end', result: results.notAnsweredByApp })
  }
  if (kind !== 'peerToPeer') return toEventTimer(CONNECT_DELAY_MS, { type: 'connect' })
  return toEventTimer(ringLimitMs, { type: 'end', result: results.noAnswer })
}

function toEventTimer(after: number, event: CallEvent): TimerPlan {
  return { after, action: { type: 'callEvent', event } }
}

function ringAll(context: CallContext, callId: string, participants: readonly ParticipantRow[]): CallRow['timers'] {
  const ringing = participants.filter(({ self, participation }) => !self && participation === 'invited')
  return Object.assign({}, ...ringing.map(({ id }) => scheduleTimer(context, callId, `ring:${id}`, toRingTimer(id))))
}

function scheduleTimer(
  context: CallContext,
  callId: string,
  name: keyof CallRow['timers'],
  timer: TimerPlan,
): CallRow['timers'] {
  return { [name]: context.schedule({ ...timer, entityId: callId }) }
}

const DEFAULTS = {
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
