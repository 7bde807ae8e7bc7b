import type { ResultInfo } from '../../../calls/result-info.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { responseIn } from '../capture/captured-request.ts'
import { objectIn, textIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import { toResourceId } from '../capture/resource-id.ts'
import { readResultInfo } from './observed-step.ts'

/** A media operation that the app requested. */
export interface MediaOperation {
  readonly action: ObservationOf<'action'>
  /** Infinity when it never started. */
  readonly startedAt: number
  /** Undefined when the capture does not show its end. */
  readonly endedAt: number | undefined
  readonly result: ResultInfo | undefined
}

export const RECORD_ACTIONS: readonly string[] = ['record', 'recordresponse']
const MEDIA_ACTIONS: readonly string[] = [...RECORD_ACTIONS, 'playprompt', 'senddtmftones']

export const NEVER: number = Number.POSITIVE_INFINITY

/** The media operations of a call, in order. They run one after another: each starts when the previous one has ended. */
export function mediaOperationsOf({ observations }: CapturedCall): MediaOperation[] {
  const ends = endsById(observations)
  let freeAt = 0
  return observations.flatMap((action): MediaOperation[] => {
    if (action.type !== 'action' || !MEDIA_ACTIONS.includes(action.name)) return []
    const response = responseIn(action.request)
    // The first draft of recordResponse wraps its response.
    const operation = 'value' in response ? objectIn(response.value) : response
    const end = hasEnded(operation)
      ? { at: action.request.respondedAt, resource: operation }
      : ends.get(toResourceId(textIn(operation.id)))
    const turn = Math.max(action.at, Math.min(freeAt, end?.at ?? freeAt))
    const startedAt = firstOffHold(observations, turn)
    // Nothing starts after an operation that does not end.
    freeAt = end?.at ?? NEVER
    const result = end && readResultInfo(objectIn(end.resource.resultInfo))
    return [{ action, startedAt, endedAt: end?.at, result }]
  })
}

function endsById(observations: CapturedCall['observations']): ReadonlyMap<string, ObservationOf<'operation'>> {
  const ends = new Map<string, ObservationOf<'operation'>>()
  for (const observation of observations) {
    if (observation.type !== 'operation' || !hasEnded(observation.resource)) continue
    const id = toResourceId(textIn(observation.resource.id))
    if (!ends.has(id)) ends.set(id, observation)
  }
  return ends
}

/** The first instant from `from` on at which the call is not on hold: media operations wait during a hold. */
function firstOffHold(observations: CapturedCall['observations'], from: number): number {
  let isOnHold = false
  for (const observation of observations) {
    if (observation.type !== 'call') continue
    const { at, resource } = observation
    if (at > from && !isOnHold) break
    const wasOnHold = isOnHold
    isOnHold = resource.state === 'hold'
    if (wasOnHold && !isOnHold && at >= from) return resource.state === 'established' ? at : NEVER
  }
  return isOnHold ? NEVER : from
}

function hasEnded({ status }: JsonObject): boolean {
  return /^(completed|failed)$/i.test(textIn(status))
}
