import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { requireCall } from '../require-call.ts'
import { participantsReply } from './participant-reply.ts'

export const listParticipants = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/participants',
  title: 'List the participants of a call',
  doc: 'https://learn.microsoft.com/graph/api/call-list-participants',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.participant',
  query: { options: ['select'] },
  run: (moment, _, params) => participantsReply(requireCall(moment, params)),
})
