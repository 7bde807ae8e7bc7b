import type { CallEvent } from '../call-event.ts'
import type { CallContext } from '../context.ts'
import { KEEP_ALIVE_LIMIT_MS } from '../lifecycle/limits.ts'
import { goesOnWithoutApp } from '../lifecycle/participants.ts'
import { results } from '../lifecycle/results.ts'
import { type CallEffect, hangUpResult, transition } from '../lifecycle/transitions.ts'
import { cancelOperations, startNextOperation } from '../media/media-queue.ts'
import { MILESTONES, type Milestone } from '../steps.ts'
import { failOpenOperations } from '../updates/operations.ts'
import { clearTimers, setTimer, type TimerPlan } from '../updates/timers.ts'
import { changeParticipation } from './change-participation.ts'
import { notifyCall } from './notify-call.ts'

/**
 * Dispatches an event to a call: looks up the transition, commits the new state and applies the transition's effects in
 * order.
 *
 * @returns whether the event is allowed in the call's state. If not, nothing has changed.
 */
export function dispatchCallEvent(context: CallContext, callId: string, event: CallEvent): boolean {
  const call = context.tx.get('calls', callId)
  const next = call && transition(call.state, event.type)
  if (!call || !next) return false

  const result = 'result' in event ? event.result : event.type === 'hangUp' ? hangUpResult(call) : undefined
  const { state: stateTimer, ...timers } = call.timers
  if (stateTimer !== undefined) context.tx.removePending(stateTimer)
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
      return setMediaState(context, callId, effect.state)
    case 'participation':
      return changeParticipation(context, callId, effect.did)
    case 'later':
      return setTimer(context, callId, 'state', {
        after: effect.after,
        action: { type: 'callEvent', event: effect.event },
      })
    case 'keepAlive':
      return restartKeepAliveTimer(context, callId)
    case 'cancelOperations':
      cancelOperations(context, callId)
      return failOpenOperations(context, callId)
    case 'clearTimers': {
      const call = context.tx.get('calls', callId)
      if (call) clearTimers(context, call)
      return context.emit('callEnding', { callId })
    }
    case 'callEnded':
      return announceEnd(context, callId)
  }
}

/** Announces the end of the call, or schedules it for when those who go on without the app hang up. */
function announceEnd(context: CallContext, callId: string): void {
  const call = context.tx.require('calls', callId)
  if (!goesOnWithoutApp(call)) return context.emit('callEnded', { callId })
  const { endsAt = context.now } = call.handover ?? {}
  setTimer(context, callId, 'handover', { after: endsAt - context.now, action: { type: 'handoverEnd' } })
}

function setMediaState(context: CallContext, callId: string, state: 'active' | 'inactive'): void {
  context.tx.update('calls', callId, (call) => {
    if (call.mediaState !== undefined || state === 'active') call.mediaState = state
  })
  if (state === 'inactive') return
  // Bots start their dialogue on this notification, not on the first `established`.
  notifyCall(context, callId, 'updated', ['mediaState'])
  startNextOperation(context, callId)
}

/** Ends the call unless the app keeps it alive again in time. `runToIdle` does not wait for this timer. */
export function restartKeepAliveTimer(context: CallContext, callId: string): void {
  setTimer(context, callId, 'keepAlive', KEEP_ALIVE_EXPIRY)
}

const KEEP_ALIVE_EXPIRY: TimerPlan = {
  after: KEEP_ALIVE_LIMIT_MS,
  action: { type: 'callEvent', event: { type: 'end', result: results.keepAliveExpired } },
  background: true,
}
