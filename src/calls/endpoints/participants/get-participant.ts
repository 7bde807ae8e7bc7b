import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { requireCall, requireGroup, requireParticipant } from '../require-call.ts'
import { participantReply } from './participant-reply.ts'

export const getParticipant = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/participants/:participantId',
  title: 'Get a participant of a group call',
  doc: 'https://learn.microsoft.com/graph/api/participant-get',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.participant',
  query: { options: ['select'] },
  versionOf: (moment, params) => requireParticipant(requireCall(moment, params), params).rosterSequence ?? 0,
  run(moment, _, params) {
    const call = requireCall(moment, params)
    requireGroup(call)
    return participantReply(call, requireParticipant(call, params))
  },
})
