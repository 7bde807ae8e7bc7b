import { defineEndpoint } from '../../endpoint.ts'
import { addOperation } from '../../updates/operations.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireMedia } from '../require-call.ts'

interface SubscribeRequest {
  readonly clientContext?: string | null
}

/**
 * Subscribe to tones.
 *
 * Notifies the app of each key that the other side presses from now on, until the call ends.
 * @see https://learn.microsoft.com/graph/api/call-subscribetotone
 */
export const subscribeToTone = defineEndpoint<SubscribeRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/subscribeToTone',
  permissions: callPermissions(['Calls.AccessMedia.All']),
  body: { action: 'microsoft.graph.subscribeToTone', optional: true },
  run(context, { strict }, params, { clientContext = null }) {
    const call = requireCall(context, params)
    requireMedia(call, strict)
    requireClientContext(clientContext)
    context.tx.update('calls', call.id, (draft) => {
      draft.isSubscribedToTones = true
    })
    const operation = { type: 'subscribeToToneOperation', status: 'completed', clientContext } as const
    return operationReply(call, addOperation(context, call.id, operation))
  },
})
