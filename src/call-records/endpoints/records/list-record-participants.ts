import { collectionReply } from '../../../graph/endpoint/collection-reply.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { READ_CALL_RECORDS } from '../call-record-permissions.ts'
import { memberContextPath } from './call-record-reply.ts'
import { readChildren } from './record-children.ts'

const PARTICIPANT = 'microsoft.graph.callRecords.participant'

/**
 * List the participants of a call record.
 * @see https://learn.microsoft.com/graph/api/callrecords-callrecord-list-participants_v2
 */
export const listRecordParticipants = defineEndpoint({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/participants_v2',
  permissions: READ_CALL_RECORDS,
  type: PARTICIPANT,
  query: { options: ['select', 'top'], pageSize: 130 },
  run: (context, request, params) =>
    collectionReply(request, {
      type: PARTICIPANT,
      source: readChildren(context, params, 'participants_v2'),
      read: (participant) => participant,
      contextPath: memberContextPath(params, 'participants_v2'),
      pageSize: 130,
    }),
})
