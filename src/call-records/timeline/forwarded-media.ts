import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'
import { isApplication } from './participants.ts'

/** The id in history entries of the conferencing service, which all participants of a group call connect to. */
export const SERVICE = 'service'

type ModalitiesEntry = Extract<HistoryEntry, { did: 'modalities' }>

/**
 * Determines what the service forwards to each participant of a group call, as history entries of the service: the
 * modalities that at least one other participant sends. An application receives only modalities that it requested.
 */
export function createForwarding(call: CallHistory): (participant: RecordedParticipant) => readonly ModalitiesEntry[] {
  const entries = call.history.filter((entry): entry is ModalitiesEntry => entry.did === 'modalities')
  const forwarded = new Set(entries.flatMap(({ modalities }) => modalities).filter((modality) => modality !== 'audio'))
  if (forwarded.size === 0) return () => []
  const changes = toSenderChanges(call, forwarded)
  return (participant) => {
    const { id } = participant
    const wanted = isApplication(participant) ? requestedModalities(entries, id) : forwarded
    const received: ModalitiesEntry[] = []
    for (const { at, flows } of changes) {
      const fromOthers = flows.filter(({ modality, onlySender }) => wanted.has(modality) && onlySender !== id)
      const modalities = fromOthers.map(({ modality }) => modality)
      if (received.at(-1)?.modalities.join() === modalities.join()) continue
      received.push({ at, did: 'modalities', participantId: SERVICE, modalities })
    }
    return received
  }
}

/** All modalities that a participant has had at any time. */
function requestedModalities(entries: readonly ModalitiesEntry[], id: string): ReadonlySet<Modality> {
  const own = entries.filter(({ participantId = id }) => participantId === id)
  return new Set(own.flatMap(({ modalities }) => modalities))
}

/** A change of what participants send. */
interface SenderChange {
  readonly at: number
  readonly flows: readonly Flow[]
}

interface Flow {
  readonly modality: Modality
  /** The sender, if there is only one: the service does not send the modality back to this participant. */
  readonly onlySender: string | undefined
}

function toSenderChanges({ participants, history }: CallHistory, forwarded: ReadonlySet<Modality>): SenderChange[] {
  const phones = new Set(participants.filter(({ identity }) => phoneNumber(identity)).map(({ id }) => id))
  const connected = new Set<string>()
  const own = new Map<string, readonly Modality[]>()
  let common: readonly Modality[] = []
  const toFlow = (modality: Modality): Flow[] => {
    const senders = [...connected].filter((id) => (own.get(id) ?? common).includes(modality))
    return senders.length === 0 ? [] : [{ modality, onlySender: senders.length === 1 ? senders[0] : undefined }]
  }
  const changes: SenderChange[] = []
  let last: string | undefined
  for (const entry of history) {
    if (entry.did === 'joined' && !phones.has(entry.participantId)) connected.add(entry.participantId)
    else if (entry.did === 'left') connected.delete(entry.participantId)
    else if (entry.did !== 'modalities') continue
    else if (entry.participantId === undefined) common = entry.modalities
    else own.set(entry.participantId, entry.modalities)
    const flows = [...forwarded].flatMap(toFlow)
    const text = JSON.stringify(flows)
    if (text !== last) changes.push({ at: entry.at, flows })
    last = text
  }
  return changes
}
