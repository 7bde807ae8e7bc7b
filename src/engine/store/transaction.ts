import type { Immer } from 'immer'
import type { Future, ModuleTypes, Reindex, ScheduledEvent, Tables, Tagged, WorldOf } from '../module-types.ts'
import { freeze } from './collections/freeze.ts'
import type { Table } from './collections/table.ts'

/** A row that a recipe may change, with its lists and maps. Their items are replaced, not changed. */
export type RowDraft<Row> = { -readonly [Name in keyof Row]: MemberDraft<Row[Name]> }
type MemberDraft<Member> = Member extends readonly (infer Item)[]
  ? Item[]
  : Member extends object
    ? { -readonly [Name in keyof Member]: Member[Name] }
    : Member

/** Changes to the world that are committed together or not at all. The transaction ends when its work returns. */
export interface Transaction<Types extends ModuleTypes> {
  /** The tables and indexes with this transaction's changes so far. */
  readonly world: Tables<Types> & Types['derived']
  get<Name extends keyof Types['tables']>(table: Name, id: string): Types['tables'][Name] | undefined
  /** @throws Error when the row does not exist. */
  require<Name extends keyof Types['tables']>(table: Name, id: string): Types['tables'][Name]
  /** Freezes and adds a row. @throws Error when a row with this id exists. */
  insert<Name extends keyof Types['tables']>(table: Name, row: Types['tables'][Name] & { readonly id: string }): void
  /** Changes a row. A recipe without effect keeps the same object. @throws Error when the row does not exist. */
  update<Name extends keyof Types['tables']>(
    table: Name,
    id: string,
    recipe: (draft: RowDraft<Types['tables'][Name]>) => void,
  ): void
  /** Does nothing for a row that does not exist. */
  remove(table: keyof Types['tables'], id: string): void
  /** Replaces whole members of the world. Does not update the indexes: pass those that change, too. */
  assign(members: Partial<Tables<Types> & Types['derived']>): void
  nextSequence(): number
  addPending(event: ScheduledEvent<Tagged<Types['actions']>>): void
  /** Does nothing for an event that does not exist. */
  removePending(sequence: number): void
  /** Registers a callback to run after the commit, in order of registration. It does not run after a rollback. */
  afterCommit(callback: () => void): void
}

/** The transaction with the members that the store needs. A class, because closures for every change are slower. */
export class OpenTransaction<Types extends ModuleTypes> implements Transaction<Types> {
  readonly #produce: Immer['produce']
  readonly #reindex: Reindex<Types>
  readonly #callbacks: (() => void)[] = []
  #world: WorldOf<Types>
  #isOpen = true

  constructor(world: WorldOf<Types>, { produce }: Immer, reindex: Reindex<Types>) {
    this.#world = world
    this.#produce = produce
    this.#reindex = reindex
  }

  get world(): WorldOf<Types> {
    return this.#world
  }

  get callbacks(): readonly (() => void)[] {
    return this.#callbacks
  }

  get<Name extends keyof Types['tables']>(table: Name, id: string): Types['tables'][Name] | undefined {
    return this.#table(table).get(id)
  }

  require<Name extends keyof Types['tables']>(table: Name, id: string): Types['tables'][Name] {
    const row = this.get(table, id)
    if (!row) throw new Error(`The table '${String(table)}' has no row '${id}'.`)
    return row
  }

  insert<Name extends keyof Types['tables']>(table: Name, row: Types['tables'][Name] & { readonly id: string }): void {
    if (this.get(table, row.id)) throw new Error(`The table '${String(table)}' already has a row '${row.id}'.`)
    this.#put(table, row.id, freeze(row))
  }

  update<Name extends keyof Types['tables']>(
    table: Name,
    id: string,
    recipe: (draft: RowDraft<Types['tables'][Name]>) => void,
  ): void {
    // Immer would take a returned value as the new row: `(call) => call.history.push(…)` returns a number.
    const changed = this.#produce(this.require(table, id), (draft: RowDraft<Types['tables'][Name]>) => {
      recipe(draft)
    })
    this.#put(table, id, changed)
  }

  remove(table: keyof Types['tables'], id: string): void {
    this.#replace(table, this.#table(table).delete(id), id)
  }

  assign(members: Partial<Tables<Types> & Types['derived']>): void {
    this.#change({ ...this.#world, ...members })
  }

  nextSequence(): number {
    const sequence = this.#world.sequence + 1
    this.#change({ ...this.#world, sequence })
    return sequence
  }

  addPending(event: ScheduledEvent<Tagged<Types['actions']>>): void {
    this.#setPending(this.#future.pending.set(event.sequence, freeze(event)))
  }

  removePending(sequence: number): void {
    this.#setPending(this.#future.pending.delete(sequence))
  }

  afterCommit(callback: () => void): void {
    this.#change(this.#world)
    this.#callbacks.push(callback)
  }

  /** Runs nested work, and undoes its changes when it throws. */
  attempt<Result>(work: (tx: Transaction<Types>) => Result): Result {
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

  /** Makes every later change throw. */
  close(): void {
    this.#isOpen = false
  }

  #table<Name extends keyof Types['tables']>(name: Name): Table<Types['tables'][Name]> {
    const tables: Tables<Types> = this.#world
    return tables[name]
  }

  #put<Name extends keyof Types['tables']>(name: Name, id: string, row: Types['tables'][Name]): void {
    this.#replace(name, this.#table(name).set(id, row), id)
  }

  /** The only place where a table changes, so that its indexes change with it. */
  #replace<Name extends keyof Types['tables']>(name: Name, table: Table<Types['tables'][Name]>, id: string): void {
    const before = this.#table(name)
    if (table === before) return this.#change(this.#world)
    const reindex = this.#reindex[name]
    const derived = reindex?.(this.#world, before.get(id), table.get(id))
    this.#change({ ...this.#world, [name]: table, ...derived })
  }

  get #future(): Future<Tagged<Types['actions']>> {
    return this.#world
  }

  #setPending(pending: Future<Tagged<Types['actions']>>['pending']): void {
    this.#change(pending === this.#future.pending ? this.#world : { ...this.#world, pending })
  }

  #change(world: WorldOf<Types>): void {
    if (!this.#isOpen)
      throw new Error('The transaction has ended, because its work has returned. The work must be synchronous.')
    this.#world = world
  }
}
