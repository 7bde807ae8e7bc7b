import { goesOnWithoutApp } from '../../calls/lifecycle/participants.ts'
import type { ScenarioContext } from '../context.ts'
import { isControlStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'
import { timeUntil } from './step-timing.ts'

/** Schedules the next step of a run. @returns the sequence number of the event. */
export function scheduleStep(context: ScenarioContext, { id }: ScenarioRun, after: number): number {
  return context.schedule({ after, entityId: id, action: { type: 'scenarioStep' } })
}

/** Schedules the next step of a run, and stores the event's number in the run's row. */
export function setStepTimer(context: ScenarioContext, run: ScenarioRun, after: number): void {
  const timer = scheduleStep(context, run, after)
  context.tx.update('scenarioRuns', run.id, (draft) => {
    draft.next = run.next
    draft.timer = timer
  })
}

/**
 * Skips the remaining steps about a call that has ended. Control steps still apply, so that a fault that the scenario
 * started ends, too.
 *
 * @returns whether there is a control step.
 */
export function skipToControlStep(context: ScenarioContext, run: ScenarioRun): boolean {
  if (run.timer !== undefined) return false
  const next = run.steps.findIndex((step, index) => index >= run.next && isControlStep(step))
  const step = run.steps[next]
  if (!step) {
    context.tx.remove('scenarioRuns', run.id)
    return false
  }
  setStepTimer(context, { ...run, next }, timeUntil(step, run, context.now))
  return true
}

/** Cancels the next step of a run for a call that is ending, unless the call goes on without the app. */
export function cancelNextStep({ tx }: ScenarioContext, { callId }: { readonly callId: string }): void {
  const call = tx.get('calls', callId)
  if (call && goesOnWithoutApp(call)) return
  const timer = tx.get('scenarioRuns', callId)?.timer
  if (timer === undefined) return
  tx.removePending(timer)
  tx.update('scenarioRuns', callId, (draft) => {
    delete draft.timer
  })
}
