import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireEstablishedGroup } from '../require-call.ts'
import { muteReply } from './muting.ts'

interface MuteRequest {
  readonly clientContext?: string | null
}

/**
 * Mute the app in a group call.
 * @see https://learn.microsoft.com/graph/api/call-mute
 */
export const muteCall = defineEndpoint<MuteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/mute',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.mute', optional: true },
  run(context, { strict }, params, { clientContext }) {
    const call = requireEstablishedGroup(context, params, strict)
    return muteReply(context, call, {
      who: call.participants.filter(({ self }) => self),
      isMuted: true,
      type: 'muteParticipantOperation',
      clientContext,
    })
  },
})
