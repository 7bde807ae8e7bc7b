import type { JsonObject } from '../../../engine/values/json.ts'
import { setHoldMusic } from '../../behaviour/hold-music.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { JOIN_GROUP } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext } from '../check-argument.ts'
import { requireCall, requireEstablished, requireIn, requireParticipant } from '../require-call.ts'

interface StartHoldMusicRequest {
  /** Checked but not used: the emulator has no audio. */
  readonly customPrompt?: JsonObject | null
  readonly clientContext?: string | null
}

/**
 * Start hold music for a participant.
 *
 * Puts a participant on hold with music. One participant at a time can be on hold, and not the app itself.
 * @see https://learn.microsoft.com/graph/api/participant-startholdmusic
 */
export const startHoldMusic = defineEndpoint<StartHoldMusicRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/participants/:participantId/startHoldMusic',
  permissions: JOIN_GROUP,
  body: { action: 'microsoft.graph.startHoldMusic', optional: true },
  run(context, { strict }, params, { clientContext = null }) {
    const call = requireCall(context, params)
    requireEstablished(call, strict)
    requireClientContext(clientContext)
    const participant = requireParticipant(call, params)
    if (participant.self) {
      throw callErrors.invalidArgument('participantId', `'${participant.id}' is the app itself.`)
    }
    requireIn(participant, 'startHoldMusic')
    const onHold = call.participants.find(({ isOnHold }) => isOnHold)
    if (onHold) {
      throw callErrors.participantConflict(
        `'startHoldMusic' is not possible while participant '${onHold.id}' is on hold: only one participant can be on hold at a time.`,
      )
    }
    return operationReply(call, setHoldMusic(context, call.id, participant.id, true, clientContext), 202)
  },
})
