import type { CallState, ScriptRow } from '../../calls/rows.ts'
import type { Occasion, Order, TimedStep } from '../../calls/steps.ts'
import type { TimerPlan } from '../../engine/moment.ts'
import { parseDuration } from '../../engine/time/duration.ts'

/** Where a script stands in time. */
export interface ScriptTime {
  readonly now: number
  readonly begunAt: number
  /** The state of the call that it is about. */
  readonly state?: CallState | undefined
}

/** By whose order its next step is taken. */
export function orderOf({ scenario, next }: ScriptRow): Order {
  return { by: scenario, nth: next + 1 }
}

/** Whether a step has waited for this. In a call that is over nothing else will come: then it is refused by name. */
export function isMetBy({ when }: TimedStep, occasion: Occasion): boolean {
  return when === occasion || (when !== undefined && occasion === 'terminated')
}

/**
 * In how many milliseconds a script's next step is due: not at all when there is none, or when it waits for an occasion
 * that is still to come.
 */
export function waitForNextStep(script: ScriptRow | undefined, time: ScriptTime): number | undefined {
  const step = script?.steps[script.next]
  const isDue = step && (step.when === undefined || step.when === time.state || time.state === 'terminated')
  return isDue ? waitFor(step, time) : undefined
}

/** How long a step waits once its occasion, if there is one, has come. */
export function waitFor({ after, at }: TimedStep, { now, begunAt }: ScriptTime): number {
  if (at !== undefined) return Math.max(0, begunAt + parseDuration(at, 'at') - now)
  return parseDuration(after ?? 0, 'after')
}

export function toTimerPlan(after: number | undefined): TimerPlan | undefined {
  return after === undefined ? undefined : { after, happening: { type: 'scriptStep' } }
}
