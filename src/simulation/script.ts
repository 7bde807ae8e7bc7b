import { parseDuration } from '../runtime/duration.ts'
import type { Moment } from './moment.ts'
import { matches } from './scenario.ts'
import { takeStep } from './take-step.ts'
import { setTimer } from './timers.ts'

/** Gives a new call the first scenario that is for it. */
export function startScript(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  const scenario = call && moment.settings.scenarios().find((candidate) => matches(candidate, call))
  if (!scenario) return
  moment.tx.update('calls', callId, (draft) => {
    draft.script = { scenario: scenario.name, steps: scenario.steps, next: 0 }
  })
  awaitNextStep(moment, callId)
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
  const step = call?.script?.steps[call.script.next]
  if (!step || call.state === 'terminating' || call.state === 'terminated') return
  const after = parseDuration(step.after ?? 0, 'after')
  setTimer(moment, callId, 'script', { after, happening: { type: 'scriptStep' } })
}
