import type { Table } from './store/collections/table.ts'

/**
 * The types of a module, each a map by name. Modules compose by intersection: `CallTypes & CallRecordTypes` has the types
 * of both.
 */
export interface ModuleTypes {
  /** Tables by name, with the type of their rows. A row has an `id`. */
  readonly tables: object
  /** Further members of the world, such as indexes. */
  readonly derived: object
  /** Scheduled actions by name, with their data, which is plain JSON. */
  readonly actions: object
  /** Events that the module emits to the modules above, by name, with their data. */
  readonly emits: object
  /** Kinds of trace entries, with their data. */
  readonly notes: object
  /** The options and services that the module needs. */
  readonly services: object
}

/** The members of a map as a union, each tagged with its name: `{ a: { x: 1 } }` → `{ type: 'a', x: 1 }`. */
export type Tagged<Map extends object, Name extends keyof Map = keyof Map> = {
  [Key in Name]: { readonly type: Key } & Map[Key]
}[Name]

/** An action that is due at a point in time. Plain data, so that snapshots contain it. */
export interface ScheduledEvent<Action> {
  readonly sequence: number
  /** Epoch milliseconds. */
  readonly at: number
  /** `runToIdle` does not wait for a background event, such as an expiry. */
  readonly background: boolean
  /** The id of the call, record, subscription, message, request or scenario run that the action concerns. */
  readonly entityId: string
  readonly action: Action
}

export type Tables<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['tables']]: Table<Types['tables'][Name]>
}

/** The whole state, as one immutable value. */
export type WorldOf<Types extends ModuleTypes> = Tables<Types> & Types['derived'] & Future<Tagged<Types['actions']>>

/** The members of the world that belong to the engine. */
export interface Future<Action> {
  /** The last sequence number used. Rows and events are ordered by their sequence numbers. */
  readonly sequence: number
  /** The scheduled events by sequence number. */
  readonly pending: Table<ScheduledEvent<Action>, number>
}

/** Updates the indexes of a table: returns the derived members that change with a row. */
export type Reindex<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['tables']]?: (
    derived: Types['derived'],
    before: Types['tables'][Name] | undefined,
    after: Types['tables'][Name] | undefined,
  ) => Partial<Types['derived']>
}
