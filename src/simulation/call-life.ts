import { toCallHistory, toCallRecordRow } from '../call-records/history.ts'
import { KEEP_ALIVE_LIMIT_MS } from '../calls/limits.ts'
import { results } from '../calls/results.ts'
import { type CallEffect, hangUpResult, transition } from '../calls/transitions.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { CallEvent } from '../store/pending-event.ts'
import { cancelOperations, startNextOperation } from './media-queue.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { clearTimers, setTimer } from './timers.ts'

/**
 * Lets an event happen to a call: looks it up in the transition table, commits the new state and carries out what
 * follows, in order.
 * @returns whether the event was allowed in the call's state; if not, nothing changed.
 */
export function send(moment: Moment, callId: string, event: CallEvent): boolean {
  const call = moment.tx.get('calls', callId)
  const next = call && transition(call.state, event.type)
  if (!call || !next) return false

  const result = event.type === 'end' ? event.result : event.type === 'hangUp' ? hangUpResult(call) : undefined
  const { state: pending, ...timers } = call.timers
  if (pending !== undefined) moment.tx.removePending(pending)
  moment.tx.update('calls', callId, (draft) => {
    draft.state = next.to
    draft.timers = timers
    if (result) draft.resultInfo = result
    if (next.to === 'terminated') draft.endedAt = moment.now
    if (event.type === 'connect') draft.establishedAt = moment.now
  })
  moment.note({ type: 'transition', callId, event: event.type, from: call.state, to: next.to })
  for (const effect of next.effects) carryOut(moment, callId, effect)
  return true
}

function carryOut(moment: Moment, callId: string, effect: CallEffect): void {
  switch (effect.do) {
    case 'notify':
      return tellOfCall(moment, callId, effect.change)
    case 'media':
      return setMedia(moment, callId, effect.state)
    case 'history':
      return remember(moment, callId, effect.did)
    case 'later':
      return setTimer(moment, callId, 'state', {
        after: effect.after,
        happening: { type: 'callEvent', event: effect.event },
      })
    case 'keepAlive':
      return keepAlive(moment, callId)
    case 'cancelOperations':
      return cancelOperations(moment, callId)
    case 'clearTimers': {
      const call = moment.tx.get('calls', callId)
      return call && clearTimers(moment, call)
    }
    case 'writeRecord':
      return promiseRecord(moment, callId)
  }
}

/** Tells the app how its call stands now. Each notice is a new version of the call. */
function tellOfCall(
  moment: Moment,
  callId: string,
  change: 'updated' | 'deleted',
  members: readonly string[] = [],
): void {
  moment.tx.update('calls', callId, (call) => {
    call.version += 1
  })
  const call = moment.tx.get('calls', callId)
  if (call) moment.tell(callNotification(call, change, members))
}

function setMedia(moment: Moment, callId: string, state: 'active' | 'inactive'): void {
  moment.tx.update('calls', callId, (call) => {
    if (call.mediaState !== undefined || state === 'active') call.mediaState = state
  })
  if (state === 'inactive') return
  // Clients start their dialogue on this notice, not on the first `established`.
  tellOfCall(moment, callId, 'updated', ['mediaState'])
  startNextOperation(moment, callId)
}

/** A call that is not kept alive ends. The wait is in the background: an idle call lets the clock be idle. */
export function keepAlive(moment: Moment, callId: string): void {
  setTimer(moment, callId, 'keepAlive', KEEP_ALIVE_EXPIRY)
}

const KEEP_ALIVE_EXPIRY: TimerPlan = {
  after: KEEP_ALIVE_LIMIT_MS,
  happening: { type: 'callEvent', event: { type: 'end', result: results.keepAliveExpired } },
  background: true,
}

/** Joining and leaving concern everybody, being on hold the other side. */
function remember({ tx, now }: Moment, callId: string, did: 'joined' | 'left' | 'held' | 'resumed'): void {
  const { participants, history } = tx.require('calls', callId)
  const concerned = participants.filter(({ self }) => !self || did === 'joined' || did === 'left')
  tx.update('calls', callId, (call) => {
    call.history = [...history, ...concerned.map(({ id }) => ({ at: now, did, participantId: id }))]
  })
}

/** An established call leaves exactly one record, after the configured latency. */
function promiseRecord(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  if (call?.establishedAt === undefined) return
  const after = moment.settings.recordLatencyMs
  moment.schedule({
    after,
    subject: call.callChainId,
    happening: { type: 'recordDue', record: toCallRecordRow(toCallHistory(call), moment.now + after) },
  })
}
