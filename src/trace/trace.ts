import type { CallState } from '../calls/rows.ts'
import type { IncomingStep, StageStep, Step } from '../calls/steps.ts'
import type { Duration } from '../engine/time/duration.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** What happened, without when. */
export type TraceNote =
  | { readonly type: 'request'; readonly requestId: string; readonly method: string; readonly url: string }
  /** No operation is at the path, or none of the method. `nearest` is the most similar one: `POST /communications/calls`. */
  | {
      readonly type: 'unmatched'
      readonly requestId: string
      readonly method: string
      readonly path: string
      readonly nearest?: string
    }
  | { readonly type: 'response'; readonly requestId: string; readonly status: number; readonly error?: string }
  /** Rules (`emulator.faults`) struck a request. */
  | { readonly type: 'fault'; readonly requestId: string; readonly rules: readonly string[] }
  | {
      readonly type: 'transition'
      readonly callId: string
      readonly event: string
      readonly from: CallState | null
      readonly to: CallState
    }
  | { readonly type: 'step'; readonly callId: string; readonly step: Step | IncomingStep; readonly by: string }
  /** A scenario did something besides its calls; a mark has a type of its own. */
  | { readonly type: 'stage'; readonly step: Exclude<StageStep, { do: 'mark' }>; readonly by: string }
  /** A step that the call's state did not allow, or that nobody can take. The world goes on. */
  | {
      readonly type: 'refused'
      /** Absent for a call that was not to come in. */
      readonly callId?: string
      /** The step: what it was to do. */
      readonly what: string
      /** By whose order: a scenario's name, `perform`, `default`, or `the app`. */
      readonly by: string
      /** Which step of the scenario it was, as it is played; the first is 1. */
      readonly nth?: number
      readonly why: string
    }
  | {
      readonly type: 'operation'
      readonly callId: string
      readonly operationId: string
      readonly operation: string
      readonly status: string
      readonly why?: string
    }
  /** Something was decided that the app is to be told. */
  | { readonly type: 'notification'; readonly id: string; readonly url: string; readonly body: JsonObject }
  /** What became of a notification, by its id: one entry for each copy and each attempt. */
  | {
      readonly type: 'delivery'
      readonly id: string
      readonly url: string
      readonly outcome: 'delivered' | 'refused' | 'failed' | 'undelivered' | 'dropped'
      readonly status?: number
      readonly why?: string
    }
  | {
      readonly type: 'callRecord'
      readonly callRecordId: string
      readonly change: 'created' | 'updated' | 'deleted'
      readonly version: number
    }
  /** A conference device's report, as it was logged. */
  | { readonly type: 'deviceQuality'; readonly userAgent: string | null; readonly quality: JsonObject }
  /** A scenario has set a mark. */
  | { readonly type: 'mark'; readonly name: string; readonly by: string }
  | { readonly type: 'error'; readonly message: string }

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
