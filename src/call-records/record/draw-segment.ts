import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { drawMedia, type MediaPlan } from '../media/draw-media.ts'

export interface SegmentPlan extends MediaPlan {
  readonly id: string
  readonly failureInfo: JsonObject | null
}

/** @see https://learn.microsoft.com/graph/api/resources/callrecords-segment */
export function drawSegment(plan: SegmentPlan, random: Random): JsonObject {
  return {
    id: plan.id,
    startDateTime: plan.from,
    endDateTime: plan.until,
    caller: plan.caller.device.endpoint,
    callee: plan.callee.device.endpoint,
    failureInfo: plan.failureInfo,
    media: drawMedia(plan, random),
  }
}
