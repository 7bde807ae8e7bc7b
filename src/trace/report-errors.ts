import { reportError } from '../engine/run-callback.ts'
import type { TraceEntry } from './trace.ts'

/**
 * Creates a subscriber that reports problems outside any call of the API, which no code can catch: a scenario's step that
 * was refused, and a scheduled event that failed.
 */
export function reportErrors(onError: (error: Error) => void): (entry: TraceEntry) => void {
  return (entry) => {
    if (entry.type === 'error') reportError(onError, new Error(entry.message))
    // Only steps of scenarios have a number. `perform` throws to its caller.
    if (entry.type !== 'refused' || entry.nth === undefined) return
    reportError(onError, new Error(`scenario '${entry.by}', step ${entry.nth} (${entry.what}): ${entry.why}`))
  }
}
