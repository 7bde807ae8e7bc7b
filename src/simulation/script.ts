import { parseDuration } from '../runtime/duration.ts'
import type { CallRow, CallState, ScriptRow } from '../store/call-row.ts'
import type { Occasion, TimedStep } from '../store/step.ts'
import type { Moment, TimerPlan } from './moment.ts'
import { takeStep } from './take-step.ts'
import { setTimer } from './timers.ts'

/** Where a script stands in time. */
export interface ScriptTime {
  readonly now: number
  readonly begunAt: number
  /** The state of the call that it is about. */
  readonly state?: CallState | undefined
}

/**
 * In how many milliseconds a script's next step is due: not at all when there is none, or when it waits for an occasion
 * that is still to come.
 */
export function waitForNextStep(script: ScriptRow | undefined, time: ScriptTime): number | undefined {
  const step = script?.steps[script.next]
  return step && (step.when === undefined || step.when === time.state) ? waitFor(step, time) : undefined
}

/** How long a step waits once its occasion, if there is one, has come. */
export function waitFor({ after, at }: TimedStep, { now, begunAt }: ScriptTime): number {
  if (at !== undefined) return Math.max(0, begunAt + parseDuration(at, 'at') - now)
  return parseDuration(after ?? 0, 'after')
}

export function toTimerPlan(after: number | undefined): TimerPlan | undefined {
  return after === undefined ? undefined : { after, happening: { type: 'scriptStep' } }
}

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
  takeStep(moment, callId, what, script.scenario)
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
