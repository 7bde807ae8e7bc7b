import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { ROUTE_AUDIO } from '../../../graph/endpoint/permissions.ts'
import { requireCall } from '../require-call.ts'
import { AUDIO_ROUTING_GROUP, audioRoutingGroupReply, requireAudioRoutingGroup } from './audio-routing-group-reply.ts'

export const getAudioRoutingGroup = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/audioRoutingGroups/:groupId',
  title: 'Get an audio routing group',
  doc: 'https://learn.microsoft.com/graph/api/audioroutinggroup-get',
  permissions: ROUTE_AUDIO,
  type: AUDIO_ROUTING_GROUP,
  query: { options: ['select'] },
  run: (moment, _, params) => audioRoutingGroupReply(requireAudioRoutingGroup(requireCall(moment, params), params)),
})
