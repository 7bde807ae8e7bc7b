import type { MilestoneReached } from '../../calls/context.ts'
import { goesOnWithoutApp } from '../../calls/lifecycle/participants.ts'
import type { ScenarioContext } from '../context.ts'
import { callIdOf, isInOneCall } from './run.ts'
import { setStepTimer, skipToControlStep } from './schedule-step.ts'
import { isResumedBy, timeUntil } from './step-timing.ts'

/** Resumes the run that plays a call if its next step waits for this milestone. @returns whether it does. */
export function resumeOnMilestone(context: ScenarioContext, { callId, milestone }: MilestoneReached): boolean {
  const call = context.tx.get('calls', callId)
  const run = call?.scenarioRunId === undefined ? undefined : context.tx.get('scenarioRuns', call.scenarioRunId)
  if (!call || !run) return false
  if (isInOneCall(run) && milestone === 'terminated') return !goesOnWithoutApp(call) && skipToControlStep(context, run)
  const step = run.steps[run.next]
  if (!step || !isResumedBy(step, milestone) || callIdOf(run, step) !== callId) return false
  if (run.timer === undefined) setStepTimer(context, run, timeUntil(step, run, context.now))
  return true
}
