import type { CallHistory, RecordedHandover, RecordedParticipant } from '../call-records/rows.ts'
import { results } from '../calls/lifecycle/results.ts'
import type { HistoryEntry, Modality } from '../calls/rows.ts'
import { drawPercent, drawWeighted } from '../engine/chance/draw.ts'
import type { Random } from '../engine/chance/random.ts'
import type { GeneratedCall } from './generate-call.ts'
import { generateGroupEntries, generateTwoPartyEntries, participantId } from './generate-entries.ts'

/** Generates the history of a call, which its record is built from just like the record of an emulated call. */
export function generateHistory(call: GeneratedCall, tenantId: string, random: Random): CallHistory {
  const { id, kind, endAt, phone, handover, failed } = call
  const isGroup = kind === 'groupCall' || kind === 'meeting'
  const setup = generateSetup(call, random)
  const generateEntries = isGroup ? generateGroupEntries : generateTwoPartyEntries
  const entries = [...setup, ...generateEntries(call, setup, random)]
  return {
    callId: id,
    kind: isGroup ? 'group' : 'peerToPeer',
    direction: phone?.outbound === false ? 'incoming' : 'outgoing',
    participants: toParticipants(call),
    history: entries.sort((one, other) => one.at - other.at),
    endedAt: endAt,
    resultInfo: failed ? results.mediaLost : isGroup ? results.everybodyLeft : results.hungUp,
    ...(handover && { handover: toRecordedHandover(handover) }),
    ...(kind === 'meeting' && { joinWebUrl: drawJoinWebUrl(call, tenantId, random) }),
  }
}

function toRecordedHandover({ to: _, ...handover }: NonNullable<GeneratedCall['handover']>): RecordedHandover {
  return handover
}

/** Phones come after users. The phone that a call was handed over to comes last. */
function toParticipants({ people, phone, handover }: GeneratedCall): RecordedParticipant[] {
  const phones = [phone, handover?.to].flatMap((one) => (one ? [{ phone: { id: one.number } }] : []))
  return [...people.map(({ identity }) => identity), ...phones].map((identity, index) => ({
    id: participantId(index),
    identity,
    self: index === 0 && people.length > 0,
  }))
}

/** The entries before anyone answers: requested modalities, and everyone's network. */
function generateSetup({ kind, startAt, people }: GeneratedCall, random: Random): HistoryEntry[] {
  const at = startAt - random.int(2_000, 12_000)
  const modalities: Modality[] = drawPercent(random, VIDEO_PERCENT[kind]) ? ['audio', 'video'] : ['audio']
  return [
    { at, did: 'modalities', modalities },
    ...people.flatMap(({ office }, index): HistoryEntry[] => {
      const id = participantId(index)
      const profile = drawWeighted(random, office.networks)
      // In larger calls some people keep their camera off.
      const isCameraOff = people.length > 2 && drawPercent(random, 35)
      return [
        { at, did: 'network', participantId: id, profile },
        ...(isCameraOff ? [{ at, did: 'modalities', participantId: id, modalities: ['audio'] } as const] : []),
      ]
    }),
  ]
}

const VIDEO_PERCENT = { peerToPeer: 40, groupCall: 50, meeting: 75, phone: 0 } as const

/** @see https://learn.microsoft.com/graph/api/resources/onlinemeeting (joinWebUrl) */
function drawJoinWebUrl({ people }: GeneratedCall, tenantId: string, random: Random): string {
  const part = () => random.int(0x100_0000, 0x1ff_ffff).toString(16).slice(1)
  const thread = part() + part() + part() + part() + part() + part()
  const context = encodeURIComponent(JSON.stringify({ Tid: tenantId, Oid: people[0]?.id }))
  return `https://teams.microsoft.com/l/meetup-join/19%3ameeting_${thread}%40thread.v2/0?context=${context}`
}
