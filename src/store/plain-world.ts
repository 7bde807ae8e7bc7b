import { freeze } from 'immer'
import type { CallRecordRow } from './call-record-row.ts'
import type { CallRow } from './call-row.ts'
import { Deferred } from './deferred.ts'
import { type PlainPast, toPlainPasts } from './past.ts'
import type { PendingEvent } from './pending-event.ts'
import { SortedIndex } from './sorted-index.ts'
import { Table } from './table.ts'
import type { SubscriptionRow, World } from './world.ts'

/** A world as plain JSON: the rows of each table, each in an order of its own that the same world always has. */
export interface PlainWorld {
  readonly sequence: number
  readonly calls: readonly CallRow[]
  /** All but those of `pasts`. */
  readonly callRecords: readonly CallRecordRow[]
  /** Absent: none. */
  readonly pasts?: readonly PlainPast[]
  readonly subscriptions: readonly SubscriptionRow[]
  readonly pending: readonly PendingEvent[]
}

export function toPlainWorld(world: World): PlainWorld {
  const { sequence, calls, callRecords, pasts, subscriptions, pending } = world
  return {
    sequence,
    calls: [...calls].sort(bySequence),
    callRecords: [...callRecords.kept()].filter(isWritten),
    ...(pasts.length > 0 && { pasts: toPlainPasts(world) }),
    subscriptions: [...subscriptions].sort(bySequence),
    pending: [...pending].sort(bySequence),
  }
}

/** The rows become the world's own: they are frozen. Its pasts are not yet in it. */
export function fromPlainWorld({ sequence, calls, callRecords, subscriptions, pending }: PlainWorld): World {
  return {
    sequence,
    calls: toTable(calls),
    callRecords: toTable(callRecords),
    callRecordsByStart: SortedIndex.from(callRecords.map(({ startAt, id }) => [startAt, id])),
    pasts: [],
    subscriptions: toTable(subscriptions),
    pending: Table.from(pending.map((event) => [event.sequence, freeze(event, true)])),
  }
}

function isWritten(kept: CallRecordRow | Deferred<CallRecordRow>): kept is CallRecordRow {
  return !(kept instanceof Deferred)
}

function bySequence(one: { readonly sequence: number }, other: { readonly sequence: number }): number {
  return one.sequence - other.sequence
}

function toTable<Row extends { readonly id: string }>(rows: readonly Row[]): Table<Row> {
  return Table.from(rows.map((row) => [row.id, freeze(row, true)]))
}
