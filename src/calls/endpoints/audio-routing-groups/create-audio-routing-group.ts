import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import type { AudioRoutingGroupRow } from '../../rows.ts'
import { ROUTE_AUDIO } from '../call-permissions.ts'
import { requireCount } from '../check-argument.ts'
import { requireEstablishedGroup } from '../require-call.ts'
import {
  AUDIO_ROUTING_GROUP,
  audioRoutingGroupReply,
  findAudioRoutingGroup,
  requireOnRoster,
  setAudioRoutingGroups,
} from './audio-routing-group-reply.ts'

interface GroupRequest {
  /** Chosen by the client, or generated. */
  readonly id?: string | null
  readonly routingMode: AudioRoutingGroupRow['routingMode']
  readonly sources?: readonly string[] | null
  readonly receivers?: readonly string[] | null
}

/** The maximum numbers of sources and receivers. @see https://learn.microsoft.com/graph/api/resources/audioroutinggroup */
const MOST = {
  oneToOne: { sources: 1, receivers: 1 },
  multicast: { sources: 1, receivers: undefined },
} as const

/**
 * Create an audio routing group.
 * @see https://learn.microsoft.com/graph/api/call-post-audioroutinggroups
 */
export const createAudioRoutingGroup = defineEndpoint<GroupRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/audioRoutingGroups',
  permissions: ROUTE_AUDIO,
  body: { entity: AUDIO_ROUTING_GROUP },
  run(context, { strict }, params, { id, routingMode, sources, receivers }) {
    const call = requireEstablishedGroup(context, params, strict)
    const group = { id: id || context.ids.guid(), routingMode, sources: sources ?? [], receivers: receivers ?? [] }
    requireOnRoster(call, group)
    if (strict) {
      requireCount('sources', group.sources, 1, MOST[routingMode].sources)
      requireCount('receivers', group.receivers, 1, MOST[routingMode].receivers)
    }
    if (findAudioRoutingGroup(call, group.id)) {
      throw callErrors.callResourceConflict('audioRoutingGroup', group.id)
    }
    setAudioRoutingGroups(context, call.id, [...(call.audioRoutingGroups ?? []), group])
    return audioRoutingGroupReply(group)
  },
})
