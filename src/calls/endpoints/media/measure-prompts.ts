import type { JsonObject } from '../../../engine/values/json.ts'
import type { EndpointRequest, OutboundRequests } from '../../../graph/endpoint/endpoint.ts'
import { PROMPT_LENGTH_MS } from '../../lifecycle/limits.ts'
import { operationResults } from '../../lifecycle/results.ts'
import { wavLengthMs } from '../../media/wav-length.ts'
import type { ResultInfo } from '../../result-info.ts'
import type { PromptRow } from '../../rows.ts'

export interface MediaPrompt extends JsonObject {
  readonly mediaInfo?: (JsonObject & { readonly uri?: string }) | null
}

/**
 * Fetches prompts, as the service does before it plays them. A prompt without a receiver for its URL plays for
 * {@link PROMPT_LENGTH_MS}. A prompt that cannot be downloaded, or has the wrong format, ends the operation.
 * @see https://learn.microsoft.com/graph/api/resources/mediainfo
 */
export async function measurePrompts(
  { sendRequest }: OutboundRequests,
  { strict }: EndpointRequest,
  prompts: readonly MediaPrompt[],
): Promise<PromptRow> {
  const measured = await Promise.all(
    prompts.map(async ({ mediaInfo }) => {
      // A prompt without media has no length.
      if (!mediaInfo) return 0
      const request = toRequest(mediaInfo.uri)
      // Graph's first drafts of these APIs have placeholders instead of URLs.
      if (!request) return strict ? operationResults.promptNotDownloaded : PROMPT_LENGTH_MS
      const response = await sendRequest(request, 'prompt')
      if (response === 'noReceiver') return PROMPT_LENGTH_MS
      if (response.status < 200 || response.status > 299) return operationResults.promptNotDownloaded
      return wavLengthMs(response.bytes) ?? operationResults.badPromptFormat
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

/** Returns `undefined` for text that is not a URL, or a URL with credentials, which `Request` rejects. */
function toRequest(uri = ''): Request | undefined {
  const url = URL.parse(uri)
  return url && !url.username && !url.password ? new Request(url) : undefined
}
