import type { IncomingStep, Milestone, Step } from '../../calls/steps.ts'
import type { Duration } from '../../engine/time/duration.ts'
import type { FaultRule } from '../../graph/faults/fault-rule.ts'

/** A step that affects the emulator, not a call. It is taken even after the call has ended. */
export type ControlStep =
  /** Adds a fault rule: matching requests fail or are delayed from now on. */
  | { readonly do: 'fault'; readonly rule: FaultRule }
  /** Removes the fault rule with this name. */
  | { readonly do: 'endFault'; readonly name: string }
  /** Lets the app's subscriptions expire after `in` unless it renews them. Default: at once. */
  | { readonly do: 'expireSubscriptions'; readonly in?: Duration }
  /** Sets a named mark in the trace, to which `emulator.jumpTo` can return. */
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
  /** Time after the previous step, or after `when`; for the first step, after the start of the scenario. Default: 0. */
  readonly after?: Duration
  /** Time after the start of the scenario, which is the creation of the call. */
  readonly at?: Duration
  /** Waits for this event in the call. */
  readonly when?: Milestone
}

/** A step with its timing and its call; by default the latest incoming call. */
export type TimedStep = (Step | IncomingStep | ControlStep) & StepTiming & { readonly call?: string }

/** An entry of a scenario: a step, a loop, or a random choice. */
export type ScenarioStep =
  | TimedStep
  /** Takes steps several times. */
  | { readonly do: 'repeat'; readonly times: number; readonly steps: readonly ScenarioStep[] }
  /** Takes one of several alternatives, drawn from the seed. */
  | { readonly do: 'choose'; readonly from: readonly Choice[] }

export interface Choice {
  /** How likely it is relative to the others. Default: 1. */
  readonly weight?: number
  /** The steps of this alternative; may be empty. */
  readonly steps: readonly ScenarioStep[]
}
