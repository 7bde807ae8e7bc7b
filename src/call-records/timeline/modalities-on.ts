import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { CallHistory } from '../rows.ts'
import { type Span, toSpan, toStays } from './stays.ts'
import { MODALITIES } from './stretches.ts'

type Change = Extract<HistoryEntry, { did: 'modalities' }>

/**
 * All modalities that were on in a call, in Graph's order: those of all its sessions, found without one of them. A call is
 * heard, whatever else is on; phones only hear.
 */
export function modalitiesOn(call: CallHistory): Modality[] {
  const changes = call.history.filter((entry): entry is Change => entry.did === 'modalities')
  if (changes.every(({ modalities }) => modalities.every((modality) => modality === 'audio'))) return ['audio']
  const on = new Set<Modality>(['audio'])
  for (const presence of presencesIn(call)) addModalities(on, changes, presence)
  return MODALITIES.filter((modality) => on.has(modality))
}

interface Presence extends Span {
  readonly participantId: string
}

/** When there was somebody who could see: of two, both for as long as the call; of several, each while they were in. */
function presencesIn(call: CallHistory): Presence[] {
  const stays = toStays(call)
  const phones = call.participants.filter(({ identity }) => phoneNumber(identity) !== undefined).map(({ id }) => id)
  if (call.kind === 'group') return stays.filter(({ participantId }) => !phones.includes(participantId))
  const span = toSpan(call, stays)
  return phones.length > 0 ? [] : call.participants.map(({ id }) => ({ participantId: id, ...span }))
}

/** What is chosen for a participant alone outweighs what is chosen for all. Of what happens at one instant the last counts. */
function addModalities(on: Set<Modality>, changes: readonly Change[], { participantId, from, until }: Presence): void {
  let common: readonly Modality[] = []
  let own: readonly Modality[] | undefined
  let at = from
  const addCurrent = () => {
    for (const modality of own ?? common) on.add(modality)
  }
  for (const change of changes) {
    if (change.at > from && change.at >= until) break
    if (change.at > at) {
      addCurrent()
      at = change.at
    }
    if (change.participantId === participantId) own = change.modalities
    else if (change.participantId === undefined) common = change.modalities
  }
  addCurrent()
}
