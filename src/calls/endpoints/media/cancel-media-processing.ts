import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { cancelOperations } from '../../media/media-queue.ts'
import { addOperation } from '../../updates/operations.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireMedia } from '../require-call.ts'

interface CancelRequest {
  readonly clientContext?: string | null
}

/** Ends what plays and what is recorded, and all that waits for its turn. The answer is complete: no notice follows. */
export const cancelMediaProcessing = defineEndpoint<CancelRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/cancelMediaProcessing',
  title: 'Cancel media processing',
  doc: 'https://learn.microsoft.com/graph/api/call-cancelmediaprocessing',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.cancelMediaProcessing', optional: true },
  run(moment, { strict }, params, { clientContext = null }) {
    const call = requireCall(moment, params)
    requireMedia(call, strict)
    requireClientContext(clientContext)
    cancelOperations(moment, call.id)
    const operation = { type: 'cancelMediaProcessingOperation', status: 'completed', clientContext } as const
    return operationReply(call, addOperation(moment, call.id, operation))
  },
})
