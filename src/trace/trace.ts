import type { CallRecordNotes } from '../call-records/context.ts'
import type { CallNotes } from '../calls/context.ts'
import type { DeliveryNotes } from '../engine/delivery/context.ts'
import type { Tagged } from '../engine/module-types.ts'
import type { Duration } from '../engine/time/duration.ts'
import type { RequestNotes } from '../graph/http/notes.ts'
import type { ScenarioNotes } from '../scenarios/context.ts'

/** An event that failed while time passed by itself. */
interface ErrorNotes {
  readonly error: { readonly message: string }
}

/** What happened, without when: the notes of all modules. */
export type TraceNote = Tagged<RequestNotes & DeliveryNotes & CallNotes & CallRecordNotes & ScenarioNotes & ErrorNotes>

/** One thing that happened: `at` is the emulator's time (epoch milliseconds), `index` counts from 0. */
export type TraceEntry = TraceNote & { readonly index: number; readonly at: number }
export type TraceEntryOf<Type extends TraceNote['type']> = Extract<TraceEntry, { type: Type }>

export interface Trace {
  /** The newest entries, oldest first: as many as the option `trace.size` says. */
  entries(): readonly TraceEntry[]
  /** The entries of one kind, oldest first. */
  of<Type extends TraceNote['type']>(type: Type): readonly TraceEntryOf<Type>[]
  /** The first entry that the predicate accepts, among those kept. */
  find<Kept extends TraceEntry>(predicate: (entry: TraceEntry) => entry is Kept): Kept | undefined
  find(predicate: (entry: TraceEntry) => boolean): TraceEntry | undefined
  /**
   * Resolves with the first entry that the predicate accepts: one that is there already, or the first to come.
   *
   * Fails, with what did happen, after `limit` by the wall clock. Without a limit it waits for as long as it takes; but
   * when the emulator's time stands still, and nothing has happened for two seconds, it fails too.
   * @throws TypeError or RangeError for a limit that is no duration.
   */
  waitFor<Kept extends TraceEntry>(
    predicate: (entry: TraceEntry) => entry is Kept,
    options?: WaitOptions,
  ): Promise<Kept>
  waitFor(predicate: (entry: TraceEntry) => boolean, options?: WaitOptions): Promise<TraceEntry>
  /**
   * Has `listener` called with each new entry, and `onClear` when all were forgotten: by `clear`, or `emulator.reset`.
   * @returns a function that ends the subscription.
   */
  subscribe(listener: (entry: TraceEntry) => void, onClear?: () => void): () => void
  /** Forgets all entries; the next has the index 0. Whoever waits goes on waiting. */
  clear(): void
  /** A Mermaid sequence diagram of what happened: of all entries kept, or of those that the predicate accepts. */
  toMermaid(predicate?: (entry: TraceEntry) => boolean): string
  /** What `JSON.stringify(emulator.trace)` writes: the entries. */
  toJSON(): readonly TraceEntry[]
}

export interface WaitOptions {
  /** How long to wait, by the wall clock. */
  readonly limit?: Duration
}

export interface TraceKeeper extends Trace {
  note(at: number, note: TraceNote): void
}
