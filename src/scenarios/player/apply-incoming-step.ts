import { type IncomingCallOptions, startIncomingCall } from '../../calls/behaviour/incoming-call.ts'
import type { IncomingStep } from '../../calls/steps.ts'
import { explainUnknownPerson, findPerson } from '../../directory/directory.ts'
import { isJsonObject } from '../../engine/values/json.ts'
import type { ScenarioContext } from '../context.ts'
import type { TimedStep } from '../language/steps.ts'
import type { ScenarioRun } from '../rows.ts'

/** Applies a scenario's `incoming` step: a person calls the app. @returns why that is not possible. */
export function applyIncomingStep(
  context: ScenarioContext,
  { id, scenario, record }: ScenarioRun,
  step: Extract<TimedStep, IncomingStep>,
): string | undefined {
  const { as, from, others, subject } = step
  const { directory, callbackUri } = context.services
  if (callbackUri === undefined) return "the app cannot be notified of calls: pass 'callbackUri' to createEmulator."
  const unknown = [from, ...(others ?? [])].find((who) => who !== undefined && !findPerson(directory, who))
  if (unknown !== undefined) return explainUnknownPerson(directory, unknown)
  const call = startIncomingCall(context, {
    ...(from !== undefined && { from: toCaller(context, from) }),
    ...(others && { others }),
    ...(subject !== undefined && { subject }),
    scenarioRunId: id,
    ...(record && { recordPlan: record }),
  })
  const { when: _, after: _after, at: _at, call: _call, ...what } = step
  context.note({ type: 'step', callId: call.id, step: what, by: scenario })
  context.tx.update('scenarioRuns', id, (run) => {
    run.lastCallId = call.id
    if (as !== undefined) run.calls = { ...run.calls, [as]: call.id }
  })
  return undefined
}

function toCaller({ services: { directory } }: ScenarioContext, who: string): NonNullable<IncomingCallOptions['from']> {
  const user = findPerson(directory, who)?.user
  return isJsonObject(user) ? { user: String(user.id) } : { phone: who }
}
