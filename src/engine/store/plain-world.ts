import { createRecordIndexes, indexAll, reindexAttempt } from '../../call-records/record-index.ts'
import type { CallAttemptRow, CallRecordRow } from '../../call-records/rows.ts'
import type { CallRow } from '../../calls/rows.ts'
import { type PlainPast, toPlainPasts } from '../../population/plan.ts'
import { Deferred } from './collections/deferred.ts'
import { freeze } from './collections/freeze.ts'
import { Table } from './collections/table.ts'
import type { PendingEvent } from './pending-event.ts'
import type { ScenarioCountRow, StoryRow, SubscriptionRow, World } from './world.ts'

/** A world as plain JSON: the rows of each table, each in an order of its own that the same world always has. */
export interface PlainWorld {
  readonly sequence: number
  readonly calls: readonly CallRow[]
  /** All but those of `pasts`. */
  readonly callRecords: readonly CallRecordRow[]
  /** Absent: none. */
  readonly callAttempts?: readonly CallAttemptRow[]
  readonly pasts?: readonly PlainPast[]
  readonly subscriptions: readonly SubscriptionRow[]
  readonly scenarioCounts: readonly ScenarioCountRow[]
  readonly stories: readonly StoryRow[]
  readonly pending: readonly PendingEvent[]
}

export function toPlainWorld(world: World): PlainWorld {
  return {
    sequence: world.sequence,
    calls: [...world.calls].sort(bySequence),
    callRecords: [...world.callRecords.kept()].filter(isWritten),
    ...(world.callAttempts.size > 0 && { callAttempts: [...world.callAttempts] }),
    ...(world.pasts.length > 0 && { pasts: toPlainPasts(world) }),
    subscriptions: [...world.subscriptions].sort(bySequence),
    scenarioCounts: [...world.scenarioCounts],
    stories: [...world.stories].sort(bySequence),
    pending: [...world.pending].sort(bySequence),
  }
}

/** The rows become the world's own: they are frozen. Its pasts are not yet in it. */
export function fromPlainWorld(plain: PlainWorld): World {
  const { callRecords, callAttempts = [] } = plain
  const ofRecords = indexAll(createRecordIndexes(), callRecords)
  return {
    sequence: plain.sequence,
    calls: toTable(plain.calls),
    callRecords: toTable(callRecords),
    callAttempts: toTable(callAttempts),
    ...callAttempts.reduce((indexes, row) => reindexAttempt(indexes, undefined, row), ofRecords),
    pasts: [],
    subscriptions: toTable(plain.subscriptions),
    scenarioCounts: toTable(plain.scenarioCounts),
    stories: toTable(plain.stories),
    pending: Table.from(plain.pending.map((event) => [event.sequence, freeze(event)])),
  }
}

function isWritten(kept: CallRecordRow | Deferred<CallRecordRow>): kept is CallRecordRow {
  return !(kept instanceof Deferred)
}

function bySequence(one: { readonly sequence: number }, other: { readonly sequence: number }): number {
  return one.sequence - other.sequence
}

function toTable<Row extends { readonly id: string }>(rows: readonly Row[]): Table<Row> {
  return Table.from(rows.map((row) => [row.id, freeze(row)]))
}
