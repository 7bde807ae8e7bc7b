import { leaveCall } from '../../behaviour/leave-call.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { operationResults } from '../../lifecycle/results.ts'
import { JOIN_GROUP } from '../call-permissions.ts'
import { requireEstablishedGroup, requireParticipant } from '../require-call.ts'

/**
 * Remove a participant from a group call.
 *
 * Removes a participant from the call or the lobby at once, or cancels a pending invitation.
 * @see https://learn.microsoft.com/graph/api/participant-delete
 */
export const deleteParticipant = defineEndpoint({
  method: 'DELETE',
  path: '/communications/calls/:callId/participants/:participantId',
  permissions: JOIN_GROUP,
  run(context, { strict }, params) {
    const call = requireEstablishedGroup(context, params, strict)
    const participant = requireParticipant(call, params)
    if (participant.self) {
      throw callErrors.invalidArgument(
        'participantId',
        `'${participant.id}' is the app itself. To leave, DELETE /communications/calls/${call.id}.`,
      )
    }
    leaveCall(context, call.id, participant, 'removed', operationResults.cancelled)
    return { kind: 'empty', status: 204 }
  },
})
