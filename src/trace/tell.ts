import type { IncomingStep, Step } from '../calls/steps.ts'
import { isJsonObject, type Json, type JsonObject } from '../engine/values/json.ts'
import { tellRoster } from './people.ts'
import { createShortener } from './short-ids.ts'
import type { TraceEntry, TraceEntryOf } from './trace.ts'

/** Entries for people, a line each: when, what kind, and what happened. */
export function tellEntries(entries: readonly TraceEntry[]): string {
  const told = new Set<string>()
  const lines = entries.map((entry) => {
    const text = tellEntry(entry.type === 'delivery' ? withoutToldReason(entry, told) : entry)
    return `  ${timeOf(entry.at)} ${entry.type.padEnd(12)} ${text}`
  })
  return lines.map(createShortener(lines)).join('\n')
}

/** A reason, such as what to do about a URL that nobody receives, is told once. */
function withoutToldReason(entry: TraceEntryOf<'delivery'>, told: Set<string>): TraceEntryOf<'delivery'> {
  const { why, ...others } = entry
  if (why !== undefined && told.has(why)) return others
  if (why !== undefined) told.add(why)
  return entry
}

/** The time of day, UTC: `09:00:02.000`; with its date when that is another day than the one before. */
export function timeOf(at: number, before = at): string {
  const [date = '', time = ''] = toIso(at).split('T')
  return date === toIso(before).split('T')[0] ? time : `${date} ${time}`
}

function toIso(at: number): string {
  return new Date(at).toISOString().slice(0, -1)
}

/** What happened, in a few words. */
export function tellEntry(entry: TraceEntry): string {
  switch (entry.type) {
    case 'request':
      return `${entry.method} ${tellPath(entry.url)}`
    case 'unmatched':
      return `matches no operation${entry.nearest ? `, the nearest is ${entry.nearest}` : ''}`
    case 'fault':
      return `struck by ${entry.rules.join(', ')}`
    case 'response':
      return entry.error ? `${entry.status} ${entry.error}` : String(entry.status)
    case 'transition':
      return `call ${entry.callId} ${entry.from === null ? '' : `${entry.from} → `}${entry.to}`
    case 'step':
      return `call ${entry.callId}: ${[tellStep(entry), whoTakes(entry.step)].filter(Boolean).join(', ')}`
    case 'refused':
      return `${entry.callId ? `call ${entry.callId}: ` : ''}${entry.what} (${tellOrder(entry)}) refused: ${entry.why}`
    case 'control':
      return tellControlStep(entry)
    case 'operation':
      return `call ${entry.callId}: ${entry.operation} ${entry.status}${entry.why ? `: ${entry.why}` : ''}`
    case 'notification':
      return `${tellNotice(entry.body)} → ${entry.url}`
    case 'delivery':
      return `${tellDelivery(entry)} → ${entry.url}`
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

/** `speak 3s`, and by whose order unless `perform` was called: `answer (busy)`. */
export function tellStep({ step, by }: TraceEntryOf<'step'>): string {
  const isPlain = ([name, detail]: [string, unknown]) => !NAMES.includes(name) && typeof detail !== 'object'
  const plain = Object.entries(step).filter(isPlain)
  return `${plain.map(([, detail]) => detail).join(' ')}${by === 'perform' ? '' : ` (${by})`}`
}

/** Who ordered what was refused: `perform`; `two people call, step 3`. */
export function tellOrder({ by, nth }: TraceEntryOf<'refused'>): string {
  return nth === undefined ? by : `${by}, step ${nth}`
}

/** `fault throttled (the scenario)` */
export function tellControlStep({ step, by }: TraceEntryOf<'control'>): string {
  switch (step.do) {
    case 'fault':
      return `fault ${step.rule.name ?? 'without a name'} (${by})`
    case 'endFault':
      return `endFault ${step.name} (${by})`
    case 'expireSubscriptions':
      return `expireSubscriptions${step.in === undefined ? '' : ` in ${step.in}`} (${by})`
  }
}

/** Members of steps that say who: that is told apart. */
const NAMES = ['who', 'from', 'as']

/** Who takes a step, when it says so. */
export function whoTakes(step: Step | IncomingStep): string | undefined {
  if (step.do === 'incoming') return step.from
  return 'who' in step ? step.who : undefined
}

/** `delivered 202`; of what is no notification, but was asked for, also what it was: `prompt undelivered`. */
export function tellDelivery({ id, outcome, status, why }: TraceEntryOf<'delivery'>): string {
  const asked = id === 'prompt' || id === 'validation' ? id : ''
  return [asked, outcome, status, why && `(${why})`].filter(Boolean).join(' ')
}

/** What a notification says of its resource: `call established, audio active`, `3 participants`, `callRecord created`. */
export function tellNotice({ value }: JsonObject): string {
  const notices = Array.isArray(value) ? value : []
  return notices.map((notice) => tellChange(toObject(notice))).join('; ') || 'notification'
}

function tellChange({ changeType, resourceData, lifecycleEvent }: JsonObject): string {
  if (lifecycleEvent) return String(lifecycleEvent)
  if (Array.isArray(resourceData)) {
    const { '@odata.type': type } = toObject(resourceData[0])
    if (typeName(type) === 'participant') return tellRoster(resourceData, String(changeType))
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

/** Path and query, decoded where they can be. */
export function tellPath(url: string): string {
  const { pathname, search } = new URL(url)
  try {
    return decodeURIComponent(pathname + search)
  } catch {
    return pathname + search
  }
}
