import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { drawMedia, type MediaPlan } from '../media/media.ts'

export interface SegmentPlan extends MediaPlan {
  readonly id: string
  readonly failureInfo: JsonObject | null
}

/**
 * Draws a segment: a media leg during which nothing changed.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-segment
 */
export function drawSegment(plan: SegmentPlan, random: Random): JsonObject {
  return {
    id: plan.id,
    startDateTime: plan.from,
    endDateTime: plan.until,
    caller: plan.caller.party.endpoint,
    callee: plan.callee.party.endpoint,
    failureInfo: plan.failureInfo,
    media: drawMedia(plan, random),
  }
}
