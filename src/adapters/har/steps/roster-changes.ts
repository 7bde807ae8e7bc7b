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

type AddChange = (stepName: Step['do'], participant: CapturedParticipant, after?: Cause) => void

/** Compares a roster with the previous roster, and adds a step for each change. */
export function addRosterSteps(state: RosterState, observation: ObservationOf<'roster'>): void {
  const { call, participants, appChanges } = state
  const { at, isNotification, isPart } = observation
  const isDelta = isPart || (isNotification && state.rosterCount > 0 && wantsDeltaRosters(call))
  state.rosterCount += 1
  const changes = new Map<Step['do'], Change[]>()
  const add: AddChange = (stepName, participant, after) => {
    if (appChanges.delete(`${stepName} ${participant.id}`)) return
    changes.set(stepName, [...(changes.get(stepName) ?? []), { participant, ...(after && { after }) }])
  }
  const listed = new Set<string>()
  for (const resource of observation.participants) {
    const participant = readParticipant(resource, call)
    if (isJsonObject(resource.removedState)) {
      recordLeave(state, participant, resource.removedState, add)
    } else {
      listed.add(participant.id)
      const before = participants.get(participant.id) ?? recordJoin(state, participant, observation, add)
      participants.set(participant.id, update(before, participant, add))
    }
  }
  // A full roster lists every participant, so a missing one has left.
  for (const participant of isDelta ? [] : [...participants.values()]) {
    if (!listed.has(participant.id) && !participant.isSelf) recordLeave(state, participant, {}, add)
  }
  state.steps.push(...toSteps(state, changes, at))
}

function recordLeave(
  { participants, departed }: RosterState,
  { id }: CapturedParticipant,
  removedState: JsonObject,
  add: AddChange,
): void {
  const before = participants.get(id)
  if (!before) return
  participants.delete(id)
  departed.set(before.who, before)
  const stepName = removedState.reason === 'removed' ? 'remove' : 'leave'
  add(before.isInLobby ? 'deny' : stepName, before)
}

/** Adds a new participant. @returns the participant with the mute, video and sharing state assumed on joining. */
function recordJoin(
  { call, isGroup, presentFromStart, ringing, departed, addNote }: RosterState,
  participant: CapturedParticipant,
  { request }: ObservationOf<'roster'>,
  add: AddChange,
): CapturedParticipant {
  const { who, isSelf, isInLobby, isScriptable } = participant
  const requested = Array.isArray(call.created.requestedModalities) ? call.created.requestedModalities : []
  const { isMuted = false, hasVideo = requested.includes('video') } = departed.get(who) ?? {}
  const onJoin = { ...participant, isMuted, hasVideo, isSharing: false }
  if (isSelf || !isGroup || presentFromStart.delete(who)) return onJoin
  const invitation = ringing.get(who)
  if (invitation) {
    ringing.delete(who)
    add('answer', participant, invitation.after)
  } else if (isScriptable) add(isInLobby ? 'lobby' : 'join', participant)
  else {
    addNote(request, `'${who}' joined, but scenarios can add only users, guests and phones`)
    return participant
  }
  return onJoin
}

/** Adds the changes of a participant since the previous roster. */
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

/**
 * Turns the changes of one roster into steps. If all participants changed in the same way, one step without `who` covers
 * them, so that one roster notification follows, as captured.
 */
function toSteps(state: RosterState, changes: ReadonlyMap<Step['do'], readonly Change[]>, at: number): ObservedStep[] {
  return [...changes].flatMap(([stepName, all]): ObservedStep[] => {
    const possible = state.isGroup || !GROUP_STEPS.includes(stepName) ? all : []
    const isForAll = possible.length > 1 && appliesToAll(state, stepName)
    const reported = isForAll ? possible.slice(0, 1) : possible
    return reported.flatMap(({ participant, after }) => {
      const step = toParticipantStep(stepName, isForAll ? undefined : participant.who)
      return step ? [{ at, step, ...(after && { after }) }] : []
    })
  })
}

const GROUP_STEPS: readonly Step['do'][] = ['leave', 'remove', 'mute', 'unmute', 'deny', 'admit']

/** Whether every participant who could take the step has taken it. */
function appliesToAll({ ringing, participants }: RosterState, stepName: Step['do']): boolean {
  const others = [...participants.values()].filter(({ isSelf }) => !isSelf)
  if (stepName === 'answer') return ringing.size === 0
  if (stepName === 'leave') return others.length === 0
  if (stepName === 'mute') return others.every(({ isMuted }) => isMuted)
  if (stepName === 'unmute') return others.every(({ isMuted }) => !isMuted)
  if (stepName === 'admit') return others.every(({ isInLobby }) => !isInLobby)
  return false
}

/** Whether the app enabled delta rosters (`isDeltaRosterEnabled`). */
function wantsDeltaRosters({ created, observations }: CapturedCall): boolean {
  const answerRequests = observations.flatMap((one) =>
    one.type === 'action' && one.name === 'answer' ? [objectIn(one.request.requestBody)] : [],
  )
  return [created, ...answerRequests].some(({ callOptions }) => objectIn(callOptions).isDeltaRosterEnabled === true)
}
