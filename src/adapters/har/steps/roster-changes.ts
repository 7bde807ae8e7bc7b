import type { Step } from '../../../calls/steps.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { type CapturedParticipant, readParticipant } from '../capture/captured-participant.ts'
import { objectIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import type { Cause, ObservedStep } from './observed-step.ts'
import { TOGGLES, toParticipantStep } from './participant-step.ts'
import type { RosterState } from './roster-state.ts'

interface Change {
  readonly participant: CapturedParticipant
  readonly after?: Cause
}

type AddChange = (kind: Step['do'], participant: CapturedParticipant, after?: Cause) => void

/** Compares a roster with the one before, and adds steps for what changed. */
export function followRoster(state: RosterState, observation: ObservationOf<'roster'>): void {
  const { call, participants, madeByApp } = state
  const { at, isNotification } = observation
  const isDelta = isNotification && state.rosterCount > 0 && wantsDeltaRosters(call)
  state.rosterCount += 1
  const changes = new Map<Step['do'], Change[]>()
  const add: AddChange = (kind, participant, after) => {
    if (madeByApp.delete(`${kind} ${participant.id}`)) return
    changes.set(kind, [...(changes.get(kind) ?? []), { participant, ...(after && { after }) }])
  }
  const listed = new Set<string>()
  for (const resource of observation.participants) {
    const participant = readParticipant(resource, call.myParticipantId)
    if (isJsonObject(resource.removedState)) {
      depart(state, participant, resource.removedState, add)
    } else {
      listed.add(participant.id)
      const before = participants.get(participant.id) ?? arrive(state, participant, observation, add)
      participants.set(participant.id, update(before, participant, add))
    }
  }
  // A full roster lists everybody: whoever is missing has left.
  for (const participant of isDelta ? [] : [...participants.values()]) {
    if (!listed.has(participant.id) && !participant.isSelf) depart(state, participant, {}, add)
  }
  state.steps.push(...toSteps(state, changes, at))
}

function depart(
  { participants, departed }: RosterState,
  { id }: CapturedParticipant,
  removedState: JsonObject,
  add: AddChange,
): void {
  const before = participants.get(id)
  if (!before) return
  participants.delete(id)
  departed.set(before.who, before)
  const kind = removedState.reason === 'removed' ? 'remove' : 'leave'
  add(before.isInLobby ? 'deny' : kind, before)
}

/** Adds a new participant. @returns the state they are assumed to have had on arrival. */
function arrive(
  { call, isGroup, presentFromStart, ringing, departed, addNote }: RosterState,
  participant: CapturedParticipant,
  { request }: ObservationOf<'roster'>,
  add: AddChange,
): CapturedParticipant {
  const { who, isSelf, isInLobby, isScriptable } = participant
  const requested = Array.isArray(call.created.requestedModalities) ? call.created.requestedModalities : []
  const { isMuted = false, hasVideo = requested.includes('video') } = departed.get(who) ?? {}
  const onArrival = { ...participant, isMuted, hasVideo, isSharing: false }
  if (isSelf || !isGroup || presentFromStart.delete(who)) return onArrival
  const invitation = ringing.get(who)
  if (invitation) {
    ringing.delete(who)
    add('answer', participant, invitation.after)
  } else if (isScriptable) add(isInLobby ? 'lobby' : 'join', participant)
  else {
    addNote(request, `'${who}' joined, but a scenario can only bring in users and phones`)
    return participant
  }
  return onArrival
}

/** Adds the changes of a participant since the roster before. */
function update(before: CapturedParticipant, now: CapturedParticipant, add: AddChange): CapturedParticipant {
  if (now.isInLobby) {
    // Changes made in the lobby become visible on admission.
    const { isMuted, hasVideo, isSharing } = before
    return { ...now, isMuted, hasVideo, isSharing }
  }
  if (before.isInLobby) add('admit', now)
  for (const [on, off, isOn] of TOGGLES) {
    if (!isOn(before) && isOn(now)) add(on, now)
    if (isOn(before) && !isOn(now)) add(off, now)
  }
  return now
}

/** The changes of one roster as steps. A change of everybody becomes one step, because one roster shows it at once. */
function toSteps(state: RosterState, changes: ReadonlyMap<Step['do'], readonly Change[]>, at: number): ObservedStep[] {
  return [...changes].flatMap(([kind, all]): ObservedStep[] => {
    const possible = state.isGroup || !GROUP_STEPS.includes(kind) ? all : []
    const isForAll = possible.length > 1 && appliesToAll(state, kind)
    const named = isForAll ? possible.slice(0, 1) : possible
    return named.flatMap(({ participant, after }) => {
      const step = toParticipantStep(kind, isForAll ? undefined : participant.who)
      return step ? [{ at, step, ...(after && { after }) }] : []
    })
  })
}

const GROUP_STEPS: readonly Step['do'][] = ['leave', 'remove', 'mute', 'unmute', 'deny', 'admit']

/** Whether everybody for whom a step was possible has taken it. */
function appliesToAll({ ringing, participants }: RosterState, kind: Step['do']): boolean {
  const others = [...participants.values()].filter(({ isSelf }) => !isSelf)
  if (kind === 'answer') return ringing.size === 0
  if (kind === 'leave') return others.length === 0
  if (kind === 'mute') return others.every(({ isMuted }) => isMuted)
  if (kind === 'unmute') return others.every(({ isMuted }) => !isMuted)
  if (kind === 'admit') return others.every(({ isInLobby }) => !isInLobby)
  return false
}

/** Whether the app asked for notifications that list only the participants that changed. */
function wantsDeltaRosters({ created, observations }: CapturedCall): boolean {
  const answers = observations.flatMap((one) =>
    one.type === 'action' && one.name === 'answer' ? [objectIn(one.request.requestBody)] : [],
  )
  return [created, ...answers].some(({ callOptions }) => objectIn(callOptions).isDeltaRosterEnabled === true)
}
