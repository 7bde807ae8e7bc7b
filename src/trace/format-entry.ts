import { formatDelivery, formatNotification } from './format-notification.ts'
import { actorOfStep, formatControlStep, formatOrigin, formatStep } from './format-step.ts'
import { createIdShortener } from './shorten-ids.ts'
import type { TraceEntry, TraceEntryOf } from './trace.ts'

/** Formats entries as text, one line each: time, type and what happened. */
export function formatEntries(entries: readonly TraceEntry[]): string {
  const reasons = new Set<string>()
  const lines = entries.map((entry) => {
    const text = formatEntry(entry.type === 'delivery' ? withoutRepeatedReason(entry, reasons) : entry)
    return `  ${formatTime(entry.at)} ${entry.type.padEnd(12)} ${text}`
  })
  return lines.map(createIdShortener(lines)).join('\n')
}

/** A reason is often advice, such as how to register a receiver: only its first entry shows it. */
function withoutRepeatedReason(entry: TraceEntryOf<'delivery'>, reasons: Set<string>): TraceEntryOf<'delivery'> {
  const { why, ...others } = entry
  if (why !== undefined && reasons.has(why)) return others
  if (why !== undefined) reasons.add(why)
  return entry
}

/** The time of day in UTC, `09:00:02.000`, after the date if that differs from the date of `before`. */
export function formatTime(at: number, before = at): string {
  const [date = '', time = ''] = toIso(at).split('T')
  return date === toIso(before).split('T')[0] ? time : `${date} ${time}`
}

function toIso(at: number): string {
  return new Date(at).toISOString().slice(0, -1)
}

/** Formats what happened in a few words. */
export function formatEntry(entry: TraceEntry): string {
  switch (entry.type) {
    case 'request':
      return `${entry.method} ${formatPath(entry.url)}`
    case 'unmatched':
      return `matches no endpoint${entry.nearest ? `, the closest is ${entry.nearest}` : ''}`
    case 'fault':
      return `fault rule ${entry.rules.join(', ')} applied`
    case 'response':
      return entry.error ? `${entry.status} ${entry.error}` : String(entry.status)
    case 'transition':
      return `call ${entry.callId} ${entry.from === null ? '' : `${entry.from} → `}${entry.to}`
    case 'step':
      return `call ${entry.callId}: ${[formatStep(entry), actorOfStep(entry.step)].filter(Boolean).join(', ')}`
    case 'refused':
      return `${entry.callId ? `call ${entry.callId}: ` : ''}${entry.what} (${formatOrigin(entry)}) refused: ${entry.why}`
    case 'control':
      return formatControlStep(entry)
    case 'operation':
      return `call ${entry.callId}: ${entry.operation} ${entry.status}${entry.why ? `: ${entry.why}` : ''}`
    case 'notification':
      return `${formatNotification(entry.body)} → ${entry.url}`
    case 'delivery':
      return `${formatDelivery(entry)} → ${entry.url}`
    case 'callRecord':
      return `call record ${entry.callRecordId} ${entry.change}, version ${entry.version}`
    case 'deviceQuality':
      return `quality of device ${String(entry.quality.deviceName)}`
    case 'mark':
      return `mark ${entry.name} (${entry.by})`
    case 'error':
      return entry.message
  }
}

/** Path and query, decoded if possible. */
export function formatPath(url: string): string {
  const { pathname, search } = new URL(url)
  try {
    return decodeURIComponent(pathname + search)
  } catch {
    return pathname + search
  }
}
