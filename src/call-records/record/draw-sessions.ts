import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, CallRecordRow } from '../rows.ts'
import { toPstnLegs } from '../timeline/pstn-leg.ts'
import { drawSession } from './draw-session.ts'
import { toSessionPlans } from './session-plan.ts'

export function drawSessions(row: CallRecordRow, call: CallHistory, random: Random): JsonObject[] {
  const bypassed = toPstnLegs(row).some(({ bypass }) => bypass === 'used')
  return toSessionPlans(row.id, call).map((plan) => drawSession({ ...plan, bypassed }, random))
}
