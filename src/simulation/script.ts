import { parseDuration } from '../runtime/duration.ts'
import type { CallRow, ScriptRow } from '../store/call-row.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { matches } from './scenario.ts'
import { takeStep } from './take-step.ts'
import { setTimer } from './timers.ts'

/** The first scenario that is for such a call, from its beginning. */
export function scriptFor({ settings }: Moment, call: Pick<CallRow, 'direction'>): ScriptRow | undefined {
  const scenario = settings.scenarios().find((candidate) => matches(candidate, call))
  return scenario && { scenario: scenario.name, steps: scenario.steps, next: 0 }
}

/** When a script's next step is due, unless there is none. */
export function planNextStep(script: ScriptRow | undefined): TimerPlan | undefined {
  const step = script?.steps[script.next]
  return step && { after: parseDuration(step.after ?? 0, 'after'), happening: { type: 'scriptStep' } }
}

/** Takes the script's next step, and waits for the one after it. */
export function takeScriptStep(moment: Moment, callId: string): void {
  const script = moment.tx.get('calls', callId)?.script
  const step = script?.steps[script.next]
  if (!script || !step) return
  moment.tx.update('calls', callId, (draft) => {
    draft.script = { ...script, next: script.next + 1 }
  })
  const { after: _, ...what } = step
  takeStep(moment, callId, what, script.scenario)
  awaitNextStep(moment, callId)
}

function awaitNextStep(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  const plan = planNextStep(call?.script)
  if (!plan || call?.state === 'terminating' || call?.state === 'terminated') return
  setTimer(moment, callId, 'script', plan)
}
