import type { ResultInfo } from '../../calls/result-info.ts'
import type { JsonObject } from '../../engine/values/json.ts'

/**
 * What went wrong with a call that had been up, or nothing: Graph tells of failures only.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-failureinfo
 */
export function toFailureInfo({ code, message }: ResultInfo): JsonObject | null {
  return code === 408 || code === 410 || code >= 500 ? { stage: 'midcall', reason: message } : null
}
