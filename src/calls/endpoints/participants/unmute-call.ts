import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireEstablishedGroup } from '../require-call.ts'
import { muteReply } from './muting.ts'

interface UnmuteRequest {
  readonly clientContext?: string | null
}

/**
 * Unmute the app in a group call.
 * @see https://learn.microsoft.com/graph/api/call-unmute
 */
export const unmuteCall = defineEndpoint<UnmuteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/unmute',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.unmute', optional: true },
  run(context, { strict }, params, { clientContext }) {
    const call = requireEstablishedGroup(context, params, strict)
    return muteReply(context, call, {
      who: call.participants.filter(({ self }) => self),
      isMuted: false,
      type: 'unmuteParticipantOperation',
      clientContext,
    })
  },
})
