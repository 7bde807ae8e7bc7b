import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { isAround, isOnRoster } from '../lifecycle/participants.ts'
import { isEstablishedOrOnHold } from '../lifecycle/transitions.ts'
import { rosterNotification } from '../notifications/call-notification.ts'
import type { CallRow, HistoryEntry, ParticipantRow } from '../rows.ts'
import { clearTimer } from '../updates/timers.ts'

// The participants of a call. The app is notified of a group call's roster once for each decision, at its end.

/** The participants that changed in the current decision, by call. */
const changedRosters = new WeakMap<CallContext, Map<string, Set<string>>>()

/** Marks a participant as changed: at the end of the decision the app is notified of the group call's roster. */
export function markRosterChanged(context: CallContext, callId: string, participantId: string): void {
  const calls = changedRosters.get(context) ?? new Map<string, Set<string>>()
  changedRosters.set(context, calls)
  calls.set(callId, (calls.get(callId) ?? new Set<string>()).add(participantId))
}

/** Sends the rosters that changed in this decision. */
export function notifyChangedRosters(context: CallContext): void {
  for (const [callId, changed] of changedRosters.get(context) ?? []) notifyRoster(context, callId, changed)
}

/** A participant joins a call; while the app is still connecting, the participant joins together with the app. */
export function joinCall(context: CallContext, callId: string, { id }: ParticipantRow): void {
  clearParticipantTimers(context, callId, id)
  const isEstablished = context.tx.require('calls', callId).establishedAt !== undefined
  changeParticipant(context, callId, id, { participation: isEstablished ? 'in' : 'calling' })
  if (!isEstablished) return
  appendHistory(context, callId, [{ at: context.now, did: 'joined', participantId: id }])
  context.emitLater('milestone', { callId, milestone: 'joined', participantId: id })
}

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
  clearAloneTimer(context, callId, after)
  // Participants who are only invited are not on the roster.
  if (isOnRoster(before) || isOnRoster(after)) markRosterChanged(context, callId, participantId)
}

/** A participant to add to a call. Without an `id`, one is generated. */
export type NewParticipant = Omit<ParticipantRow, 'id' | 'self'> & { readonly id?: string }

export function addParticipant(context: CallContext, callId: string, newcomer: NewParticipant): ParticipantRow {
  const { participants } = context.tx.require('calls', callId)
  const participant = { id: context.ids.guid(), ...newcomer, self: false }
  context.tx.update('calls', callId, (call) => {
    call.participants = [...participants, participant]
  })
  clearAloneTimer(context, callId, participant)
  if (isOnRoster(participant)) markRosterChanged(context, callId, participant.id)
  return participant
}

/** Cancels the end of a call in which the app is alone, once someone joins or is invited. */
function clearAloneTimer(context: CallContext, callId: string, participant: ParticipantRow): void {
  if (!participant.self && isAround(participant)) clearTimer(context, callId, 'alone')
}

/** Appends to the history from which the call record is built. */
export function appendHistory({ tx }: CallContext, callId: string, entries: readonly HistoryEntry[]): void {
  const { history } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.history = history.concat(entries)
  })
}

/**
 * Notifies the app of the participants of its group call or meeting: all of them, or with `isDeltaRosterEnabled` only
 * those that changed.
 * @see https://learn.microsoft.com/graph/api/application-post-calls
 */
function notifyRoster(context: CallContext, callId: string, changed: ReadonlySet<string>): void {
  const before = context.tx.get('calls', callId)
  if (!before || !receivesRoster(before)) return
  const rosterSequence = (before.rosterSequence ?? 0) + 1
  context.tx.update('calls', callId, (call) => {
    call.rosterSequence = rosterSequence
    call.participants = before.participants.map((participant) =>
      changed.has(participant.id) ? { ...participant, rosterSequence } : participant,
    )
  })
  const call = context.tx.require('calls', callId)
  // The first roster is always complete.
  const isDelta = call.callOptions?.isDeltaRosterEnabled === true && rosterSequence > 1
  const isIncluded = isDelta ? ({ id }: ParticipantRow) => changed.has(id) : isOnRoster
  notify(context, rosterNotification(call, call.participants.filter(isIncluded)))
}

function receivesRoster(call: CallRow): boolean {
  return call.kind !== 'peerToPeer' && (isEstablishedOrOnHold(call) || call.state === 'transferring')
}

/** Clears the timers that wait for a participant to answer or to be admitted. */
export function clearParticipantTimers(context: CallContext, callId: string, participantId: string): void {
  for (const name of ['ring', 'lobby', 'response'] as const) clearTimer(context, callId, `${name}:${participantId}`)
}
