import type { JsonObject } from '../edm/json.ts'
import type { CallRecordRow } from './call-record-row.ts'
import type { CallRow } from './call-row.ts'
import type { Past } from './past.ts'
import type { PendingEvent } from './pending-event.ts'
import type { SortedIndex } from './sorted-index.ts'
import type { Table } from './table.ts'

export interface SubscriptionRow {
  readonly id: string
  readonly sequence: number
  readonly resource: string
  readonly changeTypes: readonly string[]
  readonly notificationUrl: string
  readonly expiresAt: number
  readonly clientState: string | null
  readonly body: JsonObject
}

/** The whole state, as one immutable value. */
export interface World {
  /** The last sequence number given out: rows and events are ordered by it. */
  readonly sequence: number
  readonly calls: Table<CallRow>
  readonly callRecords: Table<CallRecordRow>
  /** Keys `[startAt, id]` of all call records, ascending. */
  readonly callRecordsByStart: SortedIndex
  /** What the tenant was populated with, in order: the call records that follow from it are made when they are read. */
  readonly pasts: readonly Past[]
  readonly subscriptions: Table<SubscriptionRow>
  readonly pending: Table<PendingEvent, number>
}

export type TableName = 'calls' | 'callRecords' | 'subscriptions'
export interface RowOf {
  readonly calls: CallRow
  readonly callRecords: CallRecordRow
  readonly subscriptions: SubscriptionRow
}
