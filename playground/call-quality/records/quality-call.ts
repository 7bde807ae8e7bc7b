import type { CallRecords, IdentitySet } from '@microsoft/microsoft-graph-types'
import { GraphFailure } from '../../graph-request.ts'
import { formatModalities } from '../../participant-endpoint.ts'
import { type AudioStream, type SessionSummary, toSessionSummary } from './sessions.ts'
import { METRICS, THRESHOLDS } from './thresholds.ts'

/** A call with its quality. */
export interface QualityCall {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number
  readonly kind: string
  /** Caller and callee, or the organizer. */
  readonly title: string
  readonly modalities: string
  /** `loading` until the details are loaded. */
  readonly verdict: Verdict | 'loading'
  /** Why the quality is not good, the most severe first. */
  readonly reasons: readonly string[]
  readonly sessions: readonly SessionSummary[]
  readonly streams: readonly AudioStream[]
}

export const VERDICT_LABELS = {
  good: 'Good',
  poor: 'Poor',
  failed: 'Failed',
  unclassified: 'Unclassified',
} as const
export type Verdict = keyof typeof VERDICT_LABELS
/** In the order in which they are shown. */
export const VERDICTS = ['good', 'poor', 'failed', 'unclassified'] as const satisfies readonly Verdict[]

/** @param detail The record with its sessions, or why it could not be loaded. */
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
    kind: callKind(record, sessions),
    title: titleOf(record, sessions),
    modalities: formatModalities(record.modalities),
    verdict: detail ? classifyCall(failures, streams) : 'loading',
    reasons: detail instanceof GraphFailure ? [detail.message] : reasonsOf(failures, streams),
    sessions,
    streams,
  }
}

/** A failure outweighs the streams; a single poor stream makes a call poor. */
function classifyCall(failures: readonly string[], streams: readonly AudioStream[]): Verdict {
  if (failures.length > 0) return 'failed'
  const verdicts = streams.map(({ verdict }) => verdict)
  return verdicts.includes('poor') ? 'poor' : verdicts.includes('good') ? 'good' : 'unclassified'
}

/** The failures, and the worst value of each metric beyond its threshold. */
function reasonsOf(failures: readonly string[], streams: readonly AudioStream[]): string[] {
  const worst = METRICS.flatMap((metric) => {
    const { noun, limit, show } = THRESHOLDS[metric]
    const worstValue = Math.max(0, ...streams.map(({ values }) => values[metric] ?? 0))
    return worstValue > limit ? `${noun} ${show(worstValue)}` : []
  })
  return [...new Set(failures), ...worst]
}

function callKind({ type, joinWebUrl }: CallRecords.CallRecord, sessions: readonly SessionSummary[]): string {
  if (type === 'groupCall') return joinWebUrl ? 'Meeting' : 'Group call'
  const clients = sessions.flatMap(({ participants }) => participants.map(({ client }) => client))
  return clients.includes('Telephone network') ? 'Phone call' : 'Call'
}

/** `Adele Vance → Alex Wilber`; for a group call the organizer and the number of other participants. */
function titleOf({ type, organizer_v2 }: CallRecords.CallRecord, sessions: readonly SessionSummary[]): string {
  const organizer = displayNameOf(organizer_v2?.identity)
  const names = [...new Set(sessions.flatMap(({ participants }) => participants.map(({ name }) => name)))]
  if (type !== 'groupCall') return names.length === 2 ? names.join(' → ') : (organizer ?? names[0] ?? 'Unknown')
  const others = names.filter((name) => name !== organizer).length
  return [organizer ?? 'Unknown', others > 0 && `and ${others} ${others === 1 ? 'other' : 'others'}`]
    .filter(Boolean)
    .join(' ')
}

/** An identity set has a member for each kind of identity. */
function displayNameOf(identity: IdentitySet | null | undefined): string | undefined {
  const { user, application, device, phone, guest } = { phone: undefined, guest: undefined, ...identity }
  const found = user ?? application ?? phone ?? guest ?? device
  return found?.displayName ?? found?.id ?? undefined
}
