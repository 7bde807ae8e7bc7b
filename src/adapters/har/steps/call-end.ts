import { RING_LIMIT_MS } from '../../../calls/lifecycle/limits.ts'
import { results } from '../../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../../calls/result-info.ts'
import type { Step } from '../../../calls/steps.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { readIdentity } from '../capture/captured-identity.ts'
import { objectIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import type { CallProgress } from './call-progress.ts'
import { withResult } from './observed-step.ts'

/** Adds the step that ended the call, unless the app ended it. @param state The last state before the end. */
export function addEnd(progress: CallProgress, state: string, at: number, result: ResultInfo | undefined): void {
  const { call, steps, establishedAt, handover } = progress
  if (progress.endedByApp) return
  if (establishedAt !== undefined) {
    // Whether the last participant left or removed the app, the result is the same.
    if (state === 'transferring') addReaction(progress, at, hangUp(result))
    else steps.push({ at, step: hangUp(result) })
    return
  }
  if (call.direction === 'incoming') {
    if (handover) return addReaction(progress, at, redirectOutcome(call, result))
    // The emulator ends an unanswered call by itself.
    if (result?.subcode === results.notAnsweredByApp.subcode) return
    steps.push({ at, step: hangUp(result) })
  } else if (call.kind === 'peerToPeer') {
    noteLongRinging(progress, at)
    steps.push({ at, step: { do: 'decline', ...withResult(result) } })
  } else if (call.kind === 'meeting') {
    steps.push({ at: call.createdAt, step: { do: 'lobby', who: 'app' } })
    steps.push({ at, step: { do: 'deny', who: 'app', ...withResult(result) } })
  } else {
    progress.addNote(
      call.request,
      'the group call ended before it was established; the emulator establishes it at once',
    )
    steps.push({ at, step: hangUp(result) })
  }
}

/** Adds the end of a call that the app was not notified of: Graph answered its request with 404. */
export function addUnseenEnd(progress: CallProgress, { at, request }: ObservationOf<'gone'>): void {
  const { state, call } = progress
  if (state === 'terminating' || state === 'terminated') return
  progress.state = 'terminated'
  if (progress.endedByApp || state === 'transferAccepted') return
  progress.addNote(request, `call ${call.id} had ended by then; when and why is not in the capture`)
  addEnd(progress, state, at, undefined)
}

/** Adds a participant's response to the app's transfer or redirect, as a step. */
export function addReaction({ steps, handover }: CallProgress, at: number, step: Step): void {
  steps.push({ at, step, ...(handover && { after: handover }) })
}

export function noteLongRinging({ call, addNote }: CallProgress, at: number): void {
  if (at - call.createdAt <= RING_LIMIT_MS) return
  const [rang, limit] = [at - call.createdAt, RING_LIMIT_MS].map((ms) => `${Math.round(ms / 1000)} s`)
  addNote(call.request, `it rang for ${rang}; in the emulator an unanswered call ends after ${limit}`)
}

/** A redirected call ends for the app when the new target has answered or declined. */
function redirectOutcome({ observations }: CapturedCall, result: ResultInfo | undefined): Step {
  for (const observation of observations) {
    const answeredBy = observation.type === 'call' ? objectIn(observation.resource.answeredBy) : {}
    const { who } = readIdentity(objectIn(answeredBy.identity))
    if (who) return { do: 'answer', who }
  }
  return { do: 'decline', ...withResult(result) }
}

function hangUp(result: ResultInfo | undefined): Step {
  return { do: 'hangUp', ...withResult(result) }
}
