import { setWallTimer } from '../engine/time/wall-timer.ts'
import { tellEntries } from './tell.ts'
import type { Trace, TraceEntry } from './trace.ts'

interface Wait {
  /** How long to wait by the wall clock; as long as it takes when left out, but see {@link STANDSTILL_LIMIT_MS}. */
  readonly limitMs: number | undefined
  /** Whether time stands still, and nothing is under way. */
  readonly isStill: () => boolean
}

/**
 * While time stands still, only somebody else can make something happen: another request, an advance. A wait without a
 * limit gives up when nobody has for so long by the wall clock, rather than have a test time out without a word.
 */
const STANDSTILL_LIMIT_MS = 2_000

/** How many of the latest entries a wait that fails shows. */
const SHOWN = 20

/** Resolves with the first entry that is accepted, be it there or to come; fails with what did happen. */
export function waitFor(
  { find, subscribe, entries }: Pick<Trace, 'find' | 'subscribe' | 'entries'>,
  predicate: (entry: TraceEntry) => boolean,
  { limitMs, isStill }: Wait,
): Promise<TraceEntry> {
  return new Promise((resolve, reject) => {
    const known = find(predicate)
    if (known) return resolve(known)

    let somethingHappened = false
    const look = () => {
      if (limitMs === undefined && (somethingHappened || !isStill())) {
        somethingHappened = false
        clearTimer = setWallTimer(STANDSTILL_LIMIT_MS, look)
        return
      }
      unsubscribe()
      reject(new Error(toFailure(predicate, limitMs, entries())))
    }
    let clearTimer = setWallTimer(limitMs ?? STANDSTILL_LIMIT_MS, look)
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
      ? `Time stands still and nothing has happened for ${STANDSTILL_LIMIT_MS} ms: let it pass with emulator.clock, or give a limit`
      : `It did not happen within ${limitMs} ms`
  const last = entries.slice(-SHOWN)
  const happened = last.length === 0 ? 'Nothing happened at all.' : `The last that happened:\n${tellEntries(last)}`
  return `trace.waitFor: ${why}. It waited for: ${String(predicate)}\n${happened}`
}
