import { changeParticipant } from '../../behaviour/roster.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import type { RecordingStatus } from '../../rows.ts'
import { addOperation } from '../../updates/operations.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireEstablished } from '../require-call.ts'

interface RecordingStatusRequest {
  readonly status: RecordingStatus
  readonly clientContext?: string | null
}

/**
 * Update the recording status of the app.
 *
 * Shows on the roster whether the app records. Only for calls that a recording policy has brought to the app: the page
 * requires policy-based recording, and the calling service refuses all other calls with 8506.
 * @see https://learn.microsoft.com/graph/api/call-updaterecordingstatus
 */
export const updateRecordingStatus = defineEndpoint<RecordingStatusRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/updateRecordingStatus',
  permissions: callPermissions(['Calls.JoinGroupCall.All', 'Calls.AccessMedia.All']),
  body: { action: 'microsoft.graph.updateRecordingStatus' },
  run(context, { strict }, params, { status, clientContext }) {
    const call = requireCall(context, params)
    requireEstablished(call, strict)
    if (!call.policyRecording) throw callErrors.notRecordedByPolicy()
    requireClientContext(clientContext)
    if (strict && status === 'unknown') {
      throw callErrors.invalidArgument('status', "'unknown' is not one of notRecording, recording, failed.")
    }
    changeParticipant(context, call.id, call.myParticipantId, { recordingStatus: status })
    const operation = addOperation(context, call.id, {
      type: 'updateRecordingStatusOperation',
      status: 'completed',
      clientContext: clientContext ?? null,
    })
    return operationReply(call, operation)
  },
})
