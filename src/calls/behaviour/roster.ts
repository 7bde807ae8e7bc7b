import type { Moment } from '../../engine/moment.ts'
import { isOnRoster } from '../lifecycle/participants.ts'
import { rosterNotification } from '../notifications/call-notification.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../rows.ts'
import { clearTimer } from '../updates/timers.ts'

// Who is in a call, and what is on for them. The app is told of a group call's roster once for each decision, when all
// that was decided has been done (`Moment.rosterChanged`).

/** Somebody is in from now on; while the app itself is not in yet, as soon as it is. */
export function comeIn(moment: Moment, callId: string, { id }: ParticipantRow): void {
  stopWaiting(moment, callId, id)
  const isUp = moment.tx.require('calls', callId).establishedAt !== undefined
  changeParticipant(moment, callId, id, { presence: isUp ? 'in' : 'calling' })
  if (!isUp) return
  remember(moment, callId, [{ at: moment.now, did: 'joined', participantId: id }])
  moment.occasion(callId, 'joined', id)
}

/** Changes what is known of a participant. */
export function changeParticipant(
  moment: Moment,
  callId: string,
  participantId: string,
  change: Partial<ParticipantRow>,
): void {
  const { participants } = moment.tx.require('calls', callId)
  const before = participants.find(({ id }) => id === participantId)
  if (!before) return
  const after = { ...before, ...change }
  moment.tx.update('calls', callId, (call) => {
    call.participants = participants.map((participant) => (participant === before ? after : participant))
  })
  // Who is only invited is not on the roster, and so not missed there.
  if (isOnRoster(before) || isOnRoster(after)) moment.rosterChanged(callId, participantId)
}

/** Somebody who comes into a call. An id that is not given is drawn. */
export type NewParticipant = Omit<ParticipantRow, 'id' | 'self'> & { readonly id?: string }

/** Adds somebody to the call. */
export function addParticipant(moment: Moment, callId: string, newcomer: NewParticipant): ParticipantRow {
  const { participants } = moment.tx.require('calls', callId)
  const participant = { id: moment.ids.guid(), ...newcomer, self: false }
  moment.tx.update('calls', callId, (call) => {
    call.participants = [...participants, participant]
  })
  if (isOnRoster(participant)) moment.rosterChanged(callId, participant.id)
  return participant
}

/** Keeps something for the call's record. */
export function remember({ tx }: Moment, callId: string, entries: readonly HistoryEntry[]): void {
  const { history } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.history = history.concat(entries)
  })
}

/**
 * Tells the app who is in its group call or meeting: everybody, or, if it asked for that, only those who changed.
 * @see https://learn.microsoft.com/graph/api/application-post-calls
 */
export function tellRoster(moment: Moment, callId: string, changed: ReadonlySet<string>): void {
  const before = moment.tx.get('calls', callId)
  if (!before || !hearsOfRoster(before)) return
  const rosterSequence = (before.rosterSequence ?? 0) + 1
  moment.tx.update('calls', callId, (call) => {
    call.rosterSequence = rosterSequence
    call.participants = before.participants.map((participant) =>
      changed.has(participant.id) ? { ...participant, rosterSequence } : participant,
    )
  })
  const call = moment.tx.require('calls', callId)
  // The first roster is whole in any case.
  const isDelta = call.callOptions?.isDeltaRosterEnabled === true && rosterSequence > 1
  const isTold = isDelta ? ({ id }: ParticipantRow) => changed.has(id) : isOnRoster
  moment.tell(rosterNotification(call, call.participants.filter(isTold)))
}

function hearsOfRoster({ kind, state }: CallRow): boolean {
  return kind !== 'peerToPeer' && (state === 'established' || state === 'transferring')
}

/** Nobody waits any longer for somebody to answer, or to be admitted. */
export function stopWaiting(moment: Moment, callId: string, participantId: string): void {
  for (const what of ['ring', 'lobby', 'reaction'] as const) clearTimer(moment, callId, `${what}:${participantId}`)
}
