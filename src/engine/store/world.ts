import type { RecordIndexes } from '../../call-records/record-index.ts'
import type { CallAttemptRow, CallRecordRow } from '../../call-records/rows.ts'
import type { CallRow, ScriptRow } from '../../calls/rows.ts'
import type { Past } from '../../population/plan.ts'
import type { JsonObject } from '../values/json.ts'
import type { Table } from './collections/table.ts'
import type { PendingEvent } from './pending-event.ts'

/** What a subscription is told of. In the emulator's world there are no presences, and meetings leave no recordings. */
export type Watching = 'callRecords' | 'recordings' | 'transcripts' | 'meetingCallEvents' | 'presences'

export interface SubscriptionRow {
  readonly id: string
  readonly sequence: number
  readonly resource: string
  readonly changeTypes: readonly string[]
  readonly watching: Watching
  /**
   * What its filter asks for, in lower case: of call records, those of calls that one of these participants was in.
   * Absent: everything.
   */
  readonly watched?: readonly string[]
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl?: string
  readonly expiresAt: number
  readonly clientState: string | null
  /** The sequence numbers of what is going to happen to it: its expiry, and the notice of that. */
  readonly pending: readonly number[]
  readonly body: JsonObject
}

/** How often a scenario that is not for every call has come up: counted for those with `times` or `match.nth`. */
export interface ScenarioCountRow {
  /** The scenario's place among those in use, counted from the last. */
  readonly id: string
  /** For how many calls it would have been. */
  readonly fits: number
  /** For how many calls it was played. */
  readonly plays: number
}

/** A scenario at work that began by itself, and the calls it has brought about. */
export interface StoryRow {
  readonly id: string
  readonly sequence: number
  readonly begunAt: number
  readonly script: ScriptRow
  /** Ids, by the names that the scenario has for them. */
  readonly calls: Readonly<Record<string, string>>
  readonly lastCallId?: string
  /** The sequence number of the pending event that takes the next step. */
  readonly pending?: number
}

/** The whole state, as one immutable value. */
export interface World extends RecordIndexes {
  /** The last sequence number given out: rows and events are ordered by it. */
  readonly sequence: number
  readonly calls: Table<CallRow>
  readonly callRecords: Table<CallRecordRow>
  readonly callAttempts: Table<CallAttemptRow>
  /** What the tenant was populated with, in order: the call records that follow from it are made when they are read. */
  readonly pasts: readonly Past[]
  readonly subscriptions: Table<SubscriptionRow>
  readonly scenarioCounts: Table<ScenarioCountRow>
  readonly stories: Table<StoryRow>
  readonly pending: Table<PendingEvent, number>
}

export type TableName = keyof RowOf
export interface RowOf {
  readonly calls: CallRow
  readonly callRecords: CallRecordRow
  readonly callAttempts: CallAttemptRow
  readonly subscriptions: SubscriptionRow
  readonly scenarioCounts: ScenarioCountRow
  readonly stories: StoryRow
}
