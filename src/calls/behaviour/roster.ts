import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { isOnRoster } from '../lifecycle/participants.ts'
import { rosterNotification } from '../notifications/call-notification.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../rows.ts'
import { clearTimer } from '../updates/timers.ts'

// Who is in a call, and their modalities. The app is notified of a group call's roster once for each decision, at its end.

/** The participants that changed in the decision under way, by call. */
const changedRosters = new WeakMap<CallContext, Map<string, Set<string>>>()

/** Has the app notified, at the end of the decision, that a participant of a group call changed. */
export function markRosterChanged(context: CallContext, callId: string, participantId: string): void {
  const calls = changedRosters.get(context) ?? new Map<string, Set<string>>()
  changedRosters.set(context, calls)
  calls.set(callId, (calls.get(callId) ?? new Set<string>()).add(participantId))
}

/** Sends the rosters that changed in this decision. */
export function notifyChangedRosters(context: CallContext): void {
  for (const [callId, changed] of changedRosters.get(context) ?? []) notifyRoster(context, callId, changed)
}

/** Somebody is in from now on; while the app itself is not in yet, as soon as it is. */
export function joinCall(context: CallContext, callId: string, { id }: ParticipantRow): void {
  stopWaiting(context, callId, id)
  const isUp = context.tx.require('calls', callId).establishedAt !== undefined
  changeParticipant(context, callId, id, { participation: isUp ? 'in' : 'calling' })
  if (!isUp) return
  appendHistory(context, callId, [{ at: context.now, did: 'joined', participantId: id }])
  context.emitLater('milestone', { callId, milestone: 'joined', participantId: id })
}

/** Changes what is known of a participant. */
export function changeParticipant(
  context: CallContext,
  callId: string,
  participantId: string,
  change: Partial<ParticipantRow>,
): void {
  const { participants } = context.tx.require('calls', callId)
  const before = participants.find(({ id }) => id === participantId)
  if (!before) return
  const after = { ...before, ...change }
  context.tx.update('calls', callId, (call) => {
    call.participants = participants.map((participant) => (participant === before ? after : participant))
  })
  // Who is only invited is not on the roster, and so not missed there.
  if (isOnRoster(before) || isOnRoster(after)) markRosterChanged(context, callId, participantId)
}

/** Somebody who comes into a call. An id that is not given is drawn. */
export type NewParticipant = Omit<ParticipantRow, 'id' | 'self'> & { readonly id?: string }

/** Adds somebody to the call. */
export function addParticipant(context: CallContext, callId: string, newcomer: NewParticipant): ParticipantRow {
  const { participants } = context.tx.require('calls', callId)
  const participant = { id: context.ids.guid(), ...newcomer, self: false }
  context.tx.update('calls', callId, (call) => {
    call.participants = [...participants, participant]
  })
  if (isOnRoster(participant)) markRosterChanged(context, callId, participant.id)
  return participant
}

/** Keeps something for the call's record. */
export function appendHistory({ tx }: CallContext, callId: string, entries: readonly HistoryEntry[]): void {
  const { history } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.history = history.concat(entries)
  })
}

/**
 * Tells the app who is in its group call or meeting: everybody, or, if it asked for that, only those who changed.
 * @see https://learn.microsoft.com/graph/api/application-post-calls
 */
function notifyRoster(context: CallContext, callId: string, changed: ReadonlySet<string>): void {
  const before = context.tx.get('calls', callId)
  if (!before || !hearsOfRoster(before)) return
  const rosterSequence = (before.rosterSequence ?? 0) + 1
  context.tx.update('calls', callId, (call) => {
    call.rosterSequence = rosterSequence
    call.participants = before.participants.map((participant) =>
      changed.has(participant.id) ? { ...participant, rosterSequence } : participant,
    )
  })
  const call = context.tx.require('calls', callId)
  // The first roster is whole in any case.
  const isDelta = call.callOptions?.isDeltaRosterEnabled === true && rosterSequence > 1
  const isTold = isDelta ? ({ id }: ParticipantRow) => changed.has(id) : isOnRoster
  notify(context, rosterNotification(call, call.participants.filter(isTold)))
}

function hearsOfRoster({ kind, state }: CallRow): boolean {
  return kind !== 'peerToPeer' && (state === 'established' || state === 'transferring')
}

/** Nobody waits any longer for somebody to answer, or to be admitted. */
export function stopWaiting(context: CallContext, callId: string, participantId: string): void {
  for (const what of ['ring', 'lobby', 'reaction'] as const) clearTimer(context, callId, `${what}:${participantId}`)
}
