import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireGroupUp } from '../require-call.ts'
import { muteReply } from './muting.ts'

interface UnmuteRequest {
  readonly clientContext?: string | null
}

/** Unmutes the app on the server. */
export const unmuteCall = defineEndpoint<UnmuteRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/unmute',
  title: 'Unmute the app in a group call',
  doc: 'https://learn.microsoft.com/graph/api/call-unmute',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.unmute', optional: true },
  run(context, { strict }, params, { clientContext }) {
    const call = requireGroupUp(context, params, strict)
    return muteReply(context, call, {
      who: call.participants.filter(({ self }) => self),
      isMuted: false,
      type: 'unmuteParticipantOperation',
      clientContext,
    })
  },
})
