import type { FaultRule } from '../store/fault-rule.ts'
import type { IncomingStep, StageStep, Step } from '../store/step.ts'
import type { Moment } from './moment.ts'

/** What rules for failing requests are kept by. */
export interface FaultSwitch {
  add(rule: FaultRule): void
  remove(name: string): void
}

/** Whether a step is about nobody's call. */
export function isStageStep(step: Step | IncomingStep | StageStep): step is StageStep {
  return step.do === 'fault' || step.do === 'endFault' || step.do === 'mark'
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
