import { setHoldMusic } from '../../behaviour/hold-music.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { JOIN_GROUP } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireEstablished, requireParticipant } from '../require-call.ts'

interface StopHoldMusicRequest {
  readonly clientContext?: string | null
}

/**
 * Stop hold music for a participant.
 * @see https://learn.microsoft.com/graph/api/participant-stopholdmusic
 */
export const stopHoldMusic = defineEndpoint<StopHoldMusicRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/:participantId/stopHoldMusic',
  permissions: JOIN_GROUP,
  body: { action: 'microsoft.graph.stopHoldMusic', optional: true },
  run(context, { strict }, params, { clientContext = null }) {
    const call = requireCall(context, params)
    requireEstablished(call, strict)
    requireClientContext(clientContext)
    const { id, isOnHold } = requireParticipant(call, params)
    if (!isOnHold) {
      throw callErrors.participantConflict(`'stopHoldMusic' is not possible while participant '${id}' is not on hold.`)
    }
    return operationReply(call, setHoldMusic(context, call.id, id, false, clientContext), 202)
  },
})
