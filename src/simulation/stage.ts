import type { FaultRule } from '../store/fault-rule.ts'
import type { StageStep } from '../store/step.ts'
import type { Moment } from './moment.ts'

/** What rules for failing requests are kept by. */
export interface FaultSwitch {
  add(rule: FaultRule): void
  remove(name: string): void
}

/** Does what a scenario does besides its calls. @param by The scenario's name. */
export function takeStageStep(moment: Moment, step: StageStep, by: string): void {
  switch (step.do) {
    case 'fault':
      moment.switchFaults((faults) => faults.add(step.rule))
      return
    case 'endFault':
      moment.switchFaults((faults) => faults.remove(step.name))
      return
    case 'mark':
      moment.note({ type: 'mark', name: step.name, by })
      return
  }
}
