import type { RecordPlan } from '../calls/record-plan.ts'
import type { TimedStep } from './language/steps.ts'

/** The counts of a scenario with `times` or `match.nth`. */
export interface ScenarioCountRow {
  /** The scenario's place in the order of matching, counted from the last. */
  readonly id: string
  /** How many calls matched. */
  readonly matched: number
  /** How many calls the scenario was played for. */
  readonly played: number
}

/** A scenario in progress: for the call that it matched, or for the calls that it starts itself. */
export interface ScenarioRun {
  /** The id of the call that the scenario matched, or an id of its own. */
  readonly id: string
  readonly sequence: number
  /** The scenario's name. */
  readonly scenario: string
  readonly startedAt: number
  readonly steps: readonly TimedStep[]
  /** The index of the next step. */
  readonly next: number
  /** The sequence number of the event for the next step. Absent while the step waits for a milestone. */
  readonly timer?: number
  /** When and how the records of its calls are written. */
  readonly record?: RecordPlan
  /** The ids of the calls that the scenario has started, by the names in its steps. Absent for a run of a matched call. */
  readonly calls?: Readonly<Record<string, string>>
  /** The id of the call that the scenario started last, for steps that name no call. */
  readonly lastCallId?: string
}
