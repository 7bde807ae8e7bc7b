import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'
import { toCaller } from '../timeline/participants.ts'
import { createRelay, SERVICE } from '../timeline/relay.ts'
import { type Span, type Stay, toSpan, toStays } from '../timeline/stays.ts'
import { type Stretch, toStretches } from '../timeline/stretches.ts'
import { toFailureInfo } from './failure-info.ts'

/** A session as it follows from the history, before anything is drawn. */
export interface SessionPlan {
  /** Also the id of the first segment; drawn when there is none. */
  readonly id: string | undefined
  /** When it was connected, in order of time. */
  readonly spans: readonly [Span, ...Span[]]
  /** Who called, and who answered. Without a participant, an end is the service. */
  readonly caller: RecordedParticipant | undefined
  readonly callee: RecordedParticipant | undefined
  /** What happened, and of a service's end what it sent, under the id {@link SERVICE}. */
  readonly history: readonly HistoryEntry[]
  readonly failureInfo: JsonObject | null
}

/**
 * The sessions of a call: one between two ends in a peer-to-peer call, whose id is then the record's; one for each
 * time that a participant was in a group call.
 */
export function toSessionPlans(recordId: string, call: CallHistory): SessionPlan[] {
  return call.kind === 'peerToPeer' ? [peerToPeerPlan(recordId, call)] : groupPlans(call)
}

/** The times in which nothing changed. Phones only hear, whatever else is on. */
export function stretchesOf({ caller, callee, spans, history }: Omit<SessionPlan, 'id' | 'failureInfo'>): Stretch[] {
  const ends = [caller, callee]
  const isPhone = ends.some((end) => end !== undefined && phoneNumber(end.identity) !== undefined)
  const heard = isPhone ? withoutPictures(history) : history
  return spans.flatMap((span) => toStretches(heard, span, ends.map(legOf)))
}

/** By whose id history tells of an end. */
export function legOf(end: RecordedParticipant | undefined): string {
  return end?.id ?? SERVICE
}

function withoutPictures(history: readonly HistoryEntry[]): HistoryEntry[] {
  return history.map((entry) => (entry.did === 'modalities' ? { ...entry, modalities: AUDIO } : entry))
}

const AUDIO = ['audio'] as const satisfies readonly Modality[]

function peerToPeerPlan(id: string, call: CallHistory): SessionPlan {
  const caller = toCaller(call)
  const callee = call.participants.find((participant) => participant !== caller)
  const { history, resultInfo } = call
  return { id, spans: [toSpan(call, toStays(call))], caller, callee, history, failureInfo: toFailureInfo(resultInfo) }
}

/** Everybody is connected to the service. Of the app's own leg alone is it known whether it failed. */
function groupPlans(call: CallHistory): SessionPlan[] {
  const { participants, history, resultInfo } = call
  const visits = toVisits(call)
  const relayedTo = createRelay(call)
  return visits.map(({ participantId, spans }, index) => {
    const caller = participants.find(({ id }) => id === participantId)
    const next = visits.find((later, position) => position > index && later.participantId === participantId)
    const whole = caller ? withRelayed(history, relayedTo(caller)) : history
    return {
      id: undefined,
      spans,
      caller,
      callee: undefined,
      history: next ? whole.filter(({ at }) => at < next.spans[0].from) : whole,
      failureInfo: caller?.self && !next ? toFailureInfo(resultInfo) : null,
    }
  })
}

function withRelayed(history: readonly HistoryEntry[], relayed: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return relayed.length === 0 ? history : [...history, ...relayed].sort((one, other) => one.at - other.at)
}

/** Who is back within this time has reconnected: the same session goes on, in a segment of its own. */
export const RECONNECT_LIMIT_MS = 10_000

interface Visit {
  readonly participantId: string
  readonly spans: readonly [Stay, ...Stay[]]
}

/** Stays, those between which somebody reconnected together. A phone that comes back was called, or called, anew. */
function toVisits(call: CallHistory): Visit[] {
  const phones = new Set(call.participants.filter(({ identity }) => phoneNumber(identity)).map(({ id }) => id))
  const visits: Visit[] = []
  const latest = new Map<string, number>()
  for (const stay of toStays(call)) {
    const { participantId } = stay
    const index = latest.get(participantId)
    const before = index === undefined ? undefined : visits[index]
    const left = before?.spans.at(-1)?.until
    if (before && index !== undefined && left !== undefined && !phones.has(participantId) && isGap(left, stay.from)) {
      visits[index] = { participantId, spans: [...before.spans, stay] }
    } else {
      latest.set(participantId, visits.length)
      visits.push({ participantId, spans: [stay] })
    }
  }
  return visits
}

function isGap(left: number, back: number): boolean {
  return back - left <= RECONNECT_LIMIT_MS
}
