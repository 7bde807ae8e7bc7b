import type { TraceEntry } from './trace.ts'

/**
 * Makes errors of what goes wrong by itself, with nobody there to catch it: a step that a scenario could not take, and an
 * event that failed.
 */
export function reportErrors(onError: (error: Error) => void): (entry: TraceEntry) => void {
  return (entry) => {
    if (entry.type === 'error') onError(new Error(entry.message))
    // Steps that have a number are a scenario's; who calls `perform` catches what it throws.
    if (entry.type !== 'refused' || entry.nth === undefined) return
    onError(new Error(`scenario '${entry.by}', step ${entry.nth} (${entry.what}): ${entry.why}`))
  }
}
