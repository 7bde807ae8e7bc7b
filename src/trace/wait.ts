import { setWallTimer } from '../engine/time/wall-timer.ts'
import { formatEntries } from './format-entry.ts'
import type { Trace, TraceEntry } from './trace.ts'

interface Wait {
  /** How long to wait by the wall clock. Without a limit, {@link STALL_LIMIT_MS} applies. */
  readonly limitMs: number | undefined
  /** Whether the clock stands still and no notification is being delivered. */
  readonly isStalled: () => boolean
}

/**
 * While the clock stands still, only a request or a call of the API makes something happen. A wait without a limit rejects
 * after this time without either, because a test that times out would not say why.
 */
const STALL_LIMIT_MS = 2_000

/** How many of the latest entries the error of a failed wait lists. */
const LISTED = 20

/** Resolves with the first entry that the predicate accepts, existing or future. See {@link Trace.waitFor}. */
export function waitFor(
  { find, subscribe, entries }: Pick<Trace, 'find' | 'subscribe' | 'entries'>,
  predicate: (entry: TraceEntry) => boolean,
  { limitMs, isStalled }: Wait,
): Promise<TraceEntry> {
  return new Promise((resolve, reject) => {
    const existing = find(predicate)
    if (existing) return resolve(existing)

    let somethingHappened = false
    const onTimeout = () => {
      if (limitMs === undefined && (somethingHappened || !isStalled())) {
        somethingHappened = false
        clearTimer = setWallTimer(STALL_LIMIT_MS, onTimeout)
        return
      }
      unsubscribe()
      reject(new Error(toFailure(predicate, limitMs, entries())))
    }
    let clearTimer = setWallTimer(limitMs ?? STALL_LIMIT_MS, onTimeout)
    const unsubscribe = subscribe((entry) => {
      somethingHappened = true
      try {
        if (!predicate(entry)) return
        resolve(entry)
      } catch (error) {
        reject(error)
      }
      clearTimer()
      unsubscribe()
    })
  })
}

function toFailure(predicate: unknown, limitMs: number | undefined, entries: readonly TraceEntry[]): string {
  const why =
    limitMs === undefined
      ? `The clock stands still and nothing has happened for ${STALL_LIMIT_MS} ms. Advance emulator.clock, or pass a limit`
      : `No entry matched within ${limitMs} ms`
  const latest = entries.slice(-LISTED)
  const listed = latest.length === 0 ? 'The trace is empty.' : `The latest entries:\n${formatEntries(latest)}`
  return `trace.waitFor: ${why}. The predicate: ${String(predicate)}\n${listed}`
}
