import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { Past } from './plan.ts'

/** The types of the module of populated pasts. */
export interface PopulationTypes extends ModuleTypes {
  readonly tables: object
  readonly derived: {
    /** What the tenant was populated with, in order: the call records that follow from it are made when they are read. */
    readonly pasts: readonly Past[]
  }
  readonly actions: object
  readonly emits: object
  readonly notes: object
  readonly services: object
}

export type PopulationContext = Context<DeliveryTypes & CallTypes & CallRecordTypes & PopulationTypes>
