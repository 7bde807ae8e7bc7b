import type { Immer } from 'immer'
import { reindex, reindexAttempt } from '../../call-records/record-index.ts'
import { type Past, withPast } from '../../population/plan.ts'
import { freeze } from './collections/freeze.ts'
import type { Table } from './collections/table.ts'
import type { PendingEvent } from './pending-event.ts'
import type { RowOf, TableName, World } from './world.ts'

/** A row as a recipe may change it: its members, and its lists and maps. What those hold is replaced, not changed. */
export type RowDraft<Row> = { -readonly [Name in keyof Row]: MemberDraft<Row[Name]> }
type MemberDraft<Member> = Member extends readonly (infer Item)[]
  ? Item[]
  : Member extends object
    ? { -readonly [Name in keyof Member]: Member[Name] }
    : Member

/** Changes to the world that are committed together, or not at all. It is over when its work returns. */
export interface Transaction {
  /** The world as this transaction has it by now. */
  readonly world: World
  get<Name extends TableName>(table: Name, id: string): RowOf[Name] | undefined
  /** @throws Error when there is no such row. */
  require<Name extends TableName>(table: Name, id: string): RowOf[Name]
  /** Freezes the row. @throws Error when there is a row of this id already. */
  insert<Name extends TableName>(table: Name, row: RowOf[Name]): void
  /** A recipe that changes nothing keeps the very same row. @throws Error when there is no such row. */
  update<Name extends TableName>(table: Name, id: string, recipe: (draft: RowDraft<RowOf[Name]>) => void): void
  /** A row that is not there is no mistake. */
  remove(table: TableName, id: string): void
  /** Adds the records of a made-up past. */
  addPast(past: Past): void
  nextSequence(): number
  addPending(event: PendingEvent): void
  /** An event that is not there is no mistake. */
  removePending(sequence: number): void
  /** Called when all is committed, in order of asking; not when it is dropped. */
  afterCommit(callback: () => void): void
}

/** A transaction as the store sees it. (A class, because one is made for every change: its methods cost nothing then.) */
export class OpenTransaction implements Transaction {
  readonly #produce: Immer['produce']
  readonly #callbacks: (() => void)[] = []
  #world: World
  #isOpen = true

  constructor(world: World, { produce }: Immer) {
    this.#world = world
    this.#produce = produce
  }

  get world(): World {
    return this.#world
  }

  get callbacks(): readonly (() => void)[] {
    return this.#callbacks
  }

  get<Name extends TableName>(table: Name, id: string): RowOf[Name] | undefined {
    return tableOf(this.#world, table).get(id)
  }

  require<Name extends TableName>(table: Name, id: string): RowOf[Name] {
    const row = this.get(table, id)
    if (!row) throw new Error(`There is no row '${id}' in '${table}'.`)
    return row
  }

  insert<Name extends TableName>(table: Name, row: RowOf[Name]): void {
    if (this.get(table, row.id)) throw new Error(`There is a row '${row.id}' in '${table}' already.`)
    this.#put(table, row.id, freeze(row))
  }

  update<Name extends TableName>(table: Name, id: string, recipe: (draft: RowDraft<RowOf[Name]>) => void): void {
    // What the recipe returns does not matter: `(call) => call.history.push(…)` is a fine recipe.
    const changed = this.#produce(this.require(table, id), (draft: RowDraft<RowOf[Name]>) => {
      recipe(draft)
    })
    this.#put(table, id, changed)
  }

  remove(table: TableName, id: string): void {
    this.#change(withTable(this.#world, table, tableOf(this.#world, table).delete(id), id))
  }

  addPast(past: Past): void {
    this.#change(withPast(this.#world, past))
  }

  nextSequence(): number {
    const sequence = this.#world.sequence + 1
    this.#change({ ...this.#world, sequence })
    return sequence
  }

  addPending(event: PendingEvent): void {
    this.#setPending(this.#world.pending.set(event.sequence, freeze(event)))
  }

  removePending(sequence: number): void {
    this.#setPending(this.#world.pending.delete(sequence))
  }

  afterCommit(callback: () => void): void {
    this.#change(this.#world)
    this.#callbacks.push(callback)
  }

  /** Runs work; when it throws, what it did is undone. */
  attempt<Result>(work: (tx: Transaction) => Result): Result {
    const world = this.#world
    const count = this.#callbacks.length
    try {
      return work(this)
    } catch (error) {
      this.#world = world
      this.#callbacks.length = count
      throw error
    }
  }

  /** A change from now on is a mistake. */
  close(): void {
    this.#isOpen = false
  }

  #put<Name extends TableName>(table: Name, id: string, row: RowOf[Name]): void {
    this.#change(withTable(this.#world, table, tableOf(this.#world, table).set(id, row), id))
  }

  #setPending(pending: World['pending']): void {
    this.#change(pending === this.#world.pending ? this.#world : { ...this.#world, pending })
  }

  #change(world: World): void {
    if (!this.#isOpen) throw new Error('The transaction is over: its work has returned. Work must not be asynchronous.')
    this.#world = world
  }
}

type Tables = { readonly [Name in TableName]: Table<RowOf[Name]> }

function tableOf<Name extends TableName>(tables: Tables, name: Name): Table<RowOf[Name]> {
  return tables[name]
}

/** The one place where a table changes, so that what follows from its rows is kept in step here. */
function withTable<Name extends TableName>(world: World, name: Name, table: Table<RowOf[Name]>, id: string): World {
  if (table === tableOf(world, name)) return world
  const next: World = { ...world, [name]: table }
  if (name === 'callRecords') return reindex(next, world.callRecords.get(id), next.callRecords.get(id))
  if (name === 'callAttempts') return reindexAttempt(next, world.callAttempts.get(id), next.callAttempts.get(id))
  return next
}
