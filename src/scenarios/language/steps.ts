import type { IncomingStep, Milestone, Step } from '../../calls/steps.ts'
import type { Duration } from '../../engine/time/duration.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'

/** What a scenario can do besides. It is about nobody's call, so it is done when the call is over, too. */
export type ControlStep =
  /** Requests fail on order from now on, or are answered late. */
  | { readonly do: 'fault'; readonly rule: FaultRule }
  /** The rule of that name is taken away. */
  | { readonly do: 'endFault'; readonly name: string }
  /** The app's subscriptions run out in so long, unless it renews them; at once when left out. */
  | { readonly do: 'expireSubscriptions'; readonly in?: Duration }
  /** A mark is set in the trace, to which `emulator.jumpTo` leads back. */
  | { readonly do: 'mark'; readonly name: string }

const CONTROL_STEPS: readonly string[] = [
  'fault',
  'endFault',
  'expireSubscriptions',
  'mark',
] satisfies readonly ControlStep['do'][]

export function isControlStep(step: Step | IncomingStep | ControlStep): step is ControlStep {
  return CONTROL_STEPS.includes(step.do)
}

/** When a step is taken. */
export interface StepTiming {
  /** So long after the step before it, or after `when`; the first, after the scenario has begun. Default: 0. */
  readonly after?: Duration
  /** So long after the scenario has begun: since the call's creation. */
  readonly at?: Duration
  /** Not before this. */
  readonly when?: Milestone
}

/** A step in time, and in which of a scenario's calls; by default the last that came in. */
export type TimedStep = (Step | IncomingStep | ControlStep) & StepTiming & { readonly call?: string }

/** What a scenario consists of: steps, steps that are repeated, and chance, drawn from the seed. */
export type ScenarioStep =
  | TimedStep
  /** Steps are taken several times. */
  | { readonly do: 'repeat'; readonly times: number; readonly steps: readonly ScenarioStep[] }
  /** One of several is taken, drawn from the seed. */
  | { readonly do: 'choose'; readonly from: readonly Choice[] }

export interface Choice {
  /** How likely it is, compared with the others. Default: 1. */
  readonly weight?: number
  /** What is done then; nothing, when there are none. */
  readonly steps: readonly ScenarioStep[]
}
