import { freeze } from './collections/freeze.ts'
import { Table } from './collections/table.ts'

/** A module's share of the world: what it is at the beginning, and as plain JSON. */
export interface WorldPart<Part, Plain> {
  empty(): Part
  /** The rows of each table, in an order that the same world always has. */
  toPlain(world: Part): Plain
  /** The rows are taken over as they are, and frozen. */
  fromPlain(plain: Plain): Part
}

export function inOrder<Row extends { readonly sequence: number }>(table: Iterable<Row>): Row[] {
  return [...table].sort((one, other) => one.sequence - other.sequence)
}

export function toTable<Row extends { readonly id: string }>(rows: readonly Row[]): Table<Row> {
  return Table.from(rows.map((row) => [row.id, freeze(row)]))
}
