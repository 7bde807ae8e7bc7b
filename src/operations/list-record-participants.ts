import { collectionReply } from './collection-reply.ts'
import { defineOperation } from './define.ts'
import { readChildren } from './record-children.ts'

export const listRecordParticipants = defineOperation({
  method: 'GET',
  path: '/communications/callRecords/:callRecordId/participants_v2',
  title: 'List the participants of a call record',
  doc: 'https://learn.microsoft.com/graph/api/callrecords-callrecord-list-participants_v2',
  query: { options: ['select'], pageSize: 130 },
  run: (moment, request, params) =>
    collectionReply(request, {
      type: 'microsoft.graph.callRecords.participant',
      items: readChildren(moment, params, 'participants_v2'),
      path: `communications/callRecords/${params['callRecordId']}/participants_v2`,
      context: `communications/callRecords('${params['callRecordId']}')/participants_v2`,
    }),
})
