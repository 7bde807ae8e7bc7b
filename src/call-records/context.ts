import type { CallTypes } from '../calls/context.ts'
import type { RecordUpdate } from '../calls/record-plan.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { JsonObject } from '../engine/values/json.ts'
import type { RecordIndexes } from './record-index.ts'
import type { CallAttemptRow, CallRecordRow } from './rows.ts'

/** The types of the module of call records. */
export interface CallRecordTypes extends ModuleTypes {
  readonly tables: { readonly callRecords: CallRecordRow; readonly callAttempts: CallAttemptRow }
  readonly derived: RecordIndexes
  readonly actions: {
    /** A call record becomes readable. */
    readonly recordDue: { readonly record: CallRecordRow; readonly updates?: readonly RecordUpdate[] }
    /** A call record gets its next version: the first of the updates; the others follow one after another. */
    readonly recordUpdate: { readonly updates: readonly RecordUpdate[] }
  }
  readonly emits: {
    readonly recordChanged: { readonly record: CallRecordRow; readonly change: RecordChange }
  }
  readonly notes: CallRecordNotes
  readonly services: {
    /** From a call's end until its record can be read. */
    readonly recordLatencyMs: number
    readonly records: RecordReader
  }
}

export type RecordChange = 'created' | 'updated' | 'deleted'

export interface RecordReader {
  /** The whole record, with all that can be expanded: built when it is first read, and kept while the row lives. */
  read(row: CallRecordRow): JsonObject
  /**
   * The record as lists show it, without participants and sessions, but still with the deprecated `organizer` beside
   * today's: it costs a fraction, and is not kept.
   */
  readHead(row: CallRecordRow): JsonObject
}

export interface CallRecordNotes {
  readonly callRecord: { readonly callRecordId: string; readonly change: RecordChange; readonly version: number }
}

export type CallRecordContext = Context<DeliveryTypes & CallTypes & CallRecordTypes>
