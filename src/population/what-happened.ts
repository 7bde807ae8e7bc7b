import { DEFAULT_PROFILE } from '../call-records/media/network-profiles.ts'
import type { CallHistory, RecordedHandover, RecordedParticipant } from '../call-records/rows.ts'
import { results } from '../calls/lifecycle/results.ts'
import type { HistoryEntry, Modality } from '../calls/rows.ts'
import { drawPercent, drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import type { PastCall } from './call.ts'

/**
 * Draws what happened in a call: the history that its record is made of, as if it had been a call of the emulator's own.
 * It is told from the side of the first of its people.
 */
export function drawHistory(call: PastCall, tenantId: string, random: Random): CallHistory {
  const { id, kind, endAt, phone, handover, failed } = call
  const isGroup = kind === 'groupCall' || kind === 'meeting'
  const beginning = drawBeginning(call, random)
  const entries = [
    ...beginning,
    ...(isGroup ? drawComings(call, beginning, random) : drawTalk(call, beginning, random)),
  ]
  return {
    callId: id,
    kind: isGroup ? 'group' : 'peerToPeer',
    direction: phone?.outbound === false ? 'incoming' : 'outgoing',
    participants: toParticipants(call),
    history: entries.sort((one, other) => one.at - other.at),
    endedAt: endAt,
    resultInfo: failed ? results.mediaLost : isGroup ? results.everybodyLeft : results.hungUp,
    ...(handover && { handover: toRecorded(handover) }),
    ...(kind === 'meeting' && { joinWebUrl: drawJoinWebUrl(call, tenantId, random) }),
  }
}

function toRecorded({ to: _, ...handover }: NonNullable<PastCall['handover']>): RecordedHandover {
  return handover
}

/** Phones come last, the one that was called for another after it. */
function toParticipants({ people, phone, handover }: PastCall): RecordedParticipant[] {
  const phones = [phone, handover?.to].flatMap((one) => (one ? [{ phone: { id: one.number } }] : []))
  return [...people.map(({ identity }) => identity), ...phones].map((identity, index) => ({
    id: legOf(index),
    identity,
    self: index === 0 && people.length > 0,
  }))
}

/** Participants go by their place in the call. */
function legOf(index: number): string {
  return String(index)
}

/** Before anybody answered: what was asked for, and what networks people had. */
function drawBeginning({ kind, startAt, people }: PastCall, random: Random): HistoryEntry[] {
  const at = startAt - random.int(2_000, 12_000)
  const modalities: Modality[] = drawPercent(random, VIDEO_PERCENT[kind]) ? ['audio', 'video'] : ['audio']
  return [
    { at, did: 'modalities', modalities },
    ...people.flatMap(({ office }, index): HistoryEntry[] => {
      const participantId = legOf(index)
      const profile = drawWeighted(random, office.networks)
      // In a crowd some keep their camera off.
      const ownCamera = people.length > 2 && drawPercent(random, 35)
      return [
        { at, did: 'network', participantId, profile },
        ...(ownCamera ? [{ at, did: 'modalities', participantId, modalities: ['audio'] } as const] : []),
      ]
    }),
  ]
}

const VIDEO_PERCENT = { peerToPeer: 40, groupCall: 50, meeting: 75, phone: 0 } as const

/** Two who talk with each other: both are there from beginning to end. */
function drawTalk(call: PastCall, beginning: readonly HistoryEntry[], random: Random): HistoryEntry[] {
  const { startAt, endAt, phone, failed } = call
  const legs = [legOf(0), legOf(1)]
  const isLong = endAt - startAt > LONG_MS
  const entries: HistoryEntry[] = []
  if (isLong && drawPercent(random, 10)) {
    const participantId = random.pick(legs)
    entries.push(
      { at: within(call, random.int(20, 40)), did: 'held', participantId },
      { at: within(call, random.int(45, 70)), did: 'resumed', participantId },
    )
  }
  if (isLong && !phone && drawPercent(random, 20)) {
    const modalities = modalitiesOf(beginning, undefined)
    const [from, until] = [within(call, random.int(15, 30)), within(call, random.int(60, 90))]
    const participantId = random.pick(legs)
    entries.push(
      { at: from, did: 'modalities', participantId, modalities: [...modalities, SHARING] },
      { at: until, did: 'modalities', participantId, modalities },
    )
  }
  if (failed) entries.push(breakdown(call, random.int(70, 98)))
  return [
    ...legs.map((participantId) => ({ at: startAt, did: 'joined', participantId }) as const),
    ...entries,
    ...legs.map((participantId) => ({ at: endAt, did: 'left', participantId }) as const),
  ]
}

/** Many who come and go. The first opens the call; one is there until the end: the first, unless it was lost. */
function drawComings(call: PastCall, beginning: readonly HistoryEntry[], random: Random): HistoryEntry[] {
  const { startAt, endAt, people, failed } = call
  const isLong = endAt - startAt > LONG_MS
  const last = failed ? 1 : 0
  const stays = people.flatMap((_, index): HistoryEntry[] => {
    const participantId = legOf(index)
    const stay = (percentIn: number, percentOut: number): HistoryEntry[] => [
      { at: within(call, percentIn), did: 'joined', participantId },
      { at: within(call, percentOut), did: 'left', participantId },
    ]
    const from = index === 0 ? 0 : random.int(0, 10)
    if (index === last) return stay(from, 100)
    const until = index === 0 || drawPercent(random, 15) ? random.int(55, 80) : random.int(90, 100)
    // Who was lost does not come back.
    if (failed && index === 0) return [...stay(from, until), breakdown(call, until - random.int(2, 10))]
    const interruptions = INTERRUPTED[networkOf(beginning, participantId)] ?? 4
    if (index === 0 || !isLong || !drawPercent(random, interruptions)) return stay(from, until)
    const gap = random.int(20, 40)
    return [...stay(from, gap), ...stay(gap + random.int(1, 4), until)]
  })
  if (!isLong || !drawPercent(random, 45)) return stays
  const participantId = legOf(last)
  const modalities = modalitiesOf(beginning, participantId)
  return [
    ...stays,
    { at: within(call, random.int(15, 30)), did: 'modalities', participantId, modalities: [...modalities, SHARING] },
    { at: within(call, random.int(60, 90)), did: 'modalities', participantId, modalities },
  ]
}

/** Enough time to be put on hold, to share a screen, to drop out and come back. */
const LONG_MS = 4 * MINUTE_MS
const SHARING = 'videoBasedScreenSharing' satisfies Modality

function within({ startAt, endAt }: PastCall, percent: number): number {
  return startAt + Math.floor(((endAt - startAt) * percent) / 100)
}

/** Before the first of a call's people is lost, so are packets. */
function breakdown(call: PastCall, percent: number): HistoryEntry {
  return { at: within(call, percent), did: 'network', participantId: legOf(0), profile: 'lossy' }
}

/** How many of a hundred, on networks that break down often, lose a long call and come back. */
const INTERRUPTED: Readonly<Record<string, number>> = { mobile: 8, weakWifi: 15, congestedWifi: 20, poorWifi: 30 }

function networkOf(entries: readonly HistoryEntry[], participantId: string): string {
  for (const entry of entries)
    if (entry.did === 'network' && entry.participantId === participantId) return entry.profile
  return DEFAULT_PROFILE
}

function modalitiesOf(entries: readonly HistoryEntry[], participantId: string | undefined): readonly Modality[] {
  const chosen = entries.findLast(
    (entry) => entry.did === 'modalities' && (entry.participantId ?? participantId) === participantId,
  )
  return chosen?.did === 'modalities' ? chosen.modalities : ['audio']
}

/** @see https://learn.microsoft.com/graph/api/resources/onlinemeeting (joinWebUrl) */
function drawJoinWebUrl({ people }: PastCall, tenantId: string, random: Random): string {
  const part = () => random.int(0x100_0000, 0x1ff_ffff).toString(16).slice(1)
  const thread = part() + part() + part() + part() + part() + part()
  const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: people[0]?.id }))
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=${context}`
}
