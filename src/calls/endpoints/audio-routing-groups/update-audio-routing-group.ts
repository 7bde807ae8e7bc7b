import { defineEndpoint } from '../../endpoint.ts'
import type { AudioRoutingGroupRow } from '../../rows.ts'
import { ROUTE_AUDIO } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'
import {
  AUDIO_ROUTING_GROUP,
  audioRoutingGroupReply,
  requireAudioRoutingGroup,
  requireOnRoster,
  setAudioRoutingGroups,
} from './audio-routing-group-reply.ts'

interface GroupChange {
  readonly routingMode?: AudioRoutingGroupRow['routingMode']
  readonly sources?: readonly string[] | null
  readonly receivers?: readonly string[] | null
}

/**
 * Update an audio routing group.
 *
 * Does not check the number of sources and receivers: Graph's own example gives a `oneToOne` group two receivers.
 * @see https://learn.microsoft.com/graph/api/audioroutinggroup-update
 */
export const updateAudioRoutingGroup = defineEndpoint<GroupChange>({
  method: 'PATCH',
  path: '/communications/calls/:callId/audioRoutingGroups/:groupId',
  permissions: ROUTE_AUDIO,
  body: { entity: AUDIO_ROUTING_GROUP, partial: true },
  run(context, _, params, change) {
    const call = requireCall(context, params)
    const before = requireAudioRoutingGroup(call, params)
    const group = {
      id: before.id,
      routingMode: change.routingMode ?? before.routingMode,
      sources: change.sources ?? before.sources,
      receivers: change.receivers ?? before.receivers,
    }
    requireOnRoster(call, { sources: change.sources ?? [], receivers: change.receivers ?? [] })
    const { audioRoutingGroups = [] } = call
    setAudioRoutingGroups(
      context,
      call.id,
      audioRoutingGroups.map((one) => (one === before ? group : one)),
    )
    return audioRoutingGroupReply(group)
  },
})
