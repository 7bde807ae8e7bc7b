import type { CallState } from '../../calls/rows.ts'
import type { Milestone } from '../../calls/steps.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import type { TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'

/** Whether a milestone resumes a step that waits. `terminated` resumes every step, which the ended call then refuses. */
export function isResumedBy({ when }: TimedStep, milestone: Milestone): boolean {
  return when === milestone || (when !== undefined && milestone === 'terminated')
}

/**
 * The time until a run's next step is due, in milliseconds. `undefined` after the last step, or while the step waits for a
 * milestone.
 *
 * @param state the state of the call that the step concerns.
 */
export function timeUntilNextStep(run: ScenarioRun, now: number, state: CallState | undefined): number | undefined {
  const step = run.steps[run.next]
  const isDue = step && (step.when === undefined || step.when === state || state === 'terminated')
  return isDue ? timeUntil(step, run, now) : undefined
}

/** The time until a step is due, in milliseconds, once its milestone has been reached. */
export function timeUntil({ after, at }: TimedStep, { startedAt }: ScenarioRun, now: number): number {
  if (at !== undefined) return Math.max(0, startedAt + parseDuration(at, 'at') - now)
  return parseDuration(after ?? 0, 'after')
}
