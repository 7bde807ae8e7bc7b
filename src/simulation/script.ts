import type { CallRow } from '../store/call-row.ts'
import { isStageStep, type Occasion } from '../store/step.ts'
import type { Moment } from './moment.ts'
import { toTimerPlan, waitFor, waitForNextStep } from './script-time.ts'
import { takeStageStep } from './stage.ts'
import { takeStep } from './take-step.ts'
import { setTimer } from './timers.ts'

/** Whether the script's next step waits for this occasion; if so, its time begins. */
export function meetScript(moment: Moment, callId: string, occasion: Occasion): boolean {
  const call = moment.tx.get('calls', callId)
  const step = call?.script?.steps[call.script.next]
  if (!call || step?.when !== occasion) return false
  const plan = toTimerPlan(waitFor(step, { now: moment.now, begunAt: call.createdAt }))
  if (plan && call.timers.script === undefined) setTimer(moment, callId, 'script', plan)
  return true
}

/** Takes the script's next step, and waits for the one after it. */
export function takeScriptStep(moment: Moment, callId: string): void {
  const script = moment.tx.get('calls', callId)?.script
  const step = script?.steps[script.next]
  // Nobody calls in within a call: `defineScenario` sees to that.
  if (!script || !step || step.do === 'incoming') return
  moment.tx.update('calls', callId, (draft) => {
    draft.script = { ...script, next: script.next + 1 }
    draft.timers = withoutScript(draft.timers)
  })
  const { after: _, at: _at, when: _occasion, call: _call, ...what } = step
  if (isStageStep(what)) takeStageStep(moment, what, script.scenario)
  else takeStep(moment, callId, what, script.scenario)
  awaitNextStep(moment, callId)
}

/** The timer has gone off: it holds nothing any more. */
function withoutScript({ script: _, ...others }: CallRow['timers']): CallRow['timers'] {
  return others
}

function awaitNextStep(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  if (!call || call.state === 'terminating' || call.state === 'terminated') return
  const { now } = moment
  const plan = toTimerPlan(waitForNextStep(call.script, { now, begunAt: call.createdAt, state: call.state }))
  if (plan) setTimer(moment, callId, 'script', plan)
}
