import type { SchedulePlan } from '../../engine/module.ts'
import type { Tagged } from '../../engine/module-types.ts'
import type { CallContext, CallTypes } from '../context.ts'
import type { CallRow, TimerName } from '../rows.ts'

/** When a timer of a call fires, and the action it dispatches. */
export type TimerPlan = Omit<SchedulePlan<Tagged<CallTypes['actions']>>, 'entityId'>

/** Sets a timer of a call, which replaces the timer of the same name. */
export function setTimer(context: CallContext, callId: string, name: TimerName, plan: TimerPlan): void {
  const earlier = context.tx.get('calls', callId)?.timers[name]
  if (earlier !== undefined) context.tx.removePending(earlier)
  const sequence = context.schedule({ ...plan, entityId: callId })
  context.tx.update('calls', callId, (call) => {
    call.timers = { ...call.timers, [name]: sequence }
  })
}

export function clearTimer({ tx }: CallContext, callId: string, name: TimerName): void {
  const sequence = tx.get('calls', callId)?.timers[name]
  if (sequence === undefined) return
  tx.removePending(sequence)
  tx.update('calls', callId, (call) => {
    const { [name]: _, ...others } = call.timers
    call.timers = others
  })
}

export function clearTimers(context: CallContext, { id, timers }: CallRow): void {
  for (const sequence of Object.values(timers)) if (sequence !== undefined) context.tx.removePending(sequence)
  context.tx.update('calls', id, (call) => {
    call.timers = {}
  })
}
