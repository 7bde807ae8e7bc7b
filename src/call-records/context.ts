import type { CallTypes } from '../calls/context.ts'
import type { RecordUpdate } from '../calls/record-plan.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { JsonObject } from '../engine/values/json.ts'
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
    readonly records: RecordReader
  }
}

export type RecordChange = 'created' | 'updated' | 'deleted'

export interface RecordReader {
  /** Returns the whole record with everything that can be expanded. It is cached for as long as the row exists. */
  read(row: CallRecordRow): JsonObject
  /**
   * Returns the record as lists show it, without sessions but with the deprecated `organizer` and `participants`, which
   * depend on the time. It is not cached because it costs only a fraction of the whole record.
   */
  readSummary(row: CallRecordRow, now: number): JsonObject
}

export interface CallRecordNotes {
  readonly callRecord: { readonly callRecordId: string; readonly change: RecordChange; readonly version: number }
}

export type CallRecordContext = Context<DeliveryTypes & CallTypes & CallRecordTypes>
