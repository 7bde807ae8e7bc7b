import type { EndpointRequest, OutboundRequests } from '../../../graph/endpoint/endpoint.ts'
import { PROMPT_LENGTH_MS } from '../../lifecycle/limits.ts'
import { operationResults } from '../../lifecycle/results.ts'
import { wavLengthMs } from '../../media/wav-length.ts'
import type { ResultInfo } from '../../result-info.ts'
import type { PromptRow } from '../../rows.ts'

export interface MediaPrompt {
  readonly mediaInfo?: { readonly uri?: string } | null
}

/**
 * Fetches prompts, as the service does before it plays them. One whose URL nobody answers for plays for
 * {@link PROMPT_LENGTH_MS}; one that cannot be had or is no WAV of the right format makes those after it unheard, too.
 * @see https://learn.microsoft.com/graph/api/resources/mediainfo
 */
export async function measurePrompts(
  { ask }: OutboundRequests,
  { strict }: EndpointRequest,
  prompts: readonly MediaPrompt[],
): Promise<PromptRow> {
  const measured = await Promise.all(
    prompts.map(async ({ mediaInfo }) => {
      // A prompt without media plays nothing.
      if (!mediaInfo) return 0
      const request = toRequest(mediaInfo.uri)
      // The first drafts of these APIs have placeholders for URLs.
      if (!request) return strict ? operationResults.promptNotDownloaded : PROMPT_LENGTH_MS
      const answer = await ask(request, 'prompt')
      if (answer === 'nobody') return PROMPT_LENGTH_MS
      if (answer.status < 200 || answer.status > 299) return operationResults.promptNotDownloaded
      return wavLengthMs(answer.bytes) ?? operationResults.badPromptFormat
    }),
  )
  return inOrder(measured)
}

function inOrder(measured: readonly (number | ResultInfo)[]): PromptRow {
  let lengthMs = 0
  for (const one of measured) {
    if (typeof one !== 'number') return { lengthMs, failure: one }
    lengthMs += one
  }
  return { lengthMs }
}

/** Nothing for what is no URL, or has a password in it: no request can be made of that. */
function toRequest(uri = ''): Request | undefined {
  const url = URL.parse(uri)
  return url && !url.username && !url.password ? new Request(url) : undefined
}
