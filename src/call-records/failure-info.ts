import type { JsonObject } from '../edm/json.ts'
import type { ResultInfo } from '../store/result-info.ts'

/**
 * What went wrong with a call that had been up, or nothing: Graph tells of failures only.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-failureinfo
 */
export function toFailureInfo({ code, message }: ResultInfo): JsonObject | null {
  return code === 408 || code === 410 || code >= 500 ? { stage: 'midcall', reason: message } : null
}
