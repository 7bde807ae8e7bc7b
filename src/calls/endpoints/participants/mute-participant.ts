import { defineEndpoint } from '../../endpoint.ts'
import { JOIN_GROUP } from '../call-permissions.ts'
import { requireEstablishedGroup, requireIn, requireParticipant } from '../require-call.ts'
import { muteReply } from './muting.ts'

interface MuteRequest {
  readonly clientContext?: string | null
}

/**
 * Mute a participant of a group call.
 *
 * Mutes a participant on the server. Requests can unmute only the app.
 * @see https://learn.microsoft.com/graph/api/participant-mute
 */
export const muteParticipant = defineEndpoint<MuteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/:participantId/mute',
  permissions: JOIN_GROUP,
  body: { action: 'microsoft.graph.mute', optional: true },
  run(context, { strict }, params, { clientContext }) {
    const call = requireEstablishedGroup(context, params, strict)
    const participant = requireParticipant(call, params)
    requireIn(participant, 'mute')
    return muteReply(context, call, {
      who: [participant],
      isMuted: true,
      type: 'muteParticipantOperation',
      clientContext,
    })
  },
})
