import { freeze, type Immer } from 'immer'
import type { CallRecordRow } from './call-record-row.ts'
import type { PendingEvent } from './pending-event.ts'
import type { SortedIndex } from './sorted-index.ts'
import type { Table } from './table.ts'
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
  nextSequence(): number
  addPending(event: PendingEvent): void
  /** An event that is not there is no mistake. */
  removePending(sequence: number): void
  /** Called when all is committed, in order of asking; not when it is dropped. */
  afterCommit(callback: () => void): void
}

/** A transaction as the store sees it. */
export interface OpenTransaction extends Transaction {
  readonly callbacks: readonly (() => void)[]
  /** Runs work; when it throws, what it did is undone. */
  attempt<Result>(work: (tx: Transaction) => Result): Result
  /** Any use from now on is a mistake. */
  close(): void
}

export function openTransaction(before: World, { produce }: Immer): OpenTransaction {
  let world = before
  const callbacks: (() => void)[] = []
  let open = true

  const change = (next: World) => {
    if (!open) throw new Error('The transaction is over: its work has returned. Work must not be asynchronous.')
    world = next
  }
  const get: Transaction['get'] = (name, id) => tableOf(world, name).get(id)
  const require: Transaction['require'] = (name, id) => {
    const row = get(name, id)
    if (!row) throw new Error(`There is no row '${id}' in '${name}'.`)
    return row
  }

  const tx: OpenTransaction = {
    get world() {
      return world
    },
    get,
    require,
    insert(name, row) {
      if (get(name, row.id)) throw new Error(`There is a row '${row.id}' in '${name}' already.`)
      change(withTable(world, name, tableOf(world, name).set(row.id, freeze(row, true)), row.id))
    },
    update(name, id, recipe) {
      // The recipe's result does not matter: `(call) => call.history.push(…)` is a fine recipe.
      const changed = produce(require(name, id), (draft: RowDraft<RowOf[typeof name]>) => {
        recipe(draft)
      })
      change(withTable(world, name, tableOf(world, name).set(id, changed), id))
    },
    remove: (name, id) => change(withTable(world, name, tableOf(world, name).delete(id), id)),
    nextSequence() {
      change({ ...world, sequence: world.sequence + 1 })
      return world.sequence
    },
    addPending: (event) => change({ ...world, pending: world.pending.set(event.sequence, freeze(event, true)) }),
    removePending: (sequence) => change(withPending(world, world.pending.delete(sequence))),
    afterCommit(callback) {
      change(world)
      callbacks.push(callback)
    },
    callbacks,
    attempt(work) {
      const saved = { world, callbacks: callbacks.length }
      try {
        return work(tx)
      } catch (error) {
        world = saved.world
        callbacks.length = saved.callbacks
        throw error
      }
    },
    close() {
      open = false
    },
  }
  return tx
}

type Tables = { readonly [Name in TableName]: Table<RowOf[Name]> }

function tableOf<Name extends TableName>(tables: Tables, name: Name): Table<RowOf[Name]> {
  return tables[name]
}

/** The one place where a table changes, so that what follows from its rows is kept in step here. */
function withTable<Name extends TableName>(world: World, name: Name, table: Table<RowOf[Name]>, id: string): World {
  if (table === tableOf(world, name)) return world
  const next: World = { ...world, [name]: table }
  if (name !== 'callRecords') return next
  const index = reindex(world.callRecordsByStart, world.callRecords.get(id), next.callRecords.get(id))
  return { ...next, callRecordsByStart: index }
}

function reindex(index: SortedIndex, before: CallRecordRow | undefined, after: CallRecordRow | undefined): SortedIndex {
  if (before && after && before.startAt === after.startAt) return index
  const without = before ? index.remove(before.startAt, before.id) : index
  return after ? without.insert(after.startAt, after.id) : without
}

function withPending(world: World, pending: World['pending']): World {
  return pending === world.pending ? world : { ...world, pending }
}
