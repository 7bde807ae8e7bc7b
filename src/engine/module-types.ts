import type { Table } from './store/collections/table.ts'

/**
 * The types that a module brings, each a map by name. Modules compose by intersection: `CallTypes & CallRecordTypes` is
 * both.
 */
export interface ModuleTypes {
  /** Table → row. A row has an `id`. */
  readonly tables: object
  /** Further members of the world: indexes, and what is no table. */
  readonly derived: object
  /** Action → its data. Scheduled actions are plain data, dispatched by name. */
  readonly actions: object
  /** Event → its data: what a module announces to the modules above. */
  readonly emits: object
  /** Kind of trace entry → its data. */
  readonly notes: object
  /** The options and services it needs. */
  readonly services: object
}

/** The members of a map as a union, each tagged with its name: `{ a: { x: 1 } }` → `{ type: 'a', x: 1 }`. */
export type Tagged<Map extends object, Name extends keyof Map = keyof Map> = {
  [Key in Name]: { readonly type: Key } & Map[Key]
}[Name]

/** An action that is due at a point in time: plain data, so that a snapshot holds the future too. */
export interface ScheduledEvent<Action> {
  readonly sequence: number
  /** Epoch milliseconds. */
  readonly at: number
  /** A background event (an expiry) does not keep the clock from being idle. */
  readonly background: boolean
  /** The id of the call, record, subscription, message or request that it is about. */
  readonly entityId: string
  readonly action: Action
}

export type Tables<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['tables']]: Table<Types['tables'][Name]>
}

/** The whole state, as one immutable value. */
export type WorldOf<Types extends ModuleTypes> = Tables<Types> & Types['derived'] & Future<Tagged<Types['actions']>>

/** What is no module's own. */
export interface Future<Action> {
  /** The last sequence number given out: rows and events are ordered by it. */
  readonly sequence: number
  readonly pending: Table<ScheduledEvent<Action>, number>
}

/** Keeps indexes in step with a table: the derived members that change with a row. */
export type Reindex<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['tables']]?: (
    derived: Types['derived'],
    before: Types['tables'][Name] | undefined,
    after: Types['tables'][Name] | undefined,
  ) => Partial<Types['derived']>
}
