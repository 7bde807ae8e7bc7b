import { applyStep } from '../../calls/behaviour/apply-step.ts'
import type { CallTypes, MilestoneReached } from '../../calls/context.ts'
import type { CallRow, CallState } from '../../calls/rows.ts'
import type { IncomingStep, StepOrigin } from '../../calls/steps.ts'
import type { ScenarioContext } from '../context.ts'
import type { Scenario } from '../language/scenario.ts'
import { isControlStep, type TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'
import { takeControlStep } from './control-step.ts'
import { expandSteps } from './expand-steps.ts'
import { takeIncomingStep } from './incoming-call.ts'
import { selectScenario } from './select-scenario.ts'
import { isMetBy, timeUntil, timeUntilNextStep } from './step-timing.ts'

// A scenario is played as a run: in the one call that it matched (then the run has the call's id), or, when it starts by
// itself, in all calls that it brings about. A run that has taken its last step is removed.

/** Starts a scenario that does not wait for a call. */
export function startScenario(context: ScenarioContext, scenario: Scenario): void {
  const { tx, ids, now } = context
  const id = ids.guid()
  const begun = begin(context, scenario)
  store(context, { id, sequence: tx.nextSequence(), startedAt: now, ...begun, calls: {} }, undefined)
}

/** Plays the first scenario that matches a new call, unless the call comes from a scenario. */
export function playForNewCall(context: ScenarioContext, { call }: CallTypes['emits']['callCreated']): void {
  const scenario = call.scenarioRunId === undefined ? selectScenario(context, call) : undefined
  if (!scenario) return
  const { id, sequence, createdAt: startedAt } = call
  call.scenarioRunId = id
  if (scenario.record) call.recordPlan = scenario.record
  store(context, { id, sequence, startedAt, ...begin(context, scenario) }, call.state)
}

function begin({ random }: ScenarioContext, { name, steps, actors, record }: Scenario) {
  return { scenario: name, steps: expandSteps(random, steps, actors), next: 0, ...(record && { record }) }
}

function store(context: ScenarioContext, run: ScenarioRun, state: CallState | undefined): void {
  if (run.steps.length === 0) return
  const after = timeUntilNextStep(run, context.now, state)
  context.tx.insert('scenarioRuns', after === undefined ? run : { ...run, timer: scheduleStep(context, run, after) })
}

/** Takes the next step of a run, and schedules the one after it. */
export function takeNextStep(context: ScenarioContext, runId: string): void {
  const run = context.tx.require('scenarioRuns', runId)
  const step = run.steps[run.next]
  if (!step) return
  context.tx.update('scenarioRuns', runId, (draft) => {
    draft.next = run.next + 1
    delete draft.timer
  })
  const refusal = step.do === 'incoming' ? takeIncomingStep(context, run, step) : takeStep(context, run, step)
  if (refusal !== undefined) context.note({ type: 'refused', what: step.do, ...orderOf(run), why: refusal })
  goOn(context, context.tx.require('scenarioRuns', runId))
}

/** @returns why the step names no call. What else may be wrong with it is noted where it is applied. */
function takeStep(
  context: ScenarioContext,
  run: ScenarioRun,
  step: Exclude<TimedStep, IncomingStep>,
): string | undefined {
  const { after: _, at: _at, when: _when, call, ...what } = step
  if (isControlStep(what)) {
    takeControlStep(context, what, run.scenario)
    return undefined
  }
  const callId = callIdOf(run, step)
  if (callId === undefined) return `no call '${call}' has come in.`
  applyStep(context, callId, what, orderOf(run))
  return undefined
}

function goOn(context: ScenarioContext, run: ScenarioRun): void {
  const { now, tx } = context
  if (run.next >= run.steps.length) return tx.remove('scenarioRuns', run.id)
  const state = callOf(context, run)?.state
  if (isInOneCall(run)) {
    // A call that is ending has its last milestone before it.
    if (state === 'terminating') return
    if (state === 'terminated') return void skipToControlStep(context, run)
  }
  const after = timeUntilNextStep(run, now, state)
  if (after !== undefined) setTimer(context, run, after)
}

/** Resumes the run that plays a call, when its next step waits for this milestone. @returns whether it did. */
export function resumeOnMilestone(context: ScenarioContext, { callId, milestone }: MilestoneReached): boolean {
  const { scenarioRunId } = context.tx.get('calls', callId) ?? {}
  const run = scenarioRunId === undefined ? undefined : context.tx.get('scenarioRuns', scenarioRunId)
  if (!run) return false
  if (isInOneCall(run) && milestone === 'terminated') return skipToControlStep(context, run)
  const step = run.steps[run.next]
  if (!step || !isMetBy(step, milestone) || callIdOf(run, step) !== callId) return false
  if (run.timer === undefined) setTimer(context, run, timeUntil(step, run, context.now))
  return true
}

/** Cancels the next step of a run in a call that is ending. */
export function cancelNextStep({ tx }: ScenarioContext, { callId }: { readonly callId: string }): void {
  const timer = tx.get('scenarioRuns', callId)?.timer
  if (timer === undefined) return
  tx.removePending(timer)
  tx.update('scenarioRuns', callId, (draft) => {
    delete draft.timer
  })
}

/**
 * After its call, a run goes on with the steps that are not about the call: a fault that it started ends, too.
 * @returns whether there is such a step.
 */
function skipToControlStep(context: ScenarioContext, run: ScenarioRun): boolean {
  if (run.timer !== undefined) return false
  const next = run.steps.findIndex((step, index) => index >= run.next && isControlStep(step))
  const step = run.steps[next]
  if (!step) {
    context.tx.remove('scenarioRuns', run.id)
    return false
  }
  setTimer(context, { ...run, next }, timeUntil(step, run, context.now))
  return true
}

function setTimer(context: ScenarioContext, run: ScenarioRun, after: number): void {
  const timer = scheduleStep(context, run, after)
  context.tx.update('scenarioRuns', run.id, (draft) => {
    draft.next = run.next
    draft.timer = timer
  })
}

function scheduleStep(context: ScenarioContext, { id }: ScenarioRun, after: number): number {
  return context.schedule({ after, entityId: id, action: { type: 'scenarioStep' } })
}

function isInOneCall({ calls }: ScenarioRun): boolean {
  return calls === undefined
}

/** The call that a run's next step is about. */
function callOf({ tx }: ScenarioContext, run: ScenarioRun): CallRow | undefined {
  const step = run.steps[run.next]
  const callId = step && callIdOf(run, step)
  return callId === undefined ? undefined : tx.get('calls', callId)
}

function callIdOf({ id, calls, lastCallId }: ScenarioRun, { call }: TimedStep): string | undefined {
  if (!calls) return id
  return call === undefined ? lastCallId : calls[call]
}

/** Who asks for a run's next step, for the trace. */
function orderOf({ scenario, next }: ScenarioRun): StepOrigin {
  return { by: scenario, nth: next + 1 }
}
