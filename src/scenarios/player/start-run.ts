import type { CallTypes } from '../../calls/context.ts'
import type { CallState } from '../../calls/rows.ts'
import type { ScenarioContext } from '../context.ts'
import type { Scenario } from '../language/scenario.ts'
import type { ScenarioRun } from '../rows.ts'
import { expandSteps } from './expand-steps.ts'
import { scheduleStep } from './schedule-step.ts'
import { selectScenario } from './select-scenario.ts'
import { timeUntilNextStep } from './step-timing.ts'

/** Starts a scenario with trigger 'start'. */
export function startScenario(context: ScenarioContext, scenario: Scenario): void {
  const { tx, ids, now } = context
  const id = ids.guid()
  const members = initialMembers(context, scenario)
  insertRun(context, { id, sequence: tx.nextSequence(), startedAt: now, ...members, calls: {} }, undefined)
}

/** Starts the first scenario that matches a new call, unless a scenario has started the call. */
export function playForNewCall(context: ScenarioContext, { call }: CallTypes['emits']['callCreated']): void {
  const scenario = call.scenarioRunId === undefined ? selectScenario(context, call) : undefined
  if (!scenario) return
  const { id, sequence, createdAt: startedAt } = call
  call.scenarioRunId = id
  if (scenario.record) call.recordPlan = scenario.record
  insertRun(context, { id, sequence, startedAt, ...initialMembers(context, scenario) }, call.state)
}

function initialMembers({ random }: ScenarioContext, { name, steps, actors, record }: Scenario) {
  return { scenario: name, steps: expandSteps(random, steps, actors), next: 0, ...(record && { record }) }
}

function insertRun(context: ScenarioContext, run: ScenarioRun, state: CallState | undefined): void {
  if (run.steps.length === 0) return
  const after = timeUntilNextStep(run, context.now, state)
  context.tx.insert('scenarioRuns', after === undefined ? run : { ...run, timer: scheduleStep(context, run, after) })
}
