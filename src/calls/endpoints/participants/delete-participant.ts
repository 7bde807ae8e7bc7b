import { leaveCall } from '../../behaviour/departure.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { operationResults } from '../../lifecycle/results.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireGroupUp, requireParticipant } from '../require-call.ts'

/** Whoever is in, or waits in the lobby, is dropped at once; an invitation that is under way is cancelled. */
export const deleteParticipant = defineEndpoint({
  method: 'DELETE',
  path: '/communications/calls/:callId/participants/:participantId',
  title: 'Remove a participant from a group call',
  doc: 'https://learn.microsoft.com/graph/api/participant-delete',
  permissions: callPermissions(['Calls.JoinGroupCallAsGuest.All', 'Calls.JoinGroupCall.All']),
  run(context, { strict }, params) {
    const call = requireGroupUp(context, params, strict)
    const participant = requireParticipant(call, params)
    if (participant.self) {
      throw callErrors.invalidArgument(
        'participantId',
        `'${participant.id}' is the app's own leg. To leave, DELETE /communications/calls/${call.id}.`,
      )
    }
    leaveCall(context, call.id, participant, 'removed', operationResults.cancelled)
    return { kind: 'empty', status: 204 }
  },
})
