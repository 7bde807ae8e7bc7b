import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { FaultTypes } from '../graph/faults/context.ts'
import type { SubscriptionTypes } from '../subscriptions/context.ts'
import type { Scenario } from './language/scenario.ts'
import type { ControlStep } from './language/steps.ts'
import type { ScenarioCountRow, ScenarioRun } from './rows.ts'

/** The types of the scenarios module. */
export interface ScenarioTypes extends ModuleTypes {
  readonly tables: { readonly scenarioCounts: ScenarioCountRow; readonly scenarioRuns: ScenarioRun }
  readonly derived: object
  readonly actions: {
    /** The next step of a scenario run is due. */
    readonly scenarioStep: object
  }
  readonly emits: object
  readonly notes: ScenarioNotes
  readonly services: {
    /** The scenarios in the order of matching. */
    readonly scenarios: () => readonly Scenario[]
  }
}

export interface ScenarioNotes {
  /** A scenario's control step was applied. A mark has its own type of entry. */
  readonly control: { readonly step: Exclude<ControlStep, { do: 'mark' }>; readonly by: string }
  /** A scenario set a mark for `emulator.jumpTo`. */
  readonly mark: { readonly name: string; readonly by: string }
}

export type ScenarioContext = Context<
  DeliveryTypes & FaultTypes & CallTypes & CallRecordTypes & SubscriptionTypes & ScenarioTypes
>
