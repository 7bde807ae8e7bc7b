import type { CallRecords, IdentitySet } from '@microsoft/microsoft-graph-types'
import { toModalityWords } from '../endpoint-words.ts'
import { GraphFailure } from '../graph-request.ts'
import { type AudioStream, type SessionSummary, toSessionSummary } from './sessions.ts'
import { METRICS, THRESHOLDS } from './thresholds.ts'

/** A call, and how it was. */
export interface QualityCall {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number
  readonly kind: string
  /** Who called whom, or who organized it. */
  readonly who: string
  readonly modalities: string
  /** `reading` until the details are there. */
  readonly verdict: Verdict | 'reading'
  /** Why it is not good, the gravest first. */
  readonly reasons: readonly string[]
  readonly sessions: readonly SessionSummary[]
  readonly streams: readonly AudioStream[]
}

/** How many there are of each is shown in this order. */
export const VERDICTS = {
  good: 'Good',
  poor: 'Poor',
  failed: 'Failed',
  unclassified: 'Unclassified',
} as const
export type Verdict = keyof typeof VERDICTS
export const VERDICT_KINDS = ['good', 'poor', 'failed', 'unclassified'] as const satisfies readonly Verdict[]

/** A listed record, before its details are there, and when they are, or why they are not. */
export function toQualityCall(
  record: CallRecords.CallRecord,
  detail?: CallRecords.CallRecord | GraphFailure,
): QualityCall {
  const sessions = detail instanceof GraphFailure ? [] : (detail?.sessions ?? []).map(toSessionSummary)
  const streams = sessions.flatMap((session) => session.streams)
  const failures = sessions.flatMap(({ failure }) => failure ?? [])
  return {
    id: record.id ?? '',
    startedAt: Date.parse(record.startDateTime ?? ''),
    endedAt: Date.parse(record.endDateTime ?? ''),
    kind: kindOf(record, sessions),
    who: whoIn(record, sessions),
    modalities: toModalityWords(record.modalities),
    verdict: detail ? verdictOf(failures, streams) : 'reading',
    reasons: detail instanceof GraphFailure ? [detail.message] : reasonsOf(failures, streams),
    sessions,
    streams,
  }
}

/** A failure weighs more than what was heard; a single poor stream makes a call poor. */
function verdictOf(failures: readonly string[], streams: readonly AudioStream[]): Verdict {
  if (failures.length > 0) return 'failed'
  const verdicts = streams.map(({ verdict }) => verdict)
  return verdicts.includes('poor') ? 'poor' : verdicts.includes('good') ? 'good' : 'unclassified'
}

/** Failures, and of what was beyond a threshold the worst. */
function reasonsOf(failures: readonly string[], streams: readonly AudioStream[]): string[] {
  const worst = METRICS.flatMap((metric) => {
    const { noun, limit, show } = THRESHOLDS[metric]
    const values = streams.map(({ measures }) => measures[metric] ?? 0)
    const value = Math.max(0, ...values)
    return value > limit ? `${noun} ${show(value)}` : []
  })
  return [...new Set(failures), ...worst]
}

function kindOf({ type, joinWebUrl }: CallRecords.CallRecord, sessions: readonly SessionSummary[]): string {
  if (type === 'groupCall') return joinWebUrl ? 'Meeting' : 'Group call'
  const clients = sessions.flatMap(({ people }) => people.map(({ client }) => client))
  return clients.includes('Telephone network') ? 'Phone call' : 'Call'
}

/** Of a call between two who called whom; of others, who organized them and how many more there were. */
function whoIn({ type, organizer_v2 }: CallRecords.CallRecord, sessions: readonly SessionSummary[]): string {
  const organizer = nameIn(organizer_v2?.identity)
  const names = [...new Set(sessions.flatMap(({ people }) => people.map(({ name }) => name)))]
  if (type !== 'groupCall') return names.length === 2 ? names.join(' → ') : (organizer ?? names[0] ?? 'Unknown')
  const others = names.filter((name) => name !== organizer).length
  return [organizer ?? 'Unknown', others > 0 && `and ${others} ${others === 1 ? 'other' : 'others'}`]
    .filter(Boolean)
    .join(' ')
}

/** An identity is in the slot of its kind. */
function nameIn(identity: IdentitySet | null | undefined): string | undefined {
  const { user, application, device, phone } = { phone: undefined, ...identity }
  const held = user ?? application ?? phone ?? device
  return held?.displayName ?? held?.id ?? undefined
}
