import { setSharing } from '../../behaviour/modalities.ts'
import { defineEndpoint } from '../../endpoint.ts'
import type { ScreenSharingRole } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireAppHosted, requireCall, requireEstablished, requireGroup } from '../require-call.ts'

interface RoleRequest {
  readonly role: ScreenSharingRole
}

/**
 * Start or stop sharing the app’s screen in a group call.
 *
 * Starts or stops sharing the app's screen, which changes its stream on the roster.
 * @see https://learn.microsoft.com/graph/api/call-changescreensharingrole
 */
export const changeScreenSharingRole = defineEndpoint<RoleRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/changeScreenSharingRole',
  permissions: callPermissions(['Calls.AccessMedia.All']),
  body: { action: 'microsoft.graph.changeScreenSharingRole' },
  run(context, { strict }, params, { role }) {
    const call = requireCall(context, params)
    requireGroup(call)
    requireAppHosted(call)
    requireEstablished(call, strict)
    setSharing(context, call.id, call.myParticipantId, role === 'sharer')
    return { kind: 'empty', status: 202 }
  },
})
