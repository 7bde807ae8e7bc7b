import type { Notification } from '../../engine/delivery/notification.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import { toCall } from '../representation/to-call.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { addressOf } from './call-headers.ts'

/**
 * Asks the app whether it records somebody who is about to join. The documentation shows no example: the notification is
 * sent by itself, with the call as it is, and who joins as its source.
 * @see https://learn.microsoft.com/graph/api/resources/participantjoiningnotification
 */
export function joiningNotification(call: CallRow, { id, identity }: ParticipantRow): Notification {
  const joining = { source: { identity, participantId: id }, incomingContext: { observedParticipantId: id } }
  const body = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: shown(call, joining) }
  return { ...addressOf(call), body, correlation: { callId: call.id, participantId: id }, expectsReply: true }
}

/**
 * Tells the app that somebody whom it records has left.
 * @see https://learn.microsoft.com/graph/api/resources/participantleftnotification
 */
export function leftNotification(call: CallRow, participantId: string): Notification {
  const body = { '@odata.type': '#microsoft.graph.participantLeftNotification', participantId, call: shown(call, {}) }
  return { ...addressOf(call), body }
}

function shown(call: CallRow, members: object) {
  const { state, direction, callChainId, tenantId } = toCall(call)
  const data = {
    '@odata.id': `/communications/calls/${call.id}`,
    id: call.id,
    state,
    direction,
    callChainId,
    tenantId,
    ...members,
  }
  return serialize('microsoft.graph.call', data, { types: 'always', nulls: false, unknownEnumMembers: false })
}
