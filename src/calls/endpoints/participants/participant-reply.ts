import type { CollectionReply, EntityReply } from '../../../graph/endpoint/endpoint-reply.ts'
import { isOnRoster } from '../../lifecycle/participants.ts'
import { toParticipant } from '../../representation/to-participant.ts'
import type { CallRow, ParticipantRow } from '../../rows.ts'

/** The participants on the roster of a call. */
export function participantsReply(call: CallRow): CollectionReply {
  return {
    kind: 'collection',
    status: 200,
    type: 'microsoft.graph.participant',
    items: call.participants.filter(isOnRoster).map((one) => () => toParticipant(one, call)),
    contextPath: `communications/calls('${call.id}')/participants`,
    types: 'always',
  }
}

export function participantReply(call: CallRow, participant: ParticipantRow): EntityReply {
  return {
    kind: 'entity',
    status: 200,
    type: 'microsoft.graph.participant',
    row: participant,
    value: () => toParticipant(participant, call),
    contextPath: `communications/calls('${call.id}')/participants/$entity`,
    types: 'always',
  }
}
