import type { Notification } from '../../engine/delivery/notification.ts'
import { serialize } from '../../graph/odata/json/serialize.ts'
import { toCall } from '../representation/to-call.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { toCallbackAddress } from './callback-address.ts'

/**
 * Asks the app whether to record a participant who is about to join. Graph's documentation has no example: the emulator
 * sends one notification for each participant, which contains the call with that participant as its source.
 * @see https://learn.microsoft.com/graph/api/resources/participantjoiningnotification
 */
export function participantJoiningNotification(call: CallRow, { id, identity }: ParticipantRow): Notification {
  const joining = { source: { identity, participantId: id }, incomingContext: { observedParticipantId: id } }
  const body = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call: serializeCall(call, joining) }
  return {
    ...toCallbackAddress(call),
    body,
    correlation: { callId: call.id, participantId: id },
    expectsResponse: true,
  }
}

/**
 * Notifies the app that a participant whom it records has left.
 * @see https://learn.microsoft.com/graph/api/resources/participantleftnotification
 */
export function participantLeftNotification(call: CallRow, participantId: string): Notification {
  const body = {
    '@odata.type': '#microsoft.graph.participantLeftNotification',
    participantId,
    call: serializeCall(call, {}),
  }
  return { ...toCallbackAddress(call), body }
}

function serializeCall(call: CallRow, members: object) {
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
