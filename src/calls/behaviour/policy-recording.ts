import type { DeliveryTypes } from '../../engine/delivery/context.ts'
import { notify } from '../../engine/delivery/notify.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'
import { participantById } from '../lifecycle/participants.ts'
import { joiningNotification, leftNotification } from '../notifications/policy-notification.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { startIncomingCall } from './incoming-call.ts'
import { changeParticipant, joinCall } from './roster.ts'

// An app that records by policy is asked about everybody who joins, as far as it has room for them; for who comes then,
// it is called anew. https://learn.microsoft.com/graph/api/call-answer (example 3)

/** Somebody comes into a call. Where it is recorded by policy, whom the app has room for waits for the app's reply. */
export function joinOrRequestApproval(context: CallContext, call: CallRow, participant: ParticipantRow): void {
  const { policyRecording: policy } = call
  if (!policy || call.state !== 'established') return joinCall(context, call.id, participant)
  const { capacity, recorded, botData } = policy
  if (recorded.length < capacity) {
    changeParticipant(context, call.id, participant.id, { participation: 'invited' })
    return notify(context, joiningNotification(call, participant))
  }
  joinCall(context, call.id, participant)
  startIncomingCall(context, {
    caller: participant.identity,
    callbackUri: call.callbackUri,
    others: [],
    policyRecording: botData === null ? true : { botData },
  })
}

/** Somebody whom the app recorded is gone. */
export function notifyOfLeaving(context: CallContext, call: CallRow, participantId: string): void {
  if (call.policyRecording?.recorded.includes(participantId)) notify(context, leftNotification(call, participantId))
}

/**
 * The app has replied, or no reply came. Only an acceptance counts as recorded, only a rejection keeps the participant out.
 * @see https://learn.microsoft.com/graph/api/resources/participantjoiningnotification
 */
export function applyJoinResponse(context: CallContext, { message, reply }: DeliveryTypes['emits']['delivered']): void {
  const { callId, participantId } = message.correlation ?? {}
  if (callId === undefined || participantId === undefined) return
  const call = context.tx.get('calls', callId)
  const participant = call && participantById(call, participantId)
  // The call may have ended meanwhile, or this be the reply to a copy.
  if (call?.state !== 'established' || participant?.participation !== 'invited') return
  const body = isJsonObject(reply?.body) ? reply.body : {}
  if (saysType(body, 'microsoft.graph.rejectJoinResponse')) {
    changeParticipant(context, callId, participantId, { participation: 'left' })
    const reason = typeof body.reason === 'string' ? body.reason : 'none given'
    return context.note({
      type: 'refused',
      callId,
      what: 'join',
      by: 'the app',
      why: `the app rejected it. Reason: ${reason}`,
    })
  }
  if (saysType(body, 'microsoft.graph.acceptJoinResponse')) {
    context.tx.update('calls', callId, (draft) => {
      const { policyRecording: policy } = call
      if (policy) draft.policyRecording = { ...policy, recorded: [...policy.recorded, participantId] }
    })
  }
  joinCall(context, callId, participant)
}
