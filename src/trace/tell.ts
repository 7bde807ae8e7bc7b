import { isJsonObject, type Json, type JsonObject } from '../edm/json.ts'
import type { Step } from '../store/step.ts'
import { createShortener } from './short-ids.ts'
import type { TraceEntry, TraceEntryOf } from './trace.ts'

/** Entries for people, a line each: when, what kind, and what happened. */
export function tellEntries(entries: readonly TraceEntry[]): string {
  const lines = entries.map((entry) => `  ${timeOf(entry.at)} ${entry.type.padEnd(12)} ${tellEntry(entry)}`)
  return lines.map(createShortener(lines)).join('\n')
}

/** The time of day, UTC: `09:00:02.000`; with its date when that is another day than the one before. */
export function timeOf(at: number, before = at): string {
  const [date = '', time = ''] = toIso(at).split('T')
  return date === toIso(before).split('T')[0] ? time : `${date} ${time}`
}

function toIso(at: number): string {
  return new Date(at).toISOString().slice(0, -1)
}

function tellEntry(entry: TraceEntry): string {
  switch (entry.type) {
    case 'request':
      return tellRequest(entry)
    case 'unmatched':
      return tellUnmatched(entry)
    case 'fault':
      return tellFault(entry)
    case 'response':
      return tellResponse(entry)
    case 'transition':
      return tellTransition(entry)
    case 'step':
      return `call ${entry.callId}: ${[tellStep(entry), whoTakes(entry.step)].filter(Boolean).join(', ')}`
    case 'refused':
      return `call ${entry.callId}: ${tellRefusal(entry)}`
    case 'operation':
      return `call ${entry.callId}: ${tellOperation(entry)}`
    case 'notification':
      return `${tellNotice(entry.body)} → ${entry.url}`
    case 'delivery':
      return `${tellDelivery(entry)} → ${entry.url}`
    case 'callRecord':
      return tellCallRecord(entry)
    case 'error':
      return entry.message
  }
}

export function tellRequest({ method, url }: TraceEntryOf<'request'>): string {
  const { pathname, search } = new URL(url)
  return `${method} ${readable(pathname + search)}`
}

export function tellResponse({ status, error }: TraceEntryOf<'response'>): string {
  return error ? `${status} ${error}` : String(status)
}

export function tellUnmatched({ nearest }: TraceEntryOf<'unmatched'>): string {
  return `matches no operation${nearest ? `; the nearest is ${nearest}` : ''}`
}

export function tellFault({ status, code }: TraceEntryOf<'fault'>): string {
  return `failed on order: ${status} ${code}`
}

export function tellTransition({ callId, from, to }: TraceEntryOf<'transition'>): string {
  return `call ${callId} ${from === null ? to : `${from} → ${to}`}`
}

/** `speak 3s`, and by whose order unless `perform` was called: `answer (busy)`. */
export function tellStep({ step, by }: TraceEntryOf<'step'>): string {
  const plain = Object.entries(step).filter(([name, detail]) => name !== 'who' && typeof detail !== 'object')
  return `${plain.map(([, detail]) => detail).join(' ')}${by === 'perform' ? '' : ` (${by})`}`
}

/** Who takes a step, when it says so. */
export function whoTakes(step: Step): string | undefined {
  return 'who' in step ? step.who : undefined
}

export function tellRefusal({ what, why }: TraceEntryOf<'refused'>): string {
  return `${what} refused: ${why}`
}

export function tellOperation({ operation, status, why }: TraceEntryOf<'operation'>): string {
  return `${operation} ${status}${why ? `: ${why}` : ''}`
}

export function tellDelivery({ outcome, status, why }: TraceEntryOf<'delivery'>): string {
  return [outcome, status, why && `(${why})`].filter(Boolean).join(' ')
}

export function tellCallRecord({ callRecordId, change, version }: TraceEntryOf<'callRecord'>): string {
  return `call record ${callRecordId} ${change}, version ${version}`
}

/** What a notification says of its resource: `call established, audio active`, `3 participants`, `callRecord created`. */
export function tellNotice({ value }: JsonObject): string {
  const notices = Array.isArray(value) ? value : []
  return notices.map((notice) => tellChange(toObject(notice))).join('; ') || 'notification'
}

function tellChange({ changeType, resourceData }: JsonObject): string {
  if (Array.isArray(resourceData)) {
    const { '@odata.type': type } = toObject(resourceData[0])
    return `${resourceData.length} × ${typeName(type) || 'nothing'} ${changeType}`
  }
  const { '@odata.type': type, state, status, mediaState, resultInfo } = toObject(resourceData)
  const { code, subcode } = toObject(resultInfo)
  const details = [
    `${typeName(type) || 'resource'} ${state ?? status ?? changeType}`,
    mediaState ? `audio ${toObject(mediaState).audio}` : '',
    resultInfo ? `${code}/${subcode}` : '',
  ]
  return details.filter(Boolean).join(', ')
}

function typeName(type: unknown): string {
  return String(type ?? '').replace(/^#microsoft\.graph\./i, '')
}

function toObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function readable(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
