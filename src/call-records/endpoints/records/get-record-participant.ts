import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath } from './call-record-reply.ts'
import { readChildren, requireChild } from './record-children.ts'

const PARTICIPANT = 'microsoft.graph.callRecords.participant'

/**
 * Get a participant of a call record.
 *
 * This path is part of Graph's metadata, but not of its documentation.
 */
export const getRecordParticipant = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/participants_v2/:participantId',
  type: PARTICIPANT,
  permissions: READ_CALL_RECORDS,
  query: { options: ['select'] },
  run(context, _, params) {
    const participants = readChildren(context, params, 'participants_v2')
    const participant = requireChild(participants, 'participant', params.participantId)
    return {
      kind: 'entity',
      status: 200,
      type: PARTICIPANT,
      value: () => participant,
      contextPath: memberContextPath(params, 'participants_v2/$entity'),
      types: 'derived',
    }
  },
})
