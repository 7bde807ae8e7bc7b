import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { CallHistory } from '../rows.ts'
import { type AttendanceInterval, toAttendanceIntervals, toCallInterval } from './attendance-intervals.ts'
import { MODALITIES } from './steady-intervals.ts'

type ModalitiesEntry = Extract<HistoryEntry, { did: 'modalities' }>

/**
 * All modalities of a call, in Graph's order. They equal the union of its sessions' modalities, but are computed without
 * building sessions, because lists need them for every record. Audio is always on, and phones have audio only.
 */
export function toCallModalities(call: CallHistory): Modality[] {
  const entries = call.history.filter((entry): entry is ModalitiesEntry => entry.did === 'modalities')
  if (entries.every(({ modalities }) => modalities.every((modality) => modality === 'audio'))) return ['audio']
  const used = new Set<Modality>(['audio'])
  for (const interval of visualIntervals(call)) addModalities(used, entries, interval)
  return MODALITIES.filter((modality) => used.has(modality))
}

/** When participants other than phones were connected. The two of a peer-to-peer call count for the whole call. */
function visualIntervals(call: CallHistory): AttendanceInterval[] {
  const attendance = toAttendanceIntervals(call)
  const phones = call.participants.filter(({ identity }) => phoneNumber(identity) !== undefined).map(({ id }) => id)
  if (call.kind === 'group') return attendance.filter(({ participantId }) => !phones.includes(participantId))
  const interval = toCallInterval(call, attendance)
  return phones.length > 0 ? [] : call.participants.map(({ id }) => ({ participantId: id, ...interval }))
}

/** A participant's own modalities override those of the call. Of several changes at the same time, the last one counts. */
function addModalities(
  used: Set<Modality>,
  entries: readonly ModalitiesEntry[],
  { participantId, from, until }: AttendanceInterval,
): void {
  let common: readonly Modality[] = []
  let own: readonly Modality[] | undefined
  let at = from
  const addCurrent = () => {
    for (const modality of own ?? common) used.add(modality)
  }
  for (const entry of entries) {
    if (entry.at > from && entry.at >= until) break
    if (entry.at > at) {
      addCurrent()
      at = entry.at
    }
    if (entry.participantId === participantId) own = entry.modalities
    else if (entry.participantId === undefined) common = entry.modalities
  }
  addCurrent()
}
