import { defineEndpoint } from '../../endpoint.ts'
import { ROUTE_AUDIO } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'
import { AUDIO_ROUTING_GROUP, toAudioRoutingGroup } from './audio-routing-group-reply.ts'

/**
 * List the audio routing groups of a call.
 *
 * Lists the groups in order of creation, without an @odata.context, as in Graph's example.
 * @see https://learn.microsoft.com/graph/api/call-list-audioroutinggroups
 */
export const listAudioRoutingGroups = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/audioRoutingGroups',
  permissions: ROUTE_AUDIO,
  type: AUDIO_ROUTING_GROUP,
  query: { options: ['select'] },
  run(context, _, params) {
    const { audioRoutingGroups = [] } = requireCall(context, params)
    return {
      kind: 'collection',
      status: 200,
      type: AUDIO_ROUTING_GROUP,
      items: audioRoutingGroups.map((group) => () => toAudioRoutingGroup(group)),
      rows: audioRoutingGroups,
      types: 'derived',
    }
  },
})
