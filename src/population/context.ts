import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { GeneratedCalls } from './add-generated-calls.ts'

export interface PopulationTypes extends ModuleTypes {
  readonly tables: object
  readonly derived: {
    /** The generated calls of each `populate`, in order. Their records are built when they are read. */
    readonly pasts: readonly GeneratedCalls[]
    /** How often `populate` has been called. Each time it draws from another fork of the seed. */
    readonly populations: number
  }
  readonly actions: object
  readonly emits: object
  readonly notes: object
  readonly services: object
}

export type PopulationContext = Context<DeliveryTypes & CallTypes & CallRecordTypes & PopulationTypes>
