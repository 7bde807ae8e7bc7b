import type { JsonObject } from '../../../engine/values/json.ts'
import type { EntityReply } from '../../../graph/endpoint/endpoint-reply.ts'
import type { CallContext } from '../../context.ts'
import { callErrors } from '../../errors.ts'
import { isOnRoster, participantById } from '../../lifecycle/participants.ts'
import type { AudioRoutingGroupRow, CallRow } from '../../rows.ts'

export const AUDIO_ROUTING_GROUP = 'microsoft.graph.audioRoutingGroup'

/** Exactly the four properties of Graph's examples. */
export function audioRoutingGroupReply(group: AudioRoutingGroupRow): EntityReply {
  return {
    kind: 'entity',
    status: 200,
    type: AUDIO_ROUTING_GROUP,
    row: group,
    value: () => toAudioRoutingGroup(group),
    types: 'derived',
  }
}

export function toAudioRoutingGroup({ id, routingMode, sources, receivers }: AudioRoutingGroupRow): JsonObject {
  return { id, routingMode, sources, receivers }
}

/** Finds the group with this id, ignoring case. */
export function findAudioRoutingGroup(
  { audioRoutingGroups = [] }: CallRow,
  id: string,
): AudioRoutingGroupRow | undefined {
  return audioRoutingGroups.find((group) => group.id.toLowerCase() === id.toLowerCase())
}

/** @throws GraphError when the call has no such group. */
export function requireAudioRoutingGroup(
  call: CallRow,
  { groupId = '' }: Readonly<Record<string, string>>,
): AudioRoutingGroupRow {
  const group = findAudioRoutingGroup(call, groupId)
  if (!group) throw callErrors.callResourceNotFound('audioRoutingGroup', groupId)
  return group
}

/** @throws GraphError when a source or receiver is not a participant of the call. */
export function requireOnRoster(call: CallRow, group: Pick<AudioRoutingGroupRow, 'sources' | 'receivers'>): void {
  for (const name of ['sources', 'receivers'] as const) {
    for (const id of group[name]) {
      const participant = participantById(call, id)
      if (participant && isOnRoster(participant)) continue
      throw callErrors.invalidArgument(name, `the call has no participant with the id '${id}'.`)
    }
  }
}

/** Replaces a call's groups. */
export function setAudioRoutingGroups(
  { tx }: CallContext,
  callId: string,
  groups: readonly AudioRoutingGroupRow[],
): void {
  tx.update('calls', callId, (call) => {
    call.audioRoutingGroups = [...groups]
  })
}
