import type { ResultInfo } from '../../calls/result-info.ts'
import type { JsonObject } from '../../engine/values/json.ts'

/**
 * Returns why an established call ended, or null if it ended normally: Graph reports failures only.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-failureinfo
 */
export function toFailureInfo({ code, message }: ResultInfo): JsonObject | null {
  return code === 408 || code === 410 || code >= 500 ? { stage: 'midcall', reason: message } : null
}
