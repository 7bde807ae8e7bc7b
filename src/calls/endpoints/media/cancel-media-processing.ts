import { defineEndpoint } from '../../endpoint.ts'
import { cancelOperations } from '../../media/media-queue.ts'
import { addOperation } from '../../updates/operations.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireEstablished } from '../require-call.ts'

interface CancelRequest {
  readonly clientContext?: string | null
}

/**
 * Cancel media processing.
 *
 * Cancels all running and queued media operations. Its own operation is already completed: no notification follows.
 * @see https://learn.microsoft.com/graph/api/call-cancelmediaprocessing
 */
export const cancelMediaProcessing = defineEndpoint<CancelRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/cancelMediaProcessing',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.cancelMediaProcessing', optional: true },
  run(context, { strict }, params, { clientContext = null }) {
    const call = requireCall(context, params)
    requireEstablished(call, strict)
    requireClientContext(clientContext)
    cancelOperations(context, call.id)
    const operation = { type: 'cancelMediaProcessingOperation', status: 'completed', clientContext } as const
    return operationReply(call, addOperation(context, call.id, operation))
  },
})
