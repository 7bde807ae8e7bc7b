import type { CallDirection, CallKind } from '../../../calls/rows.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { notificationsIn, resourcePathIn } from './captured-notifications.ts'
import { type CapturedRequest, isSuccessful, responseIn } from './captured-request.ts'
import { isCallCreation } from './is-call-creation.ts'
import { objectIn, objectsIn, textIn } from './json.ts'
import { type Observation, observationsIn } from './observation.ts'
import { toResourceId } from './resource-id.ts'
import { sortObservations } from './sort-observations.ts'

/** A call whose creation is in the capture. */
export interface CapturedCall {
  readonly id: string
  readonly direction: CallDirection
  readonly kind: CallKind
  readonly createdAt: number
  /** The request that created the call, or that notified the app of it. */
  readonly request: CapturedRequest
  /** The call as the app created it, or as Graph announced it. */
  readonly created: JsonObject
  readonly myParticipantId: string
  /** The id of the app, or of its resource account. Empty when it is not in the capture. */
  readonly appId: string
  /** In order of time. */
  readonly observations: readonly Observation[]
}

/** The calls that are created in a capture, in order, and a request for each other call that it mentions. */
export function callsIn(requests: readonly CapturedRequest[]): {
  readonly calls: readonly CapturedCall[]
  readonly orphans: readonly CapturedRequest[]
} {
  const observations = observationsByCall(requests)
  const calls = new Map<string, CapturedCall>()
  for (const request of requests) {
    for (const creation of creationsIn(request)) {
      const { id } = creation
      if (id === '' || calls.has(id)) continue
      calls.set(id, toCapturedCall(request, creation, sortObservations(observations.get(id) ?? [])))
    }
  }
  const orphans = [...observations].flatMap(([id, [first]]) => (calls.has(id) || !first ? [] : [first.request]))
  return { calls: [...calls.values()], orphans }
}

function observationsByCall(requests: readonly CapturedRequest[]): ReadonlyMap<string, readonly Observation[]> {
  const byCall = new Map<string, Observation[]>()
  for (const { callId, observation } of requests.flatMap(observationsIn)) {
    const earlier = byCall.get(callId)
    if (earlier) earlier.push(observation)
    else byCall.set(callId, [observation])
  }
  return byCall
}

interface Creation {
  readonly id: string
  readonly created: JsonObject
  readonly isIncoming: boolean
}

function creationsIn(request: CapturedRequest): Creation[] {
  if (isCallCreation(request)) {
    if (!isSuccessful(request)) return []
    const created = objectIn(request.requestBody)
    return [{ id: toResourceId(textIn(responseIn(request).id)), created, isIncoming: false }]
  }
  return notificationsIn(request).flatMap((notification) => {
    const created = objectIn(notification.resourceData)
    const [id = '', kind] = resourcePathIn(notification) ?? []
    const isIncoming = (created.state ?? 'incoming') === 'incoming'
    return kind === undefined && notification.changeType === 'created' && isIncoming
      ? [{ id, created, isIncoming }]
      : []
  })
}

function toCapturedCall(
  request: CapturedRequest,
  { id, created, isIncoming }: Creation,
  observations: readonly Observation[],
): CapturedCall {
  const notifiedAt = observations.find(({ type }) => type === 'call')?.at
  const call = isIncoming ? created : responseIn(request)
  return {
    id,
    direction: isIncoming ? 'incoming' : 'outgoing',
    kind: kindOf(created, isIncoming),
    // A notification may arrive before the response.
    createdAt: isIncoming ? request.sentAt : Math.min(request.respondedAt, notifiedAt ?? request.respondedAt),
    request,
    created,
    appId: appIdOf(isIncoming ? objectsIn(created.targets)[0] : objectIn(call.source)),
    myParticipantId: toResourceId(textIn(call.myParticipantId)),
    observations,
  }
}

function appIdOf(participant: JsonObject | undefined): string {
  const { application, applicationInstance } = objectIn(participant?.identity)
  return textIn(objectIn(applicationInstance).id) || textIn(objectIn(application).id)
}

/** Follows the rules by which the emulator distinguishes kinds of calls. */
function kindOf({ targets, meetingInfo, incomingContext }: JsonObject, isIncoming: boolean): CallKind {
  if (isIncoming) return isJsonObject(meetingInfo) || isJsonObject(incomingContext) ? 'group' : 'peerToPeer'
  const count = objectsIn(targets).length
  if (isJsonObject(meetingInfo) && count === 0) return 'meeting'
  return count > 1 ? 'group' : 'peerToPeer'
}
