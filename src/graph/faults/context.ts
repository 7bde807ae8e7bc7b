import type { ModuleTypes } from '../../engine/module-types.ts'
import type { FaultRule } from './fault-rule.ts'

/** The types of the module of faults and delayed responses. */
export interface FaultTypes extends ModuleTypes {
  readonly tables: object
  readonly derived: object
  readonly actions: {
    /** A delayed response is due. */
    readonly responseDue: object
  }
  readonly emits: object
  readonly notes: object
  readonly services: {
    readonly faults: { add(rule: FaultRule): void; remove(name: string): void }
    /** Resolves the wait for the delayed response whose event has this sequence number. */
    readonly releaseResponse: (sequence: number) => void
  }
}
