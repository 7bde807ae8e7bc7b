import { takeStep } from '../../calls/behaviour/take-step.ts'
import type { CallRow } from '../../calls/rows.ts'
import { isStageStep, type Occasion } from '../../calls/steps.ts'
import { setTimer } from '../../calls/updates/timers.ts'
import type { Moment } from '../../engine/moment.ts'
import { orderOf, toTimerPlan, waitFor, waitForNextStep } from './script-time.ts'
import { takeStageStep } from './stage.ts'

/** Whether the script's next step waits for this occasion; if so, its time begins. */
export function meetScript(moment: Moment, callId: string, occasion: Occasion): boolean {
  const call = moment.tx.get('calls', callId)
  const step = call?.script?.steps[call.script.next]
  if (occasion === 'terminated') return call !== undefined && outlive(moment, call)
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
  else takeStep(moment, callId, what, orderOf(script))
  awaitNextStep(moment, callId)
}

/** The timer has gone off: it holds nothing any more. */
function withoutScript({ script: _, ...others }: CallRow['timers']): CallRow['timers'] {
  return others
}

function awaitNextStep(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  // What is left when the call is over has its turn then.
  if (!call || call.state === 'terminating') return
  if (call.state === 'terminated') {
    outlive(moment, call)
    return
  }
  const { now } = moment
  const plan = toTimerPlan(waitForNextStep(call.script, { now, begunAt: call.createdAt, state: call.state }))
  if (plan) setTimer(moment, callId, 'script', plan)
}

/**
 * In a call that is over, the script goes on to what is not about the call: a fault that it began ends, too.
 * @returns whether there is such a step.
 */
function outlive(moment: Moment, { id, createdAt, script, timers }: CallRow): boolean {
  if (!script || timers.script !== undefined) return false
  const next = script.steps.findIndex((one, index) => index >= script.next && isStageStep(one))
  const step = script.steps[next]
  if (!step) return false
  moment.tx.update('calls', id, (draft) => {
    draft.script = { ...script, next }
  })
  const plan = toTimerPlan(waitFor(step, { now: moment.now, begunAt: createdAt }))
  if (plan) setTimer(moment, id, 'script', plan)
  return true
}
