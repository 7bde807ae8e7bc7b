import type { HistoryEntry, Modality } from '../../calls/rows.ts'
import { phoneNumber } from '../../directory/identity-set.ts'
import type { CallHistory } from '../rows.ts'
import { type AttendanceInterval, toAttendanceIntervals } from './attendance-intervals.ts'
import { toPeerToPeerLegs } from './peer-to-peer-legs.ts'
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

/** When participants were connected, except to or from phones. */
function visualIntervals(call: CallHistory): AttendanceInterval[] {
  const isPhone = (id: string | undefined) =>
    call.participants.some((one) => one.id === id && phoneNumber(one.identity) !== undefined)
  if (call.kind === 'group') return toAttendanceIntervals(call).filter(({ participantId }) => !isPhone(participantId))
  return toPeerToPeerLegs(call).flatMap(({ caller, callee, from, until }) =>
    isPhone(caller?.id) || isPhone(callee?.id)
      ? []
      : [caller, callee].flatMap((end) => (end ? [{ participantId: end.id, from, until }] : [])),
  )
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
