import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import type { CallHistory } from '../store/call-record-row.ts'
import { drawSession } from './session.ts'
import { toSessionPlans } from './session-plans.ts'

/** Draws the sessions of a call. */
export function drawSessions(recordId: string, call: CallHistory, random: Random): JsonObject[] {
  return toSessionPlans(recordId, call).map((plan) => drawSession(plan, random))
}
