import type { JsonObject } from '../edm/json.ts'
import type { CallState } from '../store/call-row.ts'
import type { Step } from '../store/step.ts'

/** What happened, without when. */
export type TraceNote =
  | { readonly type: 'request'; readonly requestId: string; readonly method: string; readonly url: string }
  | { readonly type: 'response'; readonly requestId: string; readonly status: number; readonly error?: string }
  | {
      readonly type: 'transition'
      readonly callId: string
      readonly event: string
      readonly from: CallState | null
      readonly to: CallState
    }
  | { readonly type: 'step'; readonly callId: string; readonly step: Step; readonly by: string }
  /** A step or event that the call's state did not allow, or that nobody can take any more. */
  | { readonly type: 'refused'; readonly callId: string; readonly what: string; readonly why: string }
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
  /** What became of a notification, by its id: one entry for each copy that was sent. */
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
  | { readonly type: 'error'; readonly message: string }

/** One thing that happened: `at` is the emulator's time (epoch milliseconds), `index` counts from 0. */
export type TraceEntry = TraceNote & { readonly index: number; readonly at: number }
export type TraceEntryOf<Type extends TraceNote['type']> = Extract<TraceEntry, { type: Type }>

export interface Trace {
  /** The newest entries, oldest first: at most {@link TRACE_SIZE}. */
  entries(): readonly TraceEntry[]
  /** The entries of one kind, oldest first. */
  of<Type extends TraceNote['type']>(type: Type): readonly TraceEntryOf<Type>[]
  /** The first entry that the predicate accepts, among those kept. */
  find(predicate: (entry: TraceEntry) => boolean): TraceEntry | undefined
  /** Resolves with the first entry that the predicate accepts: one that is there already, or the first to come. */
  waitFor(predicate: (entry: TraceEntry) => boolean): Promise<TraceEntry>
  /** Called with each new entry. @returns a function that ends the subscription. */
  subscribe(listener: (entry: TraceEntry) => void): () => void
}

/** How many entries are kept; older ones are forgotten. */
const TRACE_SIZE = 10_000

export interface TraceKeeper extends Trace {
  note(at: number, note: TraceNote): void
  clear(): void
}

export function createTrace(): TraceKeeper {
  // A ring: entry n lies at n % TRACE_SIZE.
  let ring: TraceEntry[] = []
  let count = 0
  const listeners = new Set<(entry: TraceEntry) => void>()

  const entries = () => {
    const oldest = count > TRACE_SIZE ? count % TRACE_SIZE : 0
    return [...ring.slice(oldest), ...ring.slice(0, oldest)]
  }
  const subscribe: Trace['subscribe'] = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const find: Trace['find'] = (predicate) => entries().find(predicate)

  return {
    entries,
    of: (type) => entries().filter((entry): entry is TraceEntryOf<typeof type> => entry.type === type),
    find,
    subscribe,
    waitFor: (predicate) =>
      new Promise((resolve, reject) => {
        const known = find(predicate)
        if (known) return resolve(known)
        const unsubscribe = subscribe((entry) => {
          try {
            if (!predicate(entry)) return
            resolve(entry)
          } catch (error) {
            reject(error)
          }
          unsubscribe()
        })
      }),
    note(at, note) {
      const entry = { ...note, index: count, at }
      ring[count % TRACE_SIZE] = entry
      count += 1
      for (const listener of listeners) listener(entry)
    },
    clear() {
      ring = []
      count = 0
    },
  }
}
