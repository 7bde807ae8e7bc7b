import type { CapturedCall } from '../capture/captured-call.ts'
import { readIdentity } from '../capture/captured-identity.ts'
import { responseIn } from '../capture/captured-request.ts'
import { objectIn, objectsIn, textIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import { toResourceId } from '../capture/resource-id.ts'
import { type AddNote, type ObservedStep, readResultInfo, withResult } from './observed-step.ts'
import { addRosterSteps } from './roster-changes.ts'
import { callerOf, createRosterState, type RosterState, readFirstRoster } from './roster-state.ts'

/**
 * The steps of the other participants that explain the rosters: who joined and left, was muted, started video or shared a
 * screen. Changes that the app made are left out.
 *
 * @returns the steps, and the `who` of the participants of an incoming group call besides its caller.
 */
export function rosterSteps(
  call: CapturedCall,
  addNote: AddNote,
): { readonly steps: readonly ObservedStep[]; readonly others: readonly string[] } {
  const state = createRosterState(call, addNote)
  let others: readonly string[] = []
  for (const observation of call.observations) {
    if (observation.type === 'action') markAppChanges(state, observation)
    if (observation.type === 'operation') endInvitation(state, observation)
    if (observation.type !== 'roster') continue
    if (call.direction === 'incoming' && state.rosterCount === 0) {
      others = state.isGroup ? readFirstRoster(state, observation).filter((who) => who !== callerOf(call)) : []
    }
    if (call.kind === 'meeting' && state.rosterCount === 0 && state.presentFromStart.size === 0) {
      // The app did not name the organizer, so the first participant takes that role.
      for (const who of readFirstRoster(state, observation).slice(0, 1)) state.presentFromStart.add(who)
    }
    addRosterSteps(state, observation)
  }
  return { steps: state.steps, others }
}

function markAppChanges(state: RosterState, { name, at, participantId, request }: ObservationOf<'action'>): void {
  const { call, appChanges, participants, ringing } = state
  const body = objectIn(request.requestBody)
  if (name === 'participants/invite') {
    const after = { when: 'invited', at } as const
    const operationId = toResourceId(textIn(responseIn(request).id))
    for (const { identity } of objectsIn(body.participants)) {
      ringing.set(readIdentity(objectIn(identity)).who, { after, operationId })
    }
  }
  if (name === 'participants/delete') appChanges.add(`leave ${participantId}`)
  if (name === 'participants/mute') appChanges.add(`mute ${participantId}`)
  if (name === 'participants/muteall') {
    const ids = Array.isArray(body.participants) ? body.participants.map((id) => toResourceId(textIn(id))) : []
    for (const id of ids.length > 0 ? ids : participants.keys()) appChanges.add(`mute ${id}`)
  }
  if (name === 'mute' || name === 'unmute') appChanges.add(`${name} ${call.myParticipantId}`)
}

/** An invitation ends once each invited person has answered or declined, so those who have not joined have declined. */
function endInvitation({ ringing, steps }: RosterState, { at, resource }: ObservationOf<'operation'>): void {
  const status = textIn(resource.status).toLowerCase()
  if (status !== 'completed' && status !== 'failed') return
  const invited = [...ringing].filter(
    ([, { operationId }]) => operationId !== undefined && operationId === toResourceId(textIn(resource.id)),
  )
  const result = status === 'failed' ? readResultInfo(objectIn(resource.resultInfo)) : undefined
  for (const [who, { after }] of invited) {
    ringing.delete(who)
    steps.push({ at, step: { do: 'decline', who, ...withResult(result) }, ...(after && { after }) })
  }
}
