import { parseDuration } from '../runtime/duration.ts'
import type { CallRow, CallState, ScriptRow } from '../store/call-row.ts'
import type { Occasion, ScenarioStep } from '../store/step.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { matches } from './scenario.ts'
import { takeStep } from './take-step.ts'
import { setTimer } from './timers.ts'

/** The first scenario that is for such a call, from its beginning. */
export function scriptFor({ settings }: Moment, call: Pick<CallRow, 'direction' | 'kind'>): ScriptRow | undefined {
  const scenario = settings.scenarios().find((candidate) => matches(candidate, call))
  return scenario && { scenario: scenario.name, steps: scenario.steps, next: 0 }
}

/** When a script's next step is due, unless there is none, or it waits for an occasion that is still to come. */
export function planNextStep(script: ScriptRow | undefined, now?: CallState): TimerPlan | undefined {
  const step = script?.steps[script.next]
  return step?.when === undefined || step.when === now ? planStep(step) : undefined
}

/** Whether the script's next step waits for this occasion; if so, its time begins. */
export function meetScript(moment: Moment, callId: string, occasion: Occasion): boolean {
  const call = moment.tx.get('calls', callId)
  const step = call?.script?.steps[call.script.next]
  if (!call || step?.when !== occasion) return false
  const plan = planStep(step)
  if (plan && call.timers.script === undefined) setTimer(moment, callId, 'script', plan)
  return true
}

function planStep(step: ScenarioStep | undefined): TimerPlan | undefined {
  return step && { after: parseDuration(step.after ?? 0, 'after'), happening: { type: 'scriptStep' } }
}

/** Takes the script's next step, and waits for the one after it. */
export function takeScriptStep(moment: Moment, callId: string): void {
  const script = moment.tx.get('calls', callId)?.script
  const step = script?.steps[script.next]
  if (!script || !step) return
  moment.tx.update('calls', callId, (draft) => {
    draft.script = { ...script, next: script.next + 1 }
    draft.timers = withoutScript(draft.timers)
  })
  const { after: _, when: _occasion, ...what } = step
  takeStep(moment, callId, what, script.scenario)
  awaitNextStep(moment, callId)
}

/** The timer has gone off: it holds nothing any more. */
function withoutScript({ script: _, ...others }: CallRow['timers']): CallRow['timers'] {
  return others
}

function awaitNextStep(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  const plan = planNextStep(call?.script, call?.state)
  if (!plan || call?.state === 'terminating' || call?.state === 'terminated') return
  setTimer(moment, callId, 'script', plan)
}
