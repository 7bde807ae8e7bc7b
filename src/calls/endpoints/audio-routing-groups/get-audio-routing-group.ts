import { defineEndpoint } from '../../endpoint.ts'
import { ROUTE_AUDIO } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'
import { AUDIO_ROUTING_GROUP, audioRoutingGroupReply, requireAudioRoutingGroup } from './audio-routing-group-reply.ts'

/**
 * Get an audio routing group.
 * @see https://learn.microsoft.com/graph/api/audioroutinggroup-get
 */
export const getAudioRoutingGroup = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/audioRoutingGroups/:groupId',
  permissions: ROUTE_AUDIO,
  type: AUDIO_ROUTING_GROUP,
  query: { options: ['select'] },
  run: (context, _, params) => audioRoutingGroupReply(requireAudioRoutingGroup(requireCall(context, params), params)),
})
