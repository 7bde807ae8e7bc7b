import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import type { Interval } from './attendance-intervals.ts'

/** The state of the legs of one or two participants. */
interface LegState {
  /** The modalities that any of the participants sends. */
  readonly modalities: readonly Modality[]
  /** The modalities that each participant sends. */
  readonly sent: Readonly<Record<string, readonly Modality[]>>
  /** The modalities of the call, which apply to participants without their own. */
  readonly common: readonly Modality[]
  readonly own: Readonly<Record<string, readonly Modality[]>>
  /** The participants on hold. */
  readonly held: readonly string[]
  /** The name of each participant's network profile, where known. */
  readonly profiles: Readonly<Record<string, string>>
}

/** A time during which the state of the legs does not change: one segment of a session. */
export interface SteadyInterval extends Interval, LegState {}

/**
 * Splits an interval wherever the state of the legs changes: a hold, the network, the modalities. Several changes at the
 * same time split it once. The result has at least one interval.
 */
export function toSteadyIntervals(
  history: readonly HistoryEntry[],
  { from, until }: Interval,
  participantIds: readonly string[],
): SteadyInterval[] {
  let state = withSent({ modalities: [], sent: {}, common: ['audio'], own: {}, held: [], profiles: {} }, participantIds)
  let current: SteadyInterval = { from, until, ...state }
  const intervals: SteadyInterval[] = []
  for (const entry of history) {
    if (entry.at > from && entry.at >= until) break
    const changed = applyEntry(state, entry, participantIds)
    if (changed === state) continue
    state = changed
    if (entry.at > current.from) append(intervals, { ...current, until: entry.at })
    current = { from: Math.max(entry.at, from), until, ...state }
  }
  return append(intervals, current)
}

/** All modalities of the intervals, in Graph's order. */
export function unionOfModalities(intervals: readonly { readonly modalities: readonly Modality[] }[]): Modality[] {
  return MODALITIES.filter((modality) => intervals.some(({ modalities }) => modalities.includes(modality)))
}

/** In Graph's order. */
export const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const satisfies readonly Modality[]

function applyEntry(state: LegState, entry: HistoryEntry, participantIds: readonly string[]): LegState {
  if (entry.did === 'modalities') return applyModalities(state, entry, participantIds)
  const id = entry.participantId
  if (!participantIds.includes(id)) return state
  switch (entry.did) {
    case 'held':
      return { ...state, held: [...state.held.filter((other) => other !== id), id].sort() }
    case 'resumed':
    case 'left':
      return { ...state, held: state.held.filter((other) => other !== id) }
    case 'network':
      return { ...state, profiles: { ...state.profiles, [id]: entry.profile } }
    default:
      return state
  }
}

function applyModalities(
  state: LegState,
  { participantId, modalities }: Extract<HistoryEntry, { did: 'modalities' }>,
  participantIds: readonly string[],
): LegState {
  if (participantId === undefined) return withSent({ ...state, common: modalities }, participantIds)
  if (!participantIds.includes(participantId)) return state
  return withSent({ ...state, own: { ...state.own, [participantId]: modalities } }, participantIds)
}

/** Derives what each participant sends. Audio is always sent, in addition to the other modalities. */
function withSent(state: LegState, participantIds: readonly string[]): LegState {
  const { common, own } = state
  const each = participantIds.map((id) => ({ id, modalities: inOrder(['audio', ...(own[id] ?? common)]) }))
  return {
    ...state,
    modalities: unionOfModalities(each),
    sent: Object.fromEntries(each.map(({ id, modalities }) => [id, modalities])),
  }
}

function inOrder(modalities: readonly Modality[]): Modality[] {
  return unionOfModalities([{ modalities }])
}

/** Appends an interval, or extends the last one if the state is the same. */
function append(intervals: SteadyInterval[], interval: SteadyInterval): SteadyInterval[] {
  const last = intervals.at(-1)
  if (last && isSameState(last, interval)) intervals[intervals.length - 1] = { ...last, until: interval.until }
  else intervals.push(interval)
  return intervals
}

function isSameState(one: LegState, other: LegState): boolean {
  const ids = Object.keys({ ...one.profiles, ...other.profiles })
  return (
    Object.keys(one.sent).every((id) => one.sent[id]?.join() === other.sent[id]?.join()) &&
    one.held.join() === other.held.join() &&
    ids.every((id) => one.profiles[id] === other.profiles[id])
  )
}
