import type { JsonObject } from '../../../engine/values/json.ts'
import { notificationsIn, resourcePathIn } from './captured-notifications.ts'
import { type CapturedRequest, isSuccessful, responseIn } from './captured-request.ts'
import { isCallCreation } from './is-call-creation.ts'
import { objectIn, objectsIn } from './json.ts'
import { toResourceId } from './resource-id.ts'

/** What the capture shows of a call at one time. */
export type Observation = { readonly at: number; readonly request: CapturedRequest } & (
  | { readonly type: 'call'; readonly resource: JsonObject }
  | { readonly type: 'operation'; readonly resource: JsonObject }
  | {
      readonly type: 'roster'
      readonly participants: readonly JsonObject[]
      readonly isNotification: boolean
      readonly isPart: boolean
    }
  /** A request of the app that changes the call: `answer`, `delete`, `participants/invite`. */
  | { readonly type: 'action'; readonly name: string; readonly participantId: string }
  /** Graph answered 404: the call has ended. */
  | { readonly type: 'gone' }
)
export type ObservationOf<Type extends Observation['type']> = Extract<Observation, { type: Type }>

export interface CallObservation {
  readonly callId: string
  readonly observation: Observation
}

export function observationsIn(request: CapturedRequest): CallObservation[] {
  return [
    ...notificationsIn(request).flatMap((notification) => inNotification(notification, request)),
    ...inRequest(request),
  ]
}

function inNotification(notification: JsonObject, request: CapturedRequest): CallObservation[] {
  const [callId = '', kind, key] = resourcePathIn(notification) ?? []
  const at = request.sentAt
  // Graph leaves out the id, and a call that was rejected has no state.
  const ended = notification.changeType === 'deleted' && kind === undefined ? { state: 'terminated' } : {}
  const resource = { ...ended, ...objectIn(notification.resourceData), id: key ?? callId }
  const observe = (observation: Observation) => [{ callId, observation }]
  if (kind === undefined) return observe({ type: 'call', at, request, resource })
  if (kind === 'operations') return observe({ type: 'operation', at, request, resource })
  if (kind !== 'participants') return []
  const participants = objectsIn(notification.resourceData)
  return observe({ type: 'roster', at, request, participants, isNotification: true, isPart: key !== undefined })
}

function inRequest(request: CapturedRequest): CallObservation[] {
  const { segments = [], method, status } = request
  const [root = '', calls = '', id, ...below] = segments
  if (root.toLowerCase() !== 'communications' || calls.toLowerCase() !== 'calls' || id === undefined) return []
  const callId = toResourceId(id)
  const isRead = method === 'GET'
  if (status === 404 && isRead && below.length === 0) {
    return [{ callId, observation: { type: 'gone', at: request.respondedAt, request } }]
  }
  if (!isSuccessful(request) || isCallCreation(request)) return []
  const observations = isRead ? inRead(request, below) : [inAction(request, below)]
  return observations.map((observation) => ({ callId, observation }))
}

/** @param below The path below the call's id. */
function inAction(request: CapturedRequest, below: readonly string[]): Observation {
  const { method, sentAt: at } = request
  const [kind = '', key = '', action] = below.map((segment) => segment.toLowerCase())
  const isOfParticipant = kind === 'participants' && (action !== undefined || method === 'DELETE')
  const verb = method === 'DELETE' ? 'delete' : action
  const name = isOfParticipant ? `participants/${verb}` : below.join('/').toLowerCase() || method.toLowerCase()
  return { type: 'action', at, request, name, participantId: isOfParticipant ? toResourceId(key) : '' }
}

function inRead(request: CapturedRequest, below: readonly string[]): Observation[] {
  const { respondedAt: at, isPartial } = request
  const [kind = '', key = ''] = below.map((segment) => segment.toLowerCase())
  const response = responseIn(request)
  if (kind === '') return [{ type: 'call', at, request, resource: response }]
  if (kind === 'operations') {
    const operations = key === '' ? objectsIn(response.value) : [response]
    return operations.map((resource) => ({ type: 'operation', at, request, resource }))
  }
  // An incomplete list would make people look absent.
  if (kind !== 'participants' || key !== '' || isPartial || response['@odata.nextLink'] !== undefined) return []
  return [
    { type: 'roster', at, request, participants: objectsIn(response.value), isNotification: false, isPart: false },
  ]
}
