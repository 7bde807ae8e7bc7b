import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'
import type { Interval } from '../timeline/attendance-intervals.ts'
import { createForwarding, SERVICE } from '../timeline/forwarded-media.ts'
import { toPeerToPeerLegs } from '../timeline/peer-to-peer-legs.ts'
import { type SteadyInterval, toSteadyIntervals } from '../timeline/steady-intervals.ts'
import { toFailureInfo } from './failure-info.ts'
import { toVisits } from './visits.ts'

/** A session as it follows from the call's history, before anything is drawn. */
export interface SessionPlan {
  /** Also the id of the first segment. `undefined` if it has to be drawn. */
  readonly id: string | undefined
  /** When the session was connected, in order of time. */
  readonly intervals: readonly [Interval, ...Interval[]]
  /** `undefined` for the conferencing service. */
  readonly caller: RecordedParticipant | undefined
  /** `undefined` for the conferencing service. */
  readonly callee: RecordedParticipant | undefined
  /** The history of the call, including what the service sent, under the id {@link SERVICE}. */
  readonly history: readonly HistoryEntry[]
  readonly failureInfo: JsonObject | null
}

/**
 * Plans the sessions of a call. A peer-to-peer call has one session between its two participants, whose id is that of
 * the record, and another one after a transfer. A group call has a session for each time that a participant was connected to the service.
 */
export function toSessionPlans(recordId: string, call: CallHistory): SessionPlan[] {
  return call.kind === 'peerToPeer' ? planPeerToPeer(recordId, call) : planGroup(call)
}

type Connection = Pick<SessionPlan, 'caller' | 'callee' | 'intervals' | 'history'>

/** Splits a session wherever the state of its legs changes. Phones have audio only, whatever the call has. */
export function steadyIntervalsOf({ caller, callee, intervals, history }: Connection): SteadyInterval[] {
  const ends = [caller, callee]
  const hasPhone = ends.some((end) => end !== undefined && phoneNumber(end.identity) !== undefined)
  const relevant = hasPhone ? withAudioOnly(history) : history
  return intervals.flatMap((interval) => toSteadyIntervals(relevant, interval, ends.map(historyId)))
}

/** The id of an end in history entries. */
export function historyId(end: RecordedParticipant | undefined): string {
  return end?.id ?? SERVICE
}

function withAudioOnly(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.map((entry) => (entry.did === 'modalities' ? { ...entry, modalities: AUDIO } : entry))
}

const AUDIO = ['audio'] as const satisfies readonly Modality[]

/** The result of the call is that of the leg to the app, or of the only one. */
function planPeerToPeer(id: string, call: CallHistory): SessionPlan[] {
  const { history, resultInfo } = call
  return toPeerToPeerLegs(call).map(({ caller, callee, from, until }, index) => ({
    id: index === 0 ? id : undefined,
    intervals: [{ from, until }],
    caller,
    callee,
    history,
    failureInfo: index === 0 ? toFailureInfo(resultInfo) : null,
  }))
}

/** All participants connect to the service. Only the app's own leg has a known result. */
function planGroup(call: CallHistory): SessionPlan[] {
  const { participants, history, resultInfo } = call
  const visits = toVisits(call)
  const forwardedTo = createForwarding(call)
  return visits.map(({ participantId, intervals }, index) => {
    const caller = participants.find(({ id }) => id === participantId)
    const next = visits.find((later, position) => position > index && later.participantId === participantId)
    const whole = caller ? mergeByTime(history, forwardedTo(caller)) : history
    return {
      id: undefined,
      intervals,
      caller,
      callee: undefined,
      history: next ? whole.filter(({ at }) => at < next.intervals[0].from) : whole,
      failureInfo: caller?.self && !next ? toFailureInfo(resultInfo) : null,
    }
  })
}

function mergeByTime(history: readonly HistoryEntry[], forwarded: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return forwarded.length === 0 ? history : [...history, ...forwarded].sort((one, other) => one.at - other.at)
}
