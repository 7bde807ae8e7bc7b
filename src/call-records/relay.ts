import type { CallHistory, RecordedParticipant } from '../store/call-record-row.ts'
import type { HistoryEntry, Modality } from '../store/call-row.ts'
import { heldIdentity, phoneNumber } from './identity.ts'

/** Stands for the service that everybody in a group call is connected to, where history names participants. */
export const SERVICE = 'service'

type Change = Extract<HistoryEntry, { did: 'modalities' }>

/**
 * Tells what the service sends to a participant of a group call, as if it were a participant itself: what any of the
 * others who are in has on. An application gets only what it asked for itself.
 */
export function createRelay(call: CallHistory): (participant: RecordedParticipant) => readonly Change[] {
  const changes = call.history.filter((entry): entry is Change => entry.did === 'modalities')
  if (changes.every(({ modalities }) => modalities.every((modality) => modality === 'audio'))) return () => []
  const moments = toMoments(call)
  return ({ id, identity }) => {
    const asked = changes
      .filter(({ participantId = id }) => participantId === id)
      .flatMap(({ modalities }) => modalities)
    const isApplication = heldIdentity(identity)?.kind === 'application'
    const sent: Change[] = []
    for (const { at, senders } of moments) {
      const modalities = RELAYED.filter(
        (modality) => (!isApplication || asked.includes(modality)) && senders[modality].some((sender) => sender !== id),
      )
      if (sent.at(-1)?.modalities.join() !== modalities.join()) {
        sent.push({ at, did: 'modalities', participantId: SERVICE, modalities })
      }
    }
    return sent
  }
}

/** What is heard is always relayed. */
const RELAYED = ['video', 'videoBasedScreenSharing', 'data'] as const satisfies readonly Modality[]

/** An instant from which on others send something. */
interface Moment {
  readonly at: number
  /** Two at most: who else sends it makes no difference to anybody. */
  readonly senders: Readonly<Record<(typeof RELAYED)[number], readonly string[]>>
}

function toMoments({ participants, history }: CallHistory): Moment[] {
  const phones = new Set(participants.filter(({ identity }) => phoneNumber(identity)).map(({ id }) => id))
  const inside = new Set<string>()
  const own = new Map<string, readonly Modality[]>()
  let common: readonly Modality[] = []
  const sendersOf = (modality: Modality) =>
    [...inside].filter((id) => !phones.has(id) && (own.get(id) ?? common).includes(modality)).slice(0, 2)
  return history.flatMap((entry): Moment[] => {
    if (entry.did === 'joined') inside.add(entry.participantId)
    else if (entry.did === 'left') inside.delete(entry.participantId)
    else if (entry.did !== 'modalities') return []
    else if (entry.participantId === undefined) common = entry.modalities
    else own.set(entry.participantId, entry.modalities)
    const [video, videoBasedScreenSharing, data] = [
      sendersOf('video'),
      sendersOf('videoBasedScreenSharing'),
      sendersOf('data'),
    ]
    return [{ at: entry.at, senders: { video, videoBasedScreenSharing, data } }]
  })
}
