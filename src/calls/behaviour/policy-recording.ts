import type { DeliveryTypes } from '../../engine/delivery/context.ts'
import { notify } from '../../engine/delivery/notify.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import type { CallContext } from '../context.ts'
import { participantById } from '../lifecycle/participants.ts'
import { participantJoiningNotification, participantLeftNotification } from '../notifications/policy-notification.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { startIncomingCall } from './incoming-call.ts'
import { changeParticipant, joinCall } from './roster.ts'

// An app that records by policy approves each participant before the participant joins, up to the app's capacity. Each
// participant beyond that leads to a new incoming call to the app.
// https://learn.microsoft.com/graph/api/call-answer (example 3)

/** A participant joins, or waits for the app's approval if the app records the call by policy and has capacity left. */
export function joinOrRequestApproval(context: CallContext, call: CallRow, participant: ParticipantRow): void {
  const { policyRecording: policy } = call
  if (!policy || call.state !== 'established') return joinCall(context, call.id, participant)
  const { capacity, recorded, botData } = policy
  // `user` and `otherSideUser` describe the participant whom this call records, not the new one.
  const { user: _, otherSideUser: __, ...ofPolicy } = botData
  if (recorded.length < capacity) {
    changeParticipant(context, call.id, participant.id, { participation: 'invited' })
    return notify(context, participantJoiningNotification(call, participant))
  }
  joinCall(context, call.id, participant)
  startIncomingCall(context, {
    caller: participant.identity,
    callbackUri: call.callbackUri,
    others: [],
    policyRecording: { botData: { ...ofPolicy, user: { participationMethod: 'callee' } } },
  })
}

/** Notifies the app that a participant whom it records has left. */
export function notifyParticipantLeft(context: CallContext, call: CallRow, participantId: string): void {
  if (call.policyRecording?.recorded.includes(participantId))
    notify(context, participantLeftNotification(call, participantId))
}

/**
 * Applies the app's response to a joining participant. Only an acceptance marks the participant as recorded, and only a
 * rejection keeps the participant out: with any other response, or without one, the participant joins unrecorded.
 * @see https://learn.microsoft.com/graph/api/resources/participantjoiningnotification
 */
export function applyJoinResponse(
  context: CallContext,
  { message, response }: DeliveryTypes['emits']['delivered'],
): void {
  const { callId, participantId } = message.correlation ?? {}
  if (callId === undefined || participantId === undefined) return
  const call = context.tx.get('calls', callId)
  const participant = call && participantById(call, participantId)
  // The call may have ended meanwhile, or the response answers a duplicate of the notification.
  if (call?.state !== 'established' || participant?.participation !== 'invited') return
  const body = isJsonObject(response?.body) ? response.body : {}
  if (saysType(body, 'microsoft.graph.rejectJoinResponse')) {
    changeParticipant(context, callId, participantId, { participation: 'left' })
    const reason = typeof body.reason === 'string' ? body.reason : 'not given'
    return context.note({
      type: 'refused',
      callId,
      what: 'join',
      by: 'the app',
      why: `the app rejected the participant. Reason: ${reason}`,
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
