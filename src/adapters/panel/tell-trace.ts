import type { TraceEntry, TraceEntryOf } from '../../index.ts'
import { tellControlStep, tellDelivery, tellNotice, tellOrder, tellPath, tellStep, whoTakes } from '../../trace/tell.ts'

/** A line of the trace, for people. */
export interface ToldEntry {
  readonly at: number
  readonly kind: 'request' | 'notification' | 'other side' | 'call' | 'media' | 'record' | 'problem'
  readonly text: string
  /** What came of it, where that is known. */
  readonly outcome?: string
  /** What went wrong. */
  readonly error?: string
}

type Told = Omit<ToldEntry, 'at'>
type ResponseEntry = TraceEntryOf<'response'>

/** The name of a participant of a call. */
export type NameOf = (callId: string, participantId: string) => string | undefined

/** What happened, in a few words each. A request and its answer are one line, where the request was. */
export function tellTrace(entries: readonly TraceEntry[], nameOf: NameOf): ToldEntry[] {
  const responses = entries.filter((entry) => entry.type === 'response')
  const answers = new Map(responses.map((response) => [response.requestId, response]))
  return entries.flatMap((entry) => {
    const answer = entry.type === 'request' ? answers.get(entry.requestId) : undefined
    const told = tellEntry(entry, answer, nameOf)
    return told ? [{ at: entry.at, ...told }] : []
  })
}

/** Nothing for what needs no line of its own. */
function tellEntry(entry: TraceEntry, answer: ResponseEntry | undefined, nameOf: NameOf): Told | undefined {
  switch (entry.type) {
    case 'request':
      return { kind: 'request', text: `${entry.method} ${toPath(entry.url)}`, ...(answer && tellAnswer(answer)) }
    case 'response':
      return undefined
    case 'unmatched':
      return entry.nearest ? problem(`the nearest operation is ${entry.nearest}`) : undefined
    case 'transition':
      return { kind: 'call', text: entry.from ? `${entry.from} → ${entry.to}` : entry.to }
    case 'step':
      return { kind: 'other side', text: [tellStep(entry), whoIn(entry, nameOf)].filter(Boolean).join(', ') }
    case 'notification':
      return { kind: 'notification', text: tellNotice(entry.body) }
    case 'delivery':
      return entry.outcome === 'delivered' ? undefined : problem(tellDelivery(entry))
    case 'operation':
      return { kind: 'media', text: `${entry.operation} ${entry.status}${entry.why ? `: ${entry.why}` : ''}` }
    case 'callRecord':
      return { kind: 'record', text: `call record ${entry.change}, version ${entry.version}` }
    case 'deviceQuality':
      return { kind: 'media', text: `quality of device ${String(entry.quality.deviceName)}` }
    case 'refused':
      return problem(`${entry.what} (${tellOrder(entry)}): ${entry.why}`)
    case 'control':
      return { kind: 'other side', text: tellControlStep(entry) }
    case 'fault':
      return problem(`struck by ${entry.rules.join(', ')}`)
    case 'mark':
      return { kind: 'other side', text: `mark ${entry.name} (${entry.by})` }
    case 'error':
      return problem(entry.message)
  }
}

function tellAnswer({ status, error }: ResponseEntry) {
  return { outcome: String(status), ...(error && { error }) }
}

function problem(error: string): Told {
  return { kind: 'problem', text: '', error }
}

/** Without what is always the same, and with short ids: `/communications/calls/112f…`. */
function toPath(url: string): string {
  return tellPath(url)
    .replace(/^\/(v1\.0|beta)/, '')
    .replace(/([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f-]{27}/gi, '$1…')
}

/** Who takes a step, by name where it is a participant's id that says so. */
function whoIn({ step, callId }: TraceEntryOf<'step'>, nameOf: NameOf): string | undefined {
  const who = whoTakes(step)
  return who === undefined ? undefined : (nameOf(callId, who) ?? who)
}
