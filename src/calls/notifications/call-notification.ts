import type { Notification } from '../../engine/delivery/notification.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { toEtag } from '../../graph/odata/json/etag.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import { toCall } from '../representation/to-call.ts'
import { toOperation } from '../representation/to-operation.ts'
import { toParticipant } from '../representation/to-participant.ts'
import type { CallRow, OperationRow, ParticipantRow } from '../rows.ts'
import { toCallbackAddress } from './callback-address.ts'

export type ChangeType = 'created' | 'updated' | 'deleted'

/**
 * The members of a call that a notification contains in each state. A notification is partial: it has what identifies the
 * call's state, and what has changed.
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

/** Notifies the app of its call. @param members members to include besides those of the call's state. */
export function callNotification(call: CallRow, change: ChangeType, members: readonly string[]): Notification {
  const path = `/communications/calls/${call.id}`
  const allMembers = toCall(call)
  const data: Record<string, JsonObject[string]> = {
    '@odata.id': path,
    '@odata.etag': toEtag(call.version),
    id: call.id,
    state: call.state,
  }
  for (const member of [...(MEMBERS[call.state] ?? []), ...members]) {
    const value = allMembers[member]
    if (value !== undefined && value !== null) data[member] = value
  }
  return commsNotification(call, change, path, serialize('microsoft.graph.call', data, PARTIAL), call.callbackUri)
}

/** Notifies the app of an operation of its call, with all members of the operation. */
export function operationNotification(call: CallRow, operation: OperationRow, change: ChangeType): Notification {
  const path = `/communications/calls/${call.id}/operations/${operation.id}`
  const data = { '@odata.id': path, '@odata.etag': toEtag(operation.version), ...toOperation(operation) }
  return commsNotification(call, change, path, serialize('microsoft.graph.commsOperation', data, PARTIAL))
}

/** Notifies the app of participants of its call. */
export function rosterNotification(call: CallRow, participants: readonly ParticipantRow[]): Notification {
  const path = `/communications/calls/${call.id}/participants`
  const data = participants.map((participant) => {
    const { id, rosterSequence = 0 } = participant
    const annotations = { '@odata.id': `${path}/${id}`, '@odata.etag': toEtag(rosterSequence) }
    return serialize('microsoft.graph.participant', { ...annotations, ...toParticipant(participant, call) }, PARTIAL)
  })
  return commsNotification(call, 'updated', path, data, call.callbackUri)
}

/**
 * Notifies the app that a participant started or stopped sharing a screen.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (example 1)
 */
export function contentSharingNotification(call: CallRow, sessionId: string, change: ChangeType): Notification {
  // Lower case, as on Graph's page.
  const path = `/communications/calls/${call.id}/contentsharingsessions`
  const session = { '@odata.id': `${path}/${sessionId}`, id: sessionId }
  return commsNotification(call, change, path, [serialize('microsoft.graph.contentSharingSession', session, PARTIAL)])
}

const PARTIAL = { types: 'always', nulls: false, unknownEnumMembers: false } as const

/**
 * @param callbackUri Graph's examples show it for calls and rosters.
 * @see https://learn.microsoft.com/graph/api/resources/commsnotification
 */
function commsNotification(
  call: CallRow,
  changeType: ChangeType,
  resourceUrl: string,
  resourceData: JsonObject | readonly JsonObject[],
  callbackUri?: string,
): Notification {
  return {
    ...toCallbackAddress(call),
    body: {
      '@odata.type': '#microsoft.graph.commsNotifications',
      value: [
        {
          '@odata.type': '#microsoft.graph.commsNotification',
          changeType,
          // Graph still sends this legacy path beside today's `resourceUrl`.
          resource: resourceUrl.replace('/communications/', '/app/'),
          resourceUrl,
          ...(callbackUri !== undefined && { callbackUri }),
          resourceData,
        },
      ],
    },
  }
}
