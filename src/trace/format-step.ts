import type { IncomingStep, Step } from '../calls/steps.ts'
import type { TraceEntryOf } from './trace.ts'

/** `speak 3s`; with the origin unless that is `perform`: `answer (busy)`. */
export function formatStep({ step, by }: TraceEntryOf<'step'>): string {
  const isPlain = ([name, detail]: [string, unknown]) => !NAMES.includes(name) && typeof detail !== 'object'
  const plain = Object.entries(step).filter(isPlain)
  return `${plain.map(([, detail]) => detail).join(' ')}${by === 'perform' ? '' : ` (${by})`}`
}

/** The members of steps that name a participant or call, which `formatStep` leaves out. */
const NAMES = ['who', 'from', 'as']

/** What asked for a refused step: `perform`, or `two people call, step 3`. */
export function formatOrigin({ by, nth }: TraceEntryOf<'refused'>): string {
  return nth === undefined ? by : `${by}, step ${nth}`
}

/** `fault throttled (the scenario)` */
export function formatControlStep({ step, by }: TraceEntryOf<'control'>): string {
  switch (step.do) {
    case 'fault':
      return `fault ${step.rule.name ?? 'without a name'} (${by})`
    case 'endFault':
      return `endFault ${step.name} (${by})`
    case 'expireSubscriptions':
      return `expireSubscriptions${step.in === undefined ? '' : ` in ${step.in}`} (${by})`
  }
}

/** The participant or caller that a step names. */
export function actorOfStep(step: Step | IncomingStep): string | undefined {
  if (step.do === 'incoming') return step.from
  return 'who' in step ? step.who : undefined
}
