import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import type { Span } from './stays.ts'

/** How things stood for the participants concerned. */
interface Circumstances {
  /** What was on for any of them. */
  readonly modalities: readonly Modality[]
  /** What each of them sent. */
  readonly sent: Readonly<Record<string, readonly Modality[]>>
  /** What was on for everybody who had not chosen something else, and for those who had. */
  readonly common: readonly Modality[]
  readonly own: Readonly<Record<string, readonly Modality[]>>
  /** Who was on hold. */
  readonly held: readonly string[]
  /** The name of the network profile of each participant whose network is known. */
  readonly profiles: Readonly<Record<string, string>>
}

/** A time in which nothing changed for the participants concerned. */
export interface Stretch extends Span, Circumstances {}

/**
 * Cuts a span wherever something changed for the participants concerned: somebody was put on hold or taken back, the
 * network or what one of them sent changed. What happens at one instant makes one cut; there is always at least one stretch.
 */
export function toStretches(
  history: readonly HistoryEntry[],
  { from, until }: Span,
  concerned: readonly string[],
): Stretch[] {
  let circumstances = withSent(
    { modalities: [], sent: {}, common: ['audio'], own: {}, held: [], profiles: {} },
    concerned,
  )
  let begun: Stretch = { from, until, ...circumstances }
  const stretches: Stretch[] = []
  for (const entry of history) {
    if (entry.at > from && entry.at >= until) break
    const changed = afterEntry(circumstances, entry, concerned)
    if (changed === circumstances) continue
    circumstances = changed
    if (entry.at > begun.from) add(stretches, { ...begun, until: entry.at })
    begun = { from: Math.max(entry.at, from), until, ...circumstances }
  }
  return add(stretches, begun)
}

/** All modalities that were on at some time, in Graph's order. */
export function unionOfModalities(stretches: readonly { readonly modalities: readonly Modality[] }[]): Modality[] {
  return MODALITIES.filter((modality) => stretches.some(({ modalities }) => modalities.includes(modality)))
}

/** In Graph's order. */
export const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const satisfies readonly Modality[]

function afterEntry(before: Circumstances, entry: HistoryEntry, concerned: readonly string[]): Circumstances {
  if (entry.did === 'modalities') return withModalities(before, entry, concerned)
  const id = entry.participantId
  if (!concerned.includes(id)) return before
  switch (entry.did) {
    case 'held':
      return { ...before, held: [...before.held.filter((other) => other !== id), id].sort() }
    case 'resumed':
    case 'left':
      return { ...before, held: before.held.filter((other) => other !== id) }
    case 'network':
      return { ...before, profiles: { ...before.profiles, [id]: entry.profile } }
    default:
      return before
  }
}

/** A call is heard, whatever else is on. */
function withModalities(
  before: Circumstances,
  { participantId, modalities }: Extract<HistoryEntry, { did: 'modalities' }>,
  concerned: readonly string[],
): Circumstances {
  if (participantId === undefined) return withSent({ ...before, common: modalities }, concerned)
  if (!concerned.includes(participantId)) return before
  return withSent({ ...before, own: { ...before.own, [participantId]: modalities } }, concerned)
}

function withSent(changed: Circumstances, concerned: readonly string[]): Circumstances {
  const { common, own } = changed
  const each = concerned.map((id) => ({ id, modalities: inOrder(['audio', ...(own[id] ?? common)]) }))
  return {
    ...changed,
    modalities: unionOfModalities(each),
    sent: Object.fromEntries(each.map(({ id, modalities }) => [id, modalities])),
  }
}

function inOrder(modalities: readonly Modality[]): Modality[] {
  return unionOfModalities([{ modalities }])
}

/** Adds a stretch at the end; one under the same circumstances as the last prolongs it. */
function add(stretches: Stretch[], stretch: Stretch): Stretch[] {
  const last = stretches.at(-1)
  if (last && isSame(last, stretch)) stretches[stretches.length - 1] = { ...last, until: stretch.until }
  else stretches.push(stretch)
  return stretches
}

function isSame(one: Circumstances, other: Circumstances): boolean {
  const names = Object.keys({ ...one.profiles, ...other.profiles })
  return (
    Object.keys(one.sent).every((id) => one.sent[id]?.join() === other.sent[id]?.join()) &&
    one.held.join() === other.held.join() &&
    names.every((name) => one.profiles[name] === other.profiles[name])
  )
}
