import type { CallState } from '../../calls/rows.ts'
import type { Milestone } from '../../calls/steps.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import type { TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'

/** Whether this is what a step has waited for. After the call has ended nothing else will come: the step is refused then. */
export function isMetBy({ when }: TimedStep, milestone: Milestone): boolean {
  return when === milestone || (when !== undefined && milestone === 'terminated')
}

/**
 * Milliseconds until a run's next step is due; nothing when there is none, or when it waits for a milestone to come.
 * @param state The state of the call that the step is about.
 */
export function timeUntilNextStep(run: ScenarioRun, now: number, state: CallState | undefined): number | undefined {
  const step = run.steps[run.next]
  const isDue = step && (step.when === undefined || step.when === state || state === 'terminated')
  return isDue ? timeUntil(step, run, now) : undefined
}

/** Milliseconds until a step is due once its milestone, if it waits for one, has come. */
export function timeUntil({ after, at }: TimedStep, { startedAt }: ScenarioRun, now: number): number {
  if (at !== undefined) return Math.max(0, startedAt + parseDuration(at, 'at') - now)
  return parseDuration(after ?? 0, 'after')
}
