import type { HistoryEntry, Modality } from '../calls/rows.ts'
import { DEFAULT_NETWORK_PROFILE } from '../calls/steps.ts'
import { drawPercent } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import { MINUTE_MS } from '../engine/time/units.ts'
import type { GeneratedCall } from './generate-call.ts'

/** The participant id of the person or phone at a place in the call. */
export function participantId(index: number): string {
  return String(index)
}

/** Generates the entries of a call between two participants, who are both connected for the whole call. */
export function generateTwoPartyEntries(
  call: GeneratedCall,
  setup: readonly HistoryEntry[],
  random: Random,
): HistoryEntry[] {
  const { startAt, endAt, phone, failed } = call
  const ids = [participantId(0), participantId(1)]
  const isLong = endAt - startAt > LONG_MS
  const entries: HistoryEntry[] = []
  if (isLong && drawPercent(random, 10)) {
    const id = random.pick(ids)
    entries.push(
      { at: timeAt(call, random.int(20, 40)), did: 'held', participantId: id },
      { at: timeAt(call, random.int(45, 70)), did: 'resumed', participantId: id },
    )
  }
  if (isLong && !phone && drawPercent(random, 20)) {
    const modalities = modalitiesOf(setup, undefined)
    const [from, until] = [timeAt(call, random.int(15, 30)), timeAt(call, random.int(60, 90))]
    const id = random.pick(ids)
    entries.push(
      { at: from, did: 'modalities', participantId: id, modalities: [...modalities, SCREEN_SHARING] },
      { at: until, did: 'modalities', participantId: id, modalities },
    )
  }
  if (failed) entries.push(packetLossAt(call, random.int(70, 98)))
  return [
    ...ids.map((id) => ({ at: startAt, did: 'joined', participantId: id }) as const),
    ...entries,
    ...ids.map((id) => ({ at: endAt, did: 'left', participantId: id }) as const),
  ]
}

/**
 * Generates the entries of a call in which participants come and go. The first one opens the call and stays until the
 * end; if the call fails for the first one, the second one stays instead.
 */
export function generateGroupEntries(
  call: GeneratedCall,
  setup: readonly HistoryEntry[],
  random: Random,
): HistoryEntry[] {
  const { startAt, endAt, people, failed } = call
  const isLong = endAt - startAt > LONG_MS
  const lastIndex = failed ? 1 : 0
  const attendance = people.flatMap((_, index): HistoryEntry[] => {
    const id = participantId(index)
    const attend = (fromPercent: number, untilPercent: number): HistoryEntry[] => [
      { at: timeAt(call, fromPercent), did: 'joined', participantId: id },
      { at: timeAt(call, untilPercent), did: 'left', participantId: id },
    ]
    const from = index === 0 ? 0 : random.int(0, 10)
    if (index === lastIndex) return attend(from, 100)
    const until = index === 0 || drawPercent(random, 15) ? random.int(55, 80) : random.int(90, 100)
    // A participant whose call failed does not come back.
    if (failed && index === 0) return [...attend(from, until), packetLossAt(call, until - random.int(2, 10))]
    const reconnectPercent = RECONNECT_PERCENT[profileOf(setup, id)] ?? 4
    if (index === 0 || !isLong || !drawPercent(random, reconnectPercent)) return attend(from, until)
    const disconnected = random.int(20, 40)
    return [...attend(from, disconnected), ...attend(disconnected + random.int(1, 4), until)]
  })
  if (!isLong || !drawPercent(random, 45)) return attendance
  const sharer = participantId(lastIndex)
  const modalities = modalitiesOf(setup, sharer)
  return [
    ...attendance,
    {
      at: timeAt(call, random.int(15, 30)),
      did: 'modalities',
      participantId: sharer,
      modalities: [...modalities, SCREEN_SHARING],
    },
    { at: timeAt(call, random.int(60, 90)), did: 'modalities', participantId: sharer, modalities },
  ]
}

/** Calls longer than this can have a hold, screen sharing or a reconnect. */
const LONG_MS = 4 * MINUTE_MS
const SCREEN_SHARING = 'videoBasedScreenSharing' satisfies Modality

function timeAt({ startAt, endAt }: GeneratedCall, percent: number): number {
  return startAt + Math.floor(((endAt - startAt) * percent) / 100)
}

/** The first participant's network loses packets before the call fails. */
function packetLossAt(call: GeneratedCall, percent: number): HistoryEntry {
  return { at: timeAt(call, percent), did: 'network', participantId: participantId(0), profile: 'lossy' }
}

/** On unreliable networks, the percentage of long calls in which a participant loses the connection and comes back. */
const RECONNECT_PERCENT: Readonly<Record<string, number>> = {
  mobile: 8,
  weakWifi: 15,
  congestedWifi: 20,
  poorWifi: 30,
}

function profileOf(entries: readonly HistoryEntry[], id: string): string {
  for (const entry of entries) if (entry.did === 'network' && entry.participantId === id) return entry.profile
  return DEFAULT_NETWORK_PROFILE
}

function modalitiesOf(entries: readonly HistoryEntry[], id: string | undefined): readonly Modality[] {
  const chosen = entries.findLast((entry) => entry.did === 'modalities' && (entry.participantId ?? id) === id)
  return chosen?.did === 'modalities' ? chosen.modalities : ['audio']
}
