import { defineEndpoint } from '../../endpoint.ts'
import type { ParticipantRow } from '../../rows.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireEstablishedGroup, requireNamed } from '../require-call.ts'
import { muteReply } from './muting.ts'

interface MuteAllRequest {
  readonly participants?: readonly string[] | null
  readonly clientContext?: string | null
}

/**
 * Mute several participants of a group call.
 *
 * Mutes the named participants, or all but the app.
 * @see https://learn.microsoft.com/graph/api/participant-muteall?view=graph-rest-beta
 */
export const muteAll = defineEndpoint<MuteAllRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/muteAll',
  permissions: CHECKED_AT_CREATION,
  betaOnly: true,
  body: { action: 'microsoft.graph.muteAll', optional: true },
  run(context, { strict }, params, { participants, clientContext }) {
    const call = requireEstablishedGroup(context, params, strict)
    const who = participants?.length
      ? participants.map((id, index) => requireNamed(call, `participants[${index}]`, id))
      : call.participants.filter(isOtherParticipant)
    return muteReply(context, call, { who, isMuted: true, type: 'commsOperation', clientContext })
  },
})

function isOtherParticipant({ self, participation }: ParticipantRow): boolean {
  return !self && participation === 'in'
}
