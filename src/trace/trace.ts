import type { CallRecordNotes } from '../call-records/context.ts'
import type { CallNotes } from '../calls/context.ts'
import type { DeliveryNotes } from '../engine/delivery/context.ts'
import type { Tagged } from '../engine/module-types.ts'
import type { Duration } from '../engine/time/duration.ts'
import type { RequestNotes } from '../graph/http/notes.ts'
import type { ScenarioNotes } from '../scenarios/context.ts'

interface ErrorNotes {
  /** A scheduled event failed while the clock ran in real time. */
  readonly error: { readonly message: string }
}

/** The content of a trace entry: the notes of all modules. */
export type TraceNote = Tagged<RequestNotes & DeliveryNotes & CallNotes & CallRecordNotes & ScenarioNotes & ErrorNotes>

/** Something that happened. `at` is the emulator's time in epoch milliseconds, `index` the entry's number from 0. */
export type TraceEntry = TraceNote & { readonly index: number; readonly at: number }
export type TraceEntryOf<Type extends TraceNote['type']> = Extract<TraceEntry, { type: Type }>

export interface Trace {
  /** The kept entries, oldest first. The option `trace.size` limits their number. */
  entries(): readonly TraceEntry[]
  /** The kept entries of one type, oldest first. */
  of<Type extends TraceNote['type']>(type: Type): readonly TraceEntryOf<Type>[]
  /** The oldest kept entry that the predicate accepts. */
  find<Kept extends TraceEntry>(predicate: (entry: TraceEntry) => entry is Kept): Kept | undefined
  find(predicate: (entry: TraceEntry) => boolean): TraceEntry | undefined
  /**
   * Resolves with the first entry that the predicate accepts, existing or future.
   *
   * Rejects after `limit`. Without a limit, it rejects once the emulator's clock stands still and nothing has happened for
   * two seconds. The error lists the latest entries.
   * @throws TypeError or RangeError for an invalid duration.
   */
  waitFor<Kept extends TraceEntry>(
    predicate: (entry: TraceEntry) => entry is Kept,
    options?: WaitOptions,
  ): Promise<Kept>
  waitFor(predicate: (entry: TraceEntry) => boolean, options?: WaitOptions): Promise<TraceEntry>
  /**
   * Calls `listener` with each new entry, and `onClear` after `clear` or `emulator.reset` has discarded all entries.
   * @returns a function that ends the subscription.
   * @throws TypeError for a listener that is not a function.
   */
  subscribe(listener: (entry: TraceEntry) => void, onClear?: () => void): () => void
  /** Discards all entries; the next one has the index 0. Promises of `waitFor` stay pending. */
  clear(): void
  /** A Mermaid sequence diagram of all kept entries, or of those that the predicate accepts. */
  toMermaid(predicate?: (entry: TraceEntry) => boolean): string
  /** The kept entries, for `JSON.stringify(emulator.trace)`. */
  toJSON(): readonly TraceEntry[]
}

export interface WaitOptions {
  /** How long to wait by the wall clock. Default: no limit, see {@link Trace.waitFor}. */
  readonly limit?: Duration
}

export interface TraceKeeper extends Trace {
  note(at: number, note: TraceNote): void
}
