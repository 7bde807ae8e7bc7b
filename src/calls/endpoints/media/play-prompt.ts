import { defineEndpoint } from '../../endpoint.ts'
import { enqueueOperation } from '../../media/media-queue.ts'
import type { PromptRow } from '../../rows.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireCount } from '../check-argument.ts'
import { requireActiveAudio, requireCall, requireMedia } from '../require-call.ts'
import { type MediaPrompt, measurePrompts } from './measure-prompts.ts'

interface PlayRequest {
  readonly prompts?: readonly MediaPrompt[]
  readonly clientContext?: string | null
}

/**
 * Play a prompt.
 *
 * Adds up to 20 prompts to the media queue, which plays them one after another.
 * @see https://learn.microsoft.com/graph/api/call-playprompt
 */
export const playPrompt = defineEndpoint<PlayRequest, PromptRow>({
  method: 'POST',
  path: '/communications/calls/:callId/playPrompt',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.playPrompt' },
  check(context, { strict }, params, { prompts = [], clientContext }) {
    const call = requireCall(context, params)
    requireMedia(call, strict)
    requireActiveAudio(call, strict)
    requireCount('prompts', prompts, 1, 20)
    requireClientContext(clientContext)
  },
  prepare: (outbound, request, _, { prompts = [] }) => measurePrompts(outbound, request, prompts),
  run(context, { beta }, params, { prompts = [], clientContext = null }, prompt) {
    const call = requireCall(context, params)
    const members = { clientContext, beta, prompt, prompts }
    const operation = enqueueOperation(context, call.id, { type: 'playPromptOperation', ...members })
    return operationReply(call, operation)
  },
})
