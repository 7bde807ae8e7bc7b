import type { StepOrigin } from '../../calls/steps.ts'
import type { TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'

// A scenario is played as a run: either for the one call that it matched, whose id the run then has, or, with trigger
// 'start', for all calls that it starts itself. The row of a run is removed after its last step.

/** Whether a run plays a single call that it matched. */
export function isInOneCall({ calls }: ScenarioRun): boolean {
  return calls === undefined
}

/** The id of the call that a step concerns. */
export function callIdOf({ id, calls, lastCallId }: ScenarioRun, { call }: TimedStep): string | undefined {
  if (!calls) return id
  return call === undefined ? lastCallId : calls[call]
}

/** The origin of a run's next step, for the trace. */
export function originOf({ scenario, next }: ScenarioRun): StepOrigin {
  return { by: scenario, nth: next + 1 }
}
