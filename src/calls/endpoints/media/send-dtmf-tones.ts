import { defineEndpoint } from '../../endpoint.ts'
import { TONE_DELAY_MS } from '../../lifecycle/limits.ts'
import { enqueueOperation } from '../../media/media-queue.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireCount, requireRange } from '../check-argument.ts'
import { requireActiveAudio, requireCall, requireEstablished } from '../require-call.ts'

interface SendRequest {
  readonly tones?: readonly string[]
  readonly delayBetweenTonesMs?: number | null
  readonly clientContext?: string | null
}

/** Graph documents no limit but that of the type. */
const DELAY_LIMIT_MS = 2 ** 31 - 1

/**
 * Send DTMF tones.
 *
 * Adds tones to the media queue, which sends them one after another. Graph requires no media mode for it.
 * @see https://learn.microsoft.com/graph/api/call-senddtmftones
 */
export const sendDtmfTones = defineEndpoint<SendRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/sendDtmfTones',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.sendDtmfTones' },
  run(context, { strict, beta }, params, { tones = [], delayBetweenTonesMs, clientContext = null }) {
    const call = requireCall(context, params)
    const delayMs = delayBetweenTonesMs ?? TONE_DELAY_MS
    requireEstablished(call, strict)
    requireActiveAudio(call, strict)
    requireCount('tones', tones, 1)
    requireRange('delayBetweenTonesMs', delayMs, 0, DELAY_LIMIT_MS)
    requireClientContext(clientContext)
    const operation = { type: 'sendDtmfTonesOperation', clientContext, beta, tones: { tones, delayMs } } as const
    return operationReply(call, enqueueOperation(context, call.id, operation))
  },
})
