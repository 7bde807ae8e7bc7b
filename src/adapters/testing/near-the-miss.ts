import type { TraceEntry } from '../../index.ts'

/** How many entries a message shows. */
const SHOWN = 20

export function latest(entries: readonly TraceEntry[]): readonly TraceEntry[] {
  return entries.slice(-SHOWN)
}

/** What came before an entry and after it. */
export function around(entries: readonly TraceEntry[], index: number): readonly TraceEntry[] {
  const from = Math.max(0, Math.min(index - SHOWN / 2, entries.length - SHOWN))
  return entries.slice(from, from + SHOWN)
}

/** The latest entries that speak of a call, and the answers to those. */
export function aboutCall(entries: readonly TraceEntry[], callId: string): readonly TraceEntry[] {
  const asked = new Set<string>()
  const about = entries.filter((entry) => {
    const question = questionOf(entry)
    if (!JSON.stringify(entry).toLowerCase().includes(callId)) return question !== undefined && asked.has(question)
    if (question !== undefined) asked.add(question)
    return true
  })
  return latest(about)
}

/** What a request and its answer, a notification and its deliveries have in common. */
function questionOf(entry: TraceEntry): string | undefined {
  if ('requestId' in entry) return entry.requestId
  return entry.type === 'notification' || entry.type === 'delivery' ? entry.id : undefined
}
