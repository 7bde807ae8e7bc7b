import { defineEndpoint } from '../../endpoint.ts'
import { ROUTE_AUDIO } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'
import { requireAudioRoutingGroup, setAudioRoutingGroups } from './audio-routing-group-reply.ts'

/**
 * Delete an audio routing group.
 * @see https://learn.microsoft.com/graph/api/audioroutinggroup-delete
 */
export const deleteAudioRoutingGroup = defineEndpoint({
  method: 'DELETE',
  path: '/communications/calls/:callId/audioRoutingGroups/:groupId',
  permissions: ROUTE_AUDIO,
  run(context, _, params) {
    const call = requireCall(context, params)
    const group = requireAudioRoutingGroup(call, params)
    const { audioRoutingGroups = [] } = call
    setAudioRoutingGroups(
      context,
      call.id,
      audioRoutingGroups.filter((one) => one !== group),
    )
    return { kind: 'empty', status: 204 }
  },
})
