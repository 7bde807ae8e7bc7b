import { addTimedOperation } from '../../behaviour/timed-operations.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireEstablishedGroup } from '../require-call.ts'

interface GalleryRequest {
  readonly clientContext?: string | null
}

/**
 * Add the large gallery view to a group call.
 *
 * Starts an operation, at the end of which a participant that sends the gallery joins the roster.
 * @see https://learn.microsoft.com/graph/api/call-addlargegalleryview
 */
export const addLargeGalleryView = defineEndpoint<GalleryRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/addLargeGalleryView',
  permissions: callPermissions([
    'Calls.JoinGroupCallAsGuest.All',
    'Calls.JoinGroupCall.All',
    'Calls.InitiateGroupCall.All',
  ]),
  body: { action: 'microsoft.graph.addLargeGalleryView', optional: true },
  run(context, { strict }, params, { clientContext }) {
    const call = requireEstablishedGroup(context, params, strict)
    requireClientContext(clientContext)
    const operation = addTimedOperation(context, call.id, {
      type: 'addLargeGalleryViewOperation',
      clientContext: clientContext ?? null,
    })
    return operationReply(call, operation, 202)
  },
})
