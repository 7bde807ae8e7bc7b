import { CONNECT_DELAY_MS } from '../../../calls/lifecycle/limits.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { objectIn, textIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import { addEnd, addReaction, addUnseenEnd, noteLongRinging } from './call-end.ts'
import type { CallProgress } from './call-progress.ts'
import { type AddNote, type ObservedStep, readResultInfo, withResult } from './observed-step.ts'

/** The steps of the other participants that explain the states of a call. What the app did is left out. */
export function callSteps(
  call: CapturedCall,
  replacedCallIds: ReadonlySet<string>,
  addNote: AddNote,
): { readonly steps: readonly ObservedStep[]; readonly establishedAt: number | undefined } {
  const progress: CallProgress = { call, steps: [], addNote, state: '', endedByApp: replacedCallIds.has(call.id) }
  for (const observation of call.observations) {
    if (observation.type === 'action') followAction(progress, observation)
    else if (observation.type === 'gone') addUnseenEnd(progress, observation)
    else if (observation.type === 'call') followState(progress, observation)
  }
  return { steps: progress.steps, establishedAt: progress.establishedAt }
}

function followAction(progress: CallProgress, { name, at }: ObservationOf<'action'>): void {
  if (name === 'delete' || name === 'reject') progress.endedByApp = true
  if (name === 'transfer') progress.handover = { when: 'transferring', at }
  if (name === 'redirect') progress.handover = { when: 'redirecting', at }
}

function followState(progress: CallProgress, { at, resource }: ObservationOf<'call'>): void {
  const { call, steps, state, handover } = progress
  const next = textIn(resource.state)
  if (next === '' || next === state || isEnd(state)) return
  progress.state = next
  if (isEnd(next)) {
    if (state !== 'transferAccepted') addEnd(progress, state, at, resultOfEnd(call))
    return
  }
  // A state that was not captured in between was reached at the same time.
  if (['established', 'hold', 'transferring', 'transferAccepted'].includes(next)) establish(progress, at)
  if (next === 'hold') steps.push({ at, step: { do: 'hold' } })
  if (next === 'established' && state === 'hold') steps.push({ at, step: { do: 'resume' } })
  if (next === 'transferAccepted') addReaction(progress, at, { do: 'answer' })
  if (next === 'transferring') progress.handover = { when: 'transferring', at: Math.min(at, handover?.at ?? at) }
  if (next === 'established' && state === 'transferring') {
    addReaction(progress, at, { do: 'decline', ...withResult(readResultInfo(objectIn(resource.resultInfo))) })
    delete progress.handover
  }
}

function isEnd(state: string): boolean {
  return state === 'terminating' || state === 'terminated'
}

function establish(progress: CallProgress, at: number): void {
  if (progress.establishedAt !== undefined) return
  progress.establishedAt = at
  const { call, steps } = progress
  const { direction, kind, createdAt } = call
  if (direction === 'incoming' || kind === 'group') return
  if (kind === 'peerToPeer') {
    noteLongRinging(progress, at)
    steps.push({ at, step: { do: 'answer' } })
  } else if (at - createdAt > CONNECT_DELAY_MS) {
    // An app that is not admitted to a meeting at once waits in its lobby.
    steps.push({ at: createdAt, step: { do: 'lobby', who: 'app' } }, { at, step: { do: 'admit', who: 'app' } })
  }
}

/** Why the call ended: from the last notification that says so. */
function resultOfEnd({ observations }: CapturedCall) {
  for (const observation of observations) {
    if (observation.type !== 'call' || !isEnd(textIn(observation.resource.state))) continue
    const result = readResultInfo(objectIn(observation.resource.resultInfo))
    if (result) return result
  }
  return undefined
}
