import { runCallback } from '../engine/run-callback.ts'
import { parseDuration } from '../engine/time/duration.ts'
import { formatValue } from '../engine/values/format-value.ts'
import { toMermaid } from './mermaid.ts'
import type { Trace, TraceEntry, TraceEntryOf, TraceKeeper, WaitOptions } from './trace.ts'
import { waitFor } from './wait.ts'

interface TraceOptions {
  /** The maximum number of entries. The oldest are discarded. */
  readonly size: number
  /** Whether the clock stands still and no notification is being delivered. */
  readonly isStalled: () => boolean
}

export function createTrace({ size, isStalled }: TraceOptions): TraceKeeper {
  // A ring buffer: entry n is at n % size.
  let ring: TraceEntry[] = []
  let count = 0
  const subscribers = new Set<Parameters<Trace['subscribe']>>()

  const entries = () => {
    const oldest = count > size ? count % size : 0
    return [...ring.slice(oldest), ...ring.slice(0, oldest)]
  }
  const subscribe: Trace['subscribe'] = (...subscriber) => {
    for (const callback of subscriber) {
      if (typeof callback === 'function' || callback === undefined) continue
      throw new TypeError(`trace.subscribe: ${formatValue(callback)} is not a function.`)
    }
    subscribers.add(subscriber)
    return () => subscribers.delete(subscriber)
  }
  function find<Kept extends TraceEntry>(predicate: (entry: TraceEntry) => entry is Kept): Kept | undefined
  function find(predicate: (entry: TraceEntry) => boolean): TraceEntry | undefined
  function find(predicate: (entry: TraceEntry) => boolean): TraceEntry | undefined {
    return entries().find(predicate)
  }
  function wait<Kept extends TraceEntry>(
    predicate: (entry: TraceEntry) => entry is Kept,
    options?: WaitOptions,
  ): Promise<Kept>
  function wait(predicate: (entry: TraceEntry) => boolean, options?: WaitOptions): Promise<TraceEntry>
  async function wait(predicate: (entry: TraceEntry) => boolean, { limit }: WaitOptions = {}): Promise<TraceEntry> {
    const limitMs = limit === undefined ? undefined : parseDuration(limit, 'trace.waitFor: limit')
    return await waitFor({ find, subscribe, entries }, predicate, { limitMs, isStalled })
  }

  return {
    entries,
    of: (type) => entries().filter((entry): entry is TraceEntryOf<typeof type> => entry.type === type),
    find,
    subscribe,
    waitFor: wait,
    note(at, note) {
      const index = count
      count += 1
      if (size === 0 && subscribers.size === 0) return
      // Spread last: in this order V8 copies the note twice as fast.
      const entry = { index, at, ...note }
      if (size > 0) ring[index % size] = entry
      for (const [listener] of subscribers) runCallback(SUBSCRIBER, () => listener(entry))
    },
    clear() {
      ring = []
      count = 0
      for (const [, onClear] of subscribers) if (onClear) runCallback(SUBSCRIBER, onClear)
    },
    toMermaid: (predicate = () => true) => toMermaid(entries().filter(predicate)),
    toJSON: entries,
  }
}

const SUBSCRIBER = 'a subscriber of emulator.trace'
