import type { ReplyTo } from '../../engine/delivery/notification.ts'
import type { Moment } from '../../engine/moment.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import { saysType } from '../../graph/odata/json/type-annotation.ts'
import { participantById } from '../lifecycle/participants.ts'
import { joiningNotification, leftNotification } from '../notifications/policy-notification.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import { receiveCall } from './incoming-call.ts'
import { changeParticipant, comeIn } from './roster.ts'

// An app that records by policy is asked about everybody who joins, as far as it has room for them; for who comes then,
// it is called anew. https://learn.microsoft.com/graph/api/call-answer (example 3)

/** Somebody comes into a call. Where it is recorded by policy, whom the app has room for waits for the app's reply. */
export function comeInOrAsk(moment: Moment, call: CallRow, participant: ParticipantRow): void {
  const { policyRecording: policy } = call
  if (!policy || call.state !== 'established') return comeIn(moment, call.id, participant)
  const { capacity, recorded, botData } = policy
  if (recorded.length < capacity) {
    changeParticipant(moment, call.id, participant.id, { presence: 'invited' })
    return moment.tell(joiningNotification(call, participant))
  }
  comeIn(moment, call.id, participant)
  receiveCall(moment, {
    caller: participant.identity,
    callbackUri: call.callbackUri,
    others: [],
    policyRecording: botData === null ? true : { botData },
  })
}

/** Somebody whom the app recorded is gone. */
export function tellOfLeaving(moment: Moment, call: CallRow, participantId: string): void {
  if (call.policyRecording?.recorded.includes(participantId)) moment.tell(leftNotification(call, participantId))
}

/**
 * The app has replied, or nobody has. Only an acceptance counts as recorded, only a rejection keeps somebody out.
 * @see https://learn.microsoft.com/graph/api/resources/participantjoiningnotification
 */
export function concludeJoining(moment: Moment, { callId, participantId }: ReplyTo, body: unknown): void {
  const call = moment.tx.get('calls', callId)
  const participant = call && participantById(call, participantId)
  // The call may have ended meanwhile, or this be the reply to a copy.
  if (call?.state !== 'established' || participant?.presence !== 'invited') return
  const reply = isJsonObject(body) ? body : {}
  if (saysType(reply, 'microsoft.graph.rejectJoinResponse')) {
    changeParticipant(moment, callId, participantId, { presence: 'left' })
    const reason = typeof reply.reason === 'string' ? reply.reason : 'none given'
    return moment.note({
      type: 'refused',
      callId,
      what: 'join',
      by: 'the app',
      why: `the app rejected it. Reason: ${reason}`,
    })
  }
  if (saysType(reply, 'microsoft.graph.acceptJoinResponse')) {
    moment.tx.update('calls', callId, (draft) => {
      const { policyRecording: policy } = call
      if (policy) draft.policyRecording = { ...policy, recorded: [...policy.recorded, participantId] }
    })
  }
  comeIn(moment, callId, participant)
}
