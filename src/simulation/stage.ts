import type { StageStep } from '../store/step.ts'
import type { Moment } from './moment.ts'

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
