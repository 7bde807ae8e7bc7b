import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCall, requireGroup } from '../require-call.ts'
import { participantsReply } from './participant-reply.ts'

/**
 * List the participants of a group call.
 * @see https://learn.microsoft.com/graph/api/call-list-participants
 */
export const listParticipants = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/participants',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.participant',
  query: { options: ['select'] },
  run(context, _, params) {
    const call = requireCall(context, params)
    requireGroup(call)
    return participantsReply(call)
  },
})
