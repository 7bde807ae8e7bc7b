import type { StageStep } from '../../calls/steps.ts'
import type { Moment } from '../../engine/moment.ts'
import { parseDuration } from '../../engine/time/duration.ts'
import { shortenSubscriptions } from '../../subscriptions/subscription-life.ts'

/** Does what a scenario does besides its calls. @param by The scenario's name. */
export function takeStageStep(moment: Moment, step: StageStep, by: string): void {
  if (step.do !== 'mark') moment.note({ type: 'stage', step, by })
  switch (step.do) {
    case 'fault':
      moment.switchFaults((faults) => faults.add(step.rule))
      return
    case 'endFault':
      moment.switchFaults((faults) => faults.remove(step.name))
      return
    case 'expireSubscriptions':
      return shortenSubscriptions(moment, parseDuration(step.in ?? 0, 'in'))
    case 'mark':
      moment.note({ type: 'mark', name: step.name, by })
      return
  }
}
