import { promiseRecord } from '../../call-records/record/write-record.ts'
import type { Moment, TimerPlan } from '../../engine/moment.ts'
import type { CallEvent } from '../../engine/store/pending-event.ts'
import { KEEP_ALIVE_LIMIT_MS } from '../lifecycle/limits.ts'
import { results } from '../lifecycle/results.ts'
import { type CallEffect, hangUpResult, transition } from '../lifecycle/transitions.ts'
import { cancelOperations, startNextOperation } from '../media/media-queue.ts'
import { callNotification } from '../notifications/call-notification.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { OCCASIONS, type Occasion } from '../steps.ts'
import { failOpenOperations } from '../updates/operations.ts'
import { clearTimers, setTimer } from '../updates/timers.ts'

/**
 * Lets an event happen to a call: looks it up in the transition table, commits the new state and carries out what
 * follows, in order.
 * @returns whether the event was allowed in the call's state; if not, nothing changed.
 */
export function send(moment: Moment, callId: string, event: CallEvent): boolean {
  const call = moment.tx.get('calls', callId)
  const next = call && transition(call.state, event.type)
  if (!call || !next) return false

  const result = 'result' in event ? event.result : event.type === 'hangUp' ? hangUpResult(call) : undefined
  const { state: limit, ...timers } = call.timers
  if (limit !== undefined) moment.tx.removePending(limit)
  moment.tx.update('calls', callId, (draft) => {
    draft.state = next.to
    draft.timers = timers
    if (result) draft.resultInfo = result
    if (next.to === 'terminated') draft.endedAt = moment.now
    if (event.type === 'connect') draft.establishedAt = moment.now
  })
  moment.note({ type: 'transition', callId, event: event.type, from: call.state, to: next.to })
  for (const effect of next.effects) carryOut(moment, callId, effect)
  if (isOccasion(next.to)) moment.occasion(callId, next.to)
  return true
}

function isOccasion(state: string): state is Occasion {
  return OCCASIONS.some((occasion) => occasion === state)
}

function carryOut(moment: Moment, callId: string, effect: CallEffect): void {
  switch (effect.do) {
    case 'notify':
      return tellOfCall(moment, callId, effect.change, effect.members)
    case 'media':
      return setMedia(moment, callId, effect.state)
    case 'presence':
      return changePresence(moment, callId, effect.did)
    case 'later':
      return setTimer(moment, callId, 'state', {
        after: effect.after,
        happening: { type: 'callEvent', event: effect.event },
      })
    case 'keepAlive':
      return keepAlive(moment, callId)
    case 'cancelOperations':
      cancelOperations(moment, callId)
      return failOpenOperations(moment, callId)
    case 'clearTimers': {
      const call = moment.tx.get('calls', callId)
      return call && clearTimers(moment, call)
    }
    case 'writeRecord':
      return promiseRecord(moment, callId)
  }
}

/** Tells the app how its call stands now. Each notice is a new version of the call. */
export function tellOfCall(
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

/** Everybody concerned comes in, goes out, or is put on hold and taken back. */
function changePresence(moment: Moment, callId: string, did: PresenceChange): void {
  const { participants, history, kind } = moment.tx.require('calls', callId)
  const { isConcerned, presence } = PRESENCE[did]
  const concerned = participants.filter((participant) => isConcerned(participant, kind))
  moment.tx.update('calls', callId, (call) => {
    // Spreading would leave room for sixteen more in V8, in every call that is kept.
    call.history = history.concat(concerned.map(({ id }) => ({ at: moment.now, did, participantId: id })))
    if (!presence) return
    call.participants = participants.map((one) => (concerned.includes(one) ? { ...one, presence } : one))
  })
  if (presence && kind !== 'peerToPeer') for (const { id } of concerned) moment.rosterChanged(callId, id)
}

type PresenceChange = 'joined' | 'left' | 'held' | 'resumed'
interface PresenceRule {
  readonly isConcerned: (participant: ParticipantRow, kind: CallRow['kind']) => boolean
  readonly presence?: ParticipantRow['presence']
}

/**
 * When the call comes up, both are in; in a group those who are there with the app: others come one by one. Who hears
 * hold music is not taken back with the call.
 */
const PRESENCE: Readonly<Record<PresenceChange, PresenceRule>> = {
  joined: {
    isConcerned: ({ self, presence }, kind) => kind === 'peerToPeer' || self || presence === 'calling',
    presence: 'in',
  },
  left: { isConcerned: ({ presence }) => presence === 'in', presence: 'left' },
  held: { isConcerned: ({ self }) => !self },
  resumed: { isConcerned: ({ self, isOnHold }) => !self && !isOnHold },
}
