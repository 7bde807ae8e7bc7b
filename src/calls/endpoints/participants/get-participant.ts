import { defineEndpoint } from '../../endpoint.ts'
import { JOIN_GROUP } from '../call-permissions.ts'
import { requireCall, requireGroup, requireParticipant } from '../require-call.ts'
import { participantReply } from './participant-reply.ts'

/**
 * Get a participant of a group call.
 * @see https://learn.microsoft.com/graph/api/participant-get
 */
export const getParticipant = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/participants/:participantId',
  permissions: JOIN_GROUP,
  type: 'microsoft.graph.participant',
  query: { options: ['select'] },
  versionOf: (context, params) => requireParticipant(requireCall(context, params), params).rosterSequence ?? 0,
  run(context, _, params) {
    const call = requireCall(context, params)
    requireGroup(call)
    return participantReply(call, requireParticipant(call, params))
  },
})
