import { freeze } from './collections/freeze.ts'
import { Table } from './collections/table.ts'
import type { RowSchema } from './row-schema.ts'

/** A module's part of the world: its initial state, and its conversion to and from plain JSON. */
export interface WorldPart<Part, Plain> {
  empty(): Part
  /** Lists the rows of each table, in an order that depends on the rows alone. */
  toPlain(world: Part): Plain
  /** Uses the given rows without copying them, and freezes them. */
  fromPlain(plain: Plain): Part
  /** The schemas of the members of the plain JSON. */
  readonly schema: RowSchema<Plain>
  /** Yields what is wrong between rows that fit the schema: references to what does not exist. */
  problems(plain: Plain, references: References): Iterable<string>
}

/** What the rows of a module may refer to besides its own. */
export interface References {
  /** Whether a scheduled event with this number concerns this entity. */
  hasEvent(sequence: number, entityId: string): boolean
  hasCall(id: string): boolean
  /** The clock's time. */
  readonly now: number
}

/** The rows in order of creation. */
export function inOrder<Row extends { readonly sequence: number }>(table: Iterable<Row>): Row[] {
  return [...table].sort((one, other) => one.sequence - other.sequence)
}

export function toTable<Row extends { readonly id: string }>(rows: readonly Row[]): Table<Row> {
  return Table.from(rows.map((row) => [row.id, freeze(row)]))
}
