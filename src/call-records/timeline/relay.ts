import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber, soleIdentity } from '../../directory/identity-set.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'

/** Stands for the service that everybody in a group call is connected to, where history names participants. */
export const SERVICE = 'service'

type Change = Extract<HistoryEntry, { did: 'modalities' }>

/**
 * Tells what the service sends to a participant of a group call, as if it were a participant itself: what any of the
 * others who are in has on. An application gets only what it asked for itself.
 */
export function createRelay(call: CallHistory): (participant: RecordedParticipant) => readonly Change[] {
  const changes = call.history.filter((entry): entry is Change => entry.did === 'modalities')
  const relayed = new Set(changes.flatMap(({ modalities }) => modalities).filter((modality) => modality !== 'audio'))
  if (relayed.size === 0) return () => []
  const moments = toMoments(call, relayed)
  return ({ id, identity }) => {
    const isApplication = soleIdentity(identity)?.kind === 'application'
    const asked = isApplication ? toAsked(changes, id) : relayed
    const sent: Change[] = []
    for (const { at, flows } of moments) {
      const others = flows.filter(({ modality, onlyFrom }) => asked.has(modality) && onlyFrom !== id)
      const modalities = others.map(({ modality }) => modality)
      if (sent.at(-1)?.modalities.join() === modalities.join()) continue
      sent.push({ at, did: 'modalities', participantId: SERVICE, modalities })
    }
    return sent
  }
}

/** What was ever on for a participant. */
function toAsked(changes: readonly Change[], id: string): ReadonlySet<Modality> {
  const own = changes.filter(({ participantId = id }) => participantId === id)
  return new Set(own.flatMap(({ modalities }) => modalities))
}

/** An instant from which on other things are sent. */
interface CallRecordContext {
  readonly at: number
  readonly flows: readonly Flow[]
}

interface Flow {
  readonly modality: Modality
  /** Who sends it, if it is one alone: who does not see it. */
  readonly onlyFrom: string | undefined
}

function toMoments({ participants, history }: CallHistory, relayed: ReadonlySet<Modality>): CallRecordContext[] {
  const phones = new Set(participants.filter(({ identity }) => phoneNumber(identity)).map(({ id }) => id))
  const inside = new Set<string>()
  const own = new Map<string, readonly Modality[]>()
  let common: readonly Modality[] = []
  const toFlow = (modality: Modality): Flow[] => {
    let onlyFrom: string | undefined
    for (const id of inside) {
      if (!(own.get(id) ?? common).includes(modality)) continue
      if (onlyFrom !== undefined) return [{ modality, onlyFrom: undefined }]
      onlyFrom = id
    }
    return onlyFrom === undefined ? [] : [{ modality, onlyFrom }]
  }
  const moments: CallRecordContext[] = []
  let known: string | undefined
  for (const entry of history) {
    if (entry.did === 'joined' && !phones.has(entry.participantId)) inside.add(entry.participantId)
    else if (entry.did === 'left') inside.delete(entry.participantId)
    else if (entry.did !== 'modalities') continue
    else if (entry.participantId === undefined) common = entry.modalities
    else own.set(entry.participantId, entry.modalities)
    const flows = [...relayed].flatMap(toFlow)
    const text = JSON.stringify(flows)
    if (text !== known) moments.push({ at: entry.at, flows })
    known = text
  }
  return moments
}
