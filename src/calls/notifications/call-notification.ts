import type { Notification } from '../../engine/delivery/notification.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { toEtag } from '../../graph/odata/json/etag.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import { toCall } from '../representation/to-call.ts'
import { toOperation } from '../representation/to-operation.ts'
import { toParticipant } from '../representation/to-participant.ts'
import type { CallRow, OperationRow, ParticipantRow } from '../rows.ts'
import { addressOf } from './call-headers.ts'

export type ChangeType = 'created' | 'updated' | 'deleted'

/**
 * The members of a call that a notice carries, by the state the call is in. A notice is partial: what the app needs to
 * tell where its call stands, and what has changed.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (notifications of each example)
 */
const MEMBERS: Readonly<Partial<Record<CallRow['state'], readonly string[]>>> = {
  incoming: [
    'direction',
    'callChainId',
    'callbackUri',
    'source',
    'targets',
    'requestedModalities',
    'myParticipantId',
    'tenantId',
    'chatInfo',
    'meetingInfo',
    'incomingContext',
    'applicationMetadata',
  ],
  establishing: ['direction', 'callChainId', 'chatInfo', 'meetingInfo'],
  established: ['direction', 'callChainId', 'chatInfo', 'meetingInfo'],
  hold: ['mediaState'],
  transferAccepted: ['mediaState'],
  terminating: ['callChainId'],
  terminated: [
    'direction',
    'callChainId',
    'callbackUri',
    'source',
    'targets',
    'resultInfo',
    'terminationReason',
    'answeredBy',
  ],
}

/** Tells the app's `callbackUri` how its call stands. `members` are named besides those of the call's state. */
export function callNotification(call: CallRow, change: ChangeType, members: readonly string[]): Notification {
  const path = `/communications/calls/${call.id}`
  const whole = toCall(call)
  const data: Record<string, JsonObject[string]> = {
    '@odata.id': path,
    '@odata.etag': toEtag(call.version),
    id: call.id,
    state: call.state,
  }
  for (const member of [...(MEMBERS[call.state] ?? []), ...members]) {
    const value = whole[member]
    if (value !== undefined && value !== null) data[member] = value
  }
  return commsNotification(call, change, path, serialize('microsoft.graph.call', data, PARTIAL))
}

/** Tells the app's `callbackUri` how an operation of its call stands: the whole operation. */
export function operationNotification(call: CallRow, operation: OperationRow, change: ChangeType): Notification {
  const path = `/communications/calls/${call.id}/operations/${operation.id}`
  const data = { '@odata.id': path, '@odata.etag': toEtag(operation.version), ...toOperation(operation) }
  return commsNotification(call, change, path, serialize('microsoft.graph.commsOperation', data, PARTIAL))
}

/** Tells the app's `callbackUri` who is in its call. */
export function rosterNotification(call: CallRow, participants: readonly ParticipantRow[]): Notification {
  const path = `/communications/calls/${call.id}/participants`
  const data = participants.map((participant) => {
    const { id, rosterSequence = 0 } = participant
    const annotations = { '@odata.id': `${path}/${id}`, '@odata.etag': toEtag(rosterSequence) }
    return serialize('microsoft.graph.participant', { ...annotations, ...toParticipant(participant, call) }, PARTIAL)
  })
  return commsNotification(call, 'updated', path, data)
}

/**
 * Tells the app that somebody began to share a screen, or ended it.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (example 1)
 */
export function contentSharingNotification(call: CallRow, sessionId: string, change: ChangeType): Notification {
  // Without capitals, as the page has it.
  const path = `/communications/calls/${call.id}/contentsharingsessions`
  const session = { '@odata.id': `${path}/${sessionId}`, id: sessionId }
  return commsNotification(call, change, path, [serialize('microsoft.graph.contentSharingSession', session, PARTIAL)])
}

const PARTIAL = { types: 'always', nulls: false, unknownEnumMembers: false } as const

/** @see https://learn.microsoft.com/graph/api/resources/commsnotification */
function commsNotification(
  call: CallRow,
  changeType: ChangeType,
  resourceUrl: string,
  resourceData: JsonObject | readonly JsonObject[],
): Notification {
  return {
    ...addressOf(call),
    body: {
      '@odata.type': '#microsoft.graph.commsNotifications',
      value: [
        {
          '@odata.type': '#microsoft.graph.commsNotification',
          changeType,
          // The legacy path is in all real traffic beside today's.
          resource: resourceUrl.replace('/communications/', '/app/'),
          resourceUrl,
          resourceData,
        },
      ],
    },
  }
}
