import type { RecordPlan } from '../calls/record-plan.ts'
import type { TimedStep } from './language/steps.ts'

/** How often a scenario that is not for every call has come up: counted for those with `times` or `match.nth`. */
export interface ScenarioCountRow {
  /** The scenario's place among those in use, counted from the last. */
  readonly id: string
  /** How many calls it matched. */
  readonly fits: number
  /** How many calls it was played for. */
  readonly plays: number
}

/** A scenario in progress, as data: in the one call that it is played for, or in the calls that it has started itself. */
export interface ScenarioRun {
  /** For a run in one call: the id of the call. */
  readonly id: string
  readonly sequence: number
  /** The scenario's name. */
  readonly scenario: string
  readonly startedAt: number
  readonly steps: readonly TimedStep[]
  /** Index of the step to take next. */
  readonly next: number
  /** The sequence number of the event that takes the next step. */
  readonly timer?: number
  /** How the records of its calls come about. */
  readonly record?: RecordPlan
  /** Its calls, where it starts them itself: ids, by the names that the scenario gives them. */
  readonly calls?: Readonly<Record<string, string>>
  readonly lastCallId?: string
}
