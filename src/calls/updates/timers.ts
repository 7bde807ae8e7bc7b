import type { Moment, TimerPlan } from '../../engine/moment.ts'
import type { CallRow, TimerName } from '../rows.ts'

/** Sets one of a call's timers; an earlier one of the same name is replaced. */
export function setTimer(moment: Moment, callId: string, name: TimerName, plan: TimerPlan): void {
  const earlier = moment.tx.get('calls', callId)?.timers[name]
  if (earlier !== undefined) moment.tx.removePending(earlier)
  const sequence = moment.schedule({ ...plan, subject: callId })
  moment.tx.update('calls', callId, (call) => {
    call.timers = { ...call.timers, [name]: sequence }
  })
}

export function clearTimer({ tx }: Moment, callId: string, name: TimerName): void {
  const sequence = tx.get('calls', callId)?.timers[name]
  if (sequence === undefined) return
  tx.removePending(sequence)
  tx.update('calls', callId, (call) => {
    const { [name]: _, ...others } = call.timers
    call.timers = others
  })
}

export function clearTimers(moment: Moment, { id, timers }: CallRow): void {
  for (const sequence of Object.values(timers)) if (sequence !== undefined) moment.tx.removePending(sequence)
  moment.tx.update('calls', id, (call) => {
    call.timers = {}
  })
}
