import type { TraceEntry } from '../../index.ts'

/** How many entries a message shows. */
const ENTRY_LIMIT = 20

export function latestEntries(entries: readonly TraceEntry[]): readonly TraceEntry[] {
  return entries.slice(-ENTRY_LIMIT)
}

/** The entries before and after one. */
export function entriesAround(entries: readonly TraceEntry[], index: number): readonly TraceEntry[] {
  const from = Math.max(0, Math.min(index - ENTRY_LIMIT / 2, entries.length - ENTRY_LIMIT))
  return entries.slice(from, from + ENTRY_LIMIT)
}

/** The latest entries that mention a call, with the responses to those requests and the deliveries of those notifications. */
export function entriesAboutCall(entries: readonly TraceEntry[], callId: string): readonly TraceEntry[] {
  const correlated = new Set<string>()
  const about = entries.filter((entry) => {
    const correlationId = correlationIdOf(entry)
    if (!JSON.stringify(entry).toLowerCase().includes(callId)) {
      return correlationId !== undefined && correlated.has(correlationId)
    }
    if (correlationId !== undefined) correlated.add(correlationId)
    return true
  })
  return latestEntries(about)
}

/** The id that a request shares with its response, or a notification with its deliveries. */
function correlationIdOf(entry: TraceEntry): string | undefined {
  if ('requestId' in entry) return entry.requestId
  return entry.type === 'notification' || entry.type === 'delivery' ? entry.id : undefined
}
