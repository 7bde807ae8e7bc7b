import { notify } from '../../engine/delivery/notify.ts'
import type { CallEvent } from '../call-event.ts'
import type { CallContext } from '../context.ts'
import { KEEP_ALIVE_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { type CallEffect, hangUpResult, transition } from '../lifecycle/transitions.ts'
import { cancelOperations, startNextOperation } from '../media/media-queue.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { MILESTONES, type Milestone } from '../steps.ts'
import { failOpenOperations } from '../updates/operations.ts'
import { clearTimers, setTimer, type TimerPlan } from '../updates/timers.ts'
import { markRosterChanged } from './roster.ts'

/**
 * Lets an event happen to a call: looks it up in the transition table, commits the new state and carries out what
 * follows, in order.
 * @returns whether the event was allowed in the call's state; if not, nothing changed.
 */
export function dispatchCallEvent(context: CallContext, callId: string, event: CallEvent): boolean {
  const call = context.tx.get('calls', callId)
  const next = call && transition(call.state, event.type)
  if (!call || !next) return false

  const result = 'result' in event ? event.result : event.type === 'hangUp' ? hangUpResult(call) : undefined
  const { state: limit, ...timers } = call.timers
  if (limit !== undefined) context.tx.removePending(limit)
  context.tx.update('calls', callId, (draft) => {
    draft.state = next.to
    draft.timers = timers
    if (result) draft.resultInfo = result
    if (next.to === 'terminated') draft.endedAt = context.now
    if (event.type === 'connect') draft.establishedAt = context.now
  })
  context.note({ type: 'transition', callId, event: event.type, from: call.state, to: next.to })
  for (const effect of next.effects) applyEffect(context, callId, effect)
  if (isMilestone(next.to)) context.emitLater('milestone', { callId, milestone: next.to })
  return true
}

function isMilestone(state: string): state is Milestone {
  return MILESTONES.some((milestone) => milestone === state)
}

function applyEffect(context: CallContext, callId: string, effect: CallEffect): void {
  switch (effect.do) {
    case 'notify':
      return notifyCall(context, callId, effect.change, effect.members)
    case 'media':
      return setMedia(context, callId, effect.state)
    case 'participation':
      return changeParticipation(context, callId, effect.did)
    case 'later':
      return setTimer(context, callId, 'state', {
        after: effect.after,
        action: { type: 'callEvent', event: effect.event },
      })
    case 'keepAlive':
      return keepAlive(context, callId)
    case 'cancelOperations':
      cancelOperations(context, callId)
      return failOpenOperations(context, callId)
    case 'clearTimers': {
      const call = context.tx.get('calls', callId)
      if (call) clearTimers(context, call)
      return context.emit('callEnding', { callId })
    }
    case 'callEnded':
      return context.emit('callEnded', { callId })
  }
}

/** Tells the app how its call stands now. Each notice is a new version of the call. */
export function notifyCall(
  context: CallContext,
  callId: string,
  change: 'updated' | 'deleted',
  members: readonly string[] = [],
): void {
  context.tx.update('calls', callId, (call) => {
    call.version += 1
  })
  const call = context.tx.get('calls', callId)
  if (call) notify(context, callNotification(call, change, members))
}

function setMedia(context: CallContext, callId: string, state: 'active' | 'inactive'): void {
  context.tx.update('calls', callId, (call) => {
    if (call.mediaState !== undefined || state === 'active') call.mediaState = state
  })
  if (state === 'inactive') return
  // Clients start their dialogue on this notice, not on the first `established`.
  notifyCall(context, callId, 'updated', ['mediaState'])
  startNextOperation(context, callId)
}

/** A call that is not kept alive ends. The wait is in the background: an idle call lets the clock be idle. */
export function keepAlive(context: CallContext, callId: string): void {
  setTimer(context, callId, 'keepAlive', KEEP_ALIVE_EXPIRY)
}

const KEEP_ALIVE_EXPIRY: TimerPlan = {
  after: KEEP_ALIVE_LIMIT_MS,
  action: { type: 'callEvent', event: { type: 'end', result: results.keepAliveExpired } },
  background: true,
}

/** Everybody concerned comes in, goes out, or is put on hold and taken back. */
function changeParticipation(context: CallContext, callId: string, did: ParticipationChange): void {
  const { participants, history, kind } = context.tx.require('calls', callId)
  const { isConcerned, participation } = PARTICIPATION[did]
  const concerned = participants.filter((participant) => isConcerned(participant, kind))
  context.tx.update('calls', callId, (call) => {
    // Spreading would leave room for sixteen more in V8, in every call that is kept.
    call.history = history.concat(concerned.map(({ id }) => ({ at: context.now, did, participantId: id })))
    if (!participation) return
    call.participants = participants.map((one) => (concerned.includes(one) ? { ...one, participation } : one))
  })
  if (participation && kind !== 'peerToPeer') for (const { id } of concerned) markRosterChanged(context, callId, id)
}

type ParticipationChange = 'joined' | 'left' | 'held' | 'resumed'
interface ParticipationRule {
  readonly isConcerned: (participant: ParticipantRow, kind: CallRow['kind']) => boolean
  readonly participation?: ParticipantRow['participation']
}

/**
 * When the call comes up, both are in; in a group those who are there with the app: others come one by one. Who hears
 * hold music is not taken back with the call.
 */
const PARTICIPATION: Readonly<Record<ParticipationChange, ParticipationRule>> = {
  joined: {
    isConcerned: ({ self, participation }, kind) => kind === 'peerToPeer' || self || participation === 'calling',
    participation: 'in',
  },
  left: { isConcerned: ({ participation }) => participation === 'in', participation: 'left' },
  held: { isConcerned: ({ self }) => !self },
  resumed: { isConcerned: ({ self, isOnHold }) => !self && !isOnHold },
}
