import type { TraceEntry, TraceEntryOf } from '../../index.ts'
import { formatPath } from '../../trace/format-entry.ts'
import { formatDelivery, formatNotification } from '../../trace/format-notification.ts'
import { actorOfStep, formatControlStep, formatOrigin, formatStep } from '../../trace/format-step.ts'

/** A line of the trace card. */
export interface TraceLine {
  readonly at: number
  readonly kind: 'request' | 'notification' | 'step' | 'state' | 'media' | 'record' | 'problem'
  readonly text: string
  /** The status code of a request. */
  readonly status?: string
  readonly error?: string
}

type LineContent = Omit<TraceLine, 'at'>
type ResponseEntry = TraceEntryOf<'response'>

/** Finds the name of a participant of a call. */
export type FindName = (callId: string, participantId: string) => string | undefined

/** Formats trace entries as short lines. A request and its response share the line of the request. */
export function toTraceLines(entries: readonly TraceEntry[], findName: FindName): TraceLine[] {
  const responses = new Map(
    entries.filter((entry) => entry.type === 'response').map((response) => [response.requestId, response]),
  )
  return entries.flatMap((entry) => {
    const response = entry.type === 'request' ? responses.get(entry.requestId) : undefined
    const content = toLineContent(entry, response, findName)
    return content ? [{ at: entry.at, ...content }] : []
  })
}

/** Undefined for entries that another line covers. */
function toLineContent(
  entry: TraceEntry,
  response: ResponseEntry | undefined,
  findName: FindName,
): LineContent | undefined {
  switch (entry.type) {
    case 'request':
      return {
        kind: 'request',
        text: `${entry.method} ${toShortPath(entry.url)}`,
        ...(response && toOutcome(response)),
      }
    case 'response':
      return undefined
    case 'unmatched':
      return entry.nearest ? problem(`No endpoint. Closest: ${entry.nearest}`) : undefined
    case 'transition':
      return { kind: 'state', text: entry.from ? `${entry.from} → ${entry.to}` : entry.to }
    case 'step':
      return { kind: 'step', text: [formatStep(entry), participantOf(entry, findName)].filter(Boolean).join(', ') }
    case 'notification':
      return { kind: 'notification', text: formatNotification(entry.body) }
    case 'delivery':
      return entry.outcome === 'delivered' ? undefined : problem(formatDelivery(entry))
    case 'operation':
      return { kind: 'media', text: `${entry.operation} ${entry.status}${entry.why ? `: ${entry.why}` : ''}` }
    case 'callRecord':
      return { kind: 'record', text: `call record ${entry.change}, version ${entry.version}` }
    case 'deviceQuality':
      return { kind: 'media', text: `quality of device ${String(entry.quality.deviceName)}` }
    case 'refused':
      return problem(`${entry.what} (${formatOrigin(entry)}): ${entry.why}`)
    case 'control':
      return { kind: 'step', text: formatControlStep(entry) }
    case 'fault':
      return problem(`fault ${entry.rules.join(', ')}`)
    case 'mark':
      return { kind: 'step', text: `mark ${entry.name} (${entry.by})` }
    case 'error':
      return problem(entry.message)
  }
}

function toOutcome({ status, error }: ResponseEntry) {
  return { status: String(status), ...(error && { error }) }
}

function problem(error: string): LineContent {
  return { kind: 'problem', text: '', error }
}

/** Leaves out the version and shortens ids: `/communications/calls/112f…`. */
function toShortPath(url: string): string {
  return formatPath(url)
    .replace(/^\/(v1\.0|beta)/, '')
    .replace(/([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{27}/gi, '$1…')
}

/** Who takes a step: the name where the step has a participant's id, otherwise what the step has. */
function participantOf({ step, callId }: TraceEntryOf<'step'>, findName: FindName): string | undefined {
  const who = actorOfStep(step)
  return who === undefined ? undefined : (findName(callId, who) ?? who)
}
