import { applyStep } from '../../calls/behaviour/apply-step.ts'
import { goesOnWithoutApp } from '../../calls/lifecycle/participants.ts'
import type { CallState } from '../../calls/rows.ts'
import type { IncomingStep } from '../../calls/steps.ts'
import type { ScenarioContext } from '../context.ts'
import { isControlStep, type TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'
import { applyControlStep } from './apply-control-step.ts'
import { applyIncomingStep } from './apply-incoming-step.ts'
import { callIdOf, isInOneCall, originOf } from './run.ts'
import { setStepTimer, skipToControlStep } from './schedule-step.ts'
import { timeUntilNextStep } from './step-timing.ts'

/** Applies the next step of a run, and schedules the one after it. */
export function applyNextStep(context: ScenarioContext, runId: string): void {
  const run = context.tx.require('scenarioRuns', runId)
  const step = run.steps[run.next]
  if (!step) return
  context.tx.update('scenarioRuns', runId, (draft) => {
    draft.next = run.next + 1
    delete draft.timer
  })
  const refusal = step.do === 'incoming' ? applyIncomingStep(context, run, step) : applyOtherStep(context, run, step)
  if (refusal !== undefined) context.note({ type: 'refused', what: step.do, ...originOf(run), why: refusal })
  scheduleNextStep(context, context.tx.require('scenarioRuns', runId))
}

/** @returns why the step's call does not exist. `applyStep` itself notes any other reason in the trace. */
function applyOtherStep(
  context: ScenarioContext,
  run: ScenarioRun,
  step: Exclude<TimedStep, IncomingStep>,
): string | undefined {
  const { after: _, at: _at, when: _when, call, ...what } = step
  if (isControlStep(what)) {
    applyControlStep(context, what, run.scenario)
    return undefined
  }
  const callId = callIdOf(run, step)
  if (callId === undefined)
    return `the scenario has not started ${call === undefined ? 'any call' : `a call '${call}'`}.`
  if (!context.tx.get('calls', callId)) return 'its call ended long ago and is no longer stored.'
  applyStep(context, callId, what, originOf(run))
  return undefined
}

function scheduleNextStep(context: ScenarioContext, run: ScenarioRun): void {
  const { now, tx } = context
  if (run.next >= run.steps.length) return tx.remove('scenarioRuns', run.id)
  const state = nextStateOf(context, run)
  if (isInOneCall(run)) {
    // The run continues at the call's last milestone, `terminated`.
    if (state === 'terminating' || state === 'transferAccepted') return
    if (state === 'terminated') return void skipToControlStep(context, run)
  }
  const after = timeUntilNextStep(run, now, state)
  if (after !== undefined) setStepTimer(context, run, after)
}

/**
 * The state of the call that the next step of a run concerns. A call that is no longer stored has ended. Of a call that goes
 * on without the app, no milestone follows, and its state is unknown.
 */
function nextStateOf({ tx }: ScenarioContext, run: ScenarioRun): CallState | undefined {
  const step = run.steps[run.next]
  const callId = step && callIdOf(run, step)
  if (callId === undefined) return undefined
  const call = tx.get('calls', callId)
  if (!call) return 'terminated'
  return goesOnWithoutApp(call) ? undefined : call.state
}
