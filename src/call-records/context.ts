import type { CallTypes } from '../calls/context.ts'
import type { RecordUpdate } from '../calls/record-plan.ts'
import type { Random } from '../engine/chance/random.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { RecordIndexes } from './record-index.ts'
import type { CallAttemptRow, CallRecordRow, TextMessages } from './rows.ts'

export interface CallRecordTypes extends ModuleTypes {
  readonly tables: { readonly callRecords: CallRecordRow; readonly callAttempts: CallAttemptRow }
  readonly derived: RecordIndexes & {
    /** What each `populate` added to the log of text messages. */
    readonly textMessages: readonly TextMessages[]
  }
  readonly actions: {
    /** A call record becomes readable. */
    readonly recordDue: { readonly record: CallRecordRow; readonly updates?: readonly RecordUpdate[] }
    /** The first of the updates makes the next version of a call record. It then schedules the rest. */
    readonly recordUpdate: { readonly updates: readonly RecordUpdate[] }
  }
  readonly emits: {
    readonly recordChanged: { readonly record: CallRecordRow; readonly change: RecordChange }
  }
  readonly notes: CallRecordNotes
  readonly services: {
    /** The time from the end of a call until its record becomes readable. */
    readonly recordLatencyMs: number
    /** Returns the random generator for a label, always with the same numbers: what a record shows besides its call. */
    readonly forkRandom: (label: string) => Random
    /** Whether records contain the routes that packets took. */
    readonly traceRoutes: boolean
  }
}

export type RecordChange = 'created' | 'updated' | 'deleted'

export interface CallRecordNotes {
  readonly callRecord: { readonly callRecordId: string; readonly change: RecordChange; readonly version: number }
}

export type CallRecordContext = Context<DeliveryTypes & CallTypes & CallRecordTypes>
