import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { type Endpoint, endpointClient, endpointName, UNKNOWN_NAME } from '../../participant-endpoint.ts'
import { type Connection, describeConnection, weakestConnection } from './connections.ts'
import {
  classifyStream,
  exceededMetrics,
  type Metric,
  type MetricValues,
  readMetrics,
  type StreamVerdict,
} from './thresholds.ts'

/** The parts of a session that the app shows. */
export interface SessionSummary {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number
  readonly participants: readonly SessionParticipant[]
  readonly streams: readonly AudioStream[]
  /** Graph's reason why the session failed. */
  readonly failure?: string
}

interface SessionParticipant {
  readonly name: string
  readonly client: string
  readonly devices: readonly string[]
  /** In order of use. */
  readonly connections: readonly string[]
  readonly feedback?: { readonly rating: string; readonly comments: readonly string[] }
}

/** The audio in one direction, as the receiver measured it. */
export interface AudioStream {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly startedAt: number
  readonly endedAt: number
  readonly connection: Connection
  readonly values: MetricValues
  /** The metrics beyond their thresholds. */
  readonly exceeded: readonly Metric[]
  readonly verdict: StreamVerdict
}

export function toSessionSummary(session: CallRecords.Session): SessionSummary {
  const segments = session.segments ?? []
  const ends: readonly Endpoint[] = [session.caller, session.callee]
  return {
    id: session.id ?? '',
    ...toPeriod(session),
    // In a group call, the other end of each participant's session is the service, which has no identity.
    participants: ends.filter((end) => endpointName(end) !== UNKNOWN_NAME).map((end) => toParticipant(end, segments)),
    streams: segments.flatMap(toAudioStreams),
    ...(session.failureInfo && { failure: describeFailure(session.failureInfo) }),
  }
}

function toPeriod({ startDateTime, endDateTime }: CallRecords.Session | CallRecords.MediaStream) {
  return { startedAt: Date.parse(startDateTime ?? ''), endedAt: Date.parse(endDateTime ?? '') }
}

const FAILURE_STAGES: Readonly<Record<string, string>> = { callSetup: 'during setup', midcall: 'during the call' }

function describeFailure({ reason, stage }: CallRecords.FailureInfo): string {
  const description = reason?.replace(/\.$/, '') || 'Failed'
  return [description, FAILURE_STAGES[stage ?? '']].filter(Boolean).join(' ')
}

/** Devices and networks may change from segment to segment. */
function toParticipant(end: Endpoint, segments: readonly CallRecords.Segment[]): SessionParticipant {
  const audio = segments.flatMap((segment) =>
    (segment.media ?? []).filter(isAudio).map((media) => ({ segment, media })),
  )
  const own = audio.flatMap(({ segment: { caller, callee }, media }) => {
    if (isSameIdentity(caller, end)) return { network: media.callerNetwork, device: media.callerDevice }
    return isSameIdentity(callee, end) ? { network: media.calleeNetwork, device: media.calleeDevice } : []
  })
  const feedback = end?.feedback
  return {
    name: endpointName(end),
    client: endpointClient(end),
    devices: distinct(own.flatMap(({ device }) => [device?.captureDeviceName, device?.renderDeviceName])),
    connections: distinct(own.map(({ network }) => describeConnection(network))),
    ...(feedback && {
      feedback: { rating: RATINGS[feedback.rating ?? ''] ?? 'Rated', comments: feedbackComments(feedback) },
    }),
  }
}

const RATINGS: Readonly<Record<string, string>> = {
  notRated: 'Not rated',
  bad: 'Bad',
  poor: 'Poor',
  fair: 'Fair',
  good: 'Good',
  excellent: 'Excellent',
}

/** The text and the selected tokens: `DistortedSound` becomes `distorted sound`. */
function feedbackComments({ text, tokens }: CallRecords.UserFeedback): string[] {
  const selected = Object.entries(tokens ?? {}).filter(([, isSelected]) => isSelected === true)
  const comments = selected.map(([token]) => token.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase())
  return text ? [`“${text}”`, ...comments] : comments
}

function toAudioStreams({ caller, callee, media }: CallRecords.Segment): AudioStream[] {
  return (media ?? []).filter(isAudio).flatMap(({ streams, callerNetwork, calleeNetwork }) =>
    (streams ?? []).map((stream) => {
      const ends = [labelOf(caller), labelOf(callee)] as const
      const [from, to] = stream.streamDirection === 'calleeToCaller' ? [ends[1], ends[0]] : ends
      const values = readMetrics(stream)
      return {
        id: stream.streamId ?? '',
        from,
        to,
        ...toPeriod(stream),
        connection: weakestConnection(callerNetwork, calleeNetwork),
        values,
        exceeded: exceededMetrics(values),
        verdict: classifyStream(values),
      }
    }),
  )
}

/** Audio media is labelled; without a label, audio streams have an audio codec. */
function isAudio({ label, streams }: CallRecords.Media): boolean {
  return label?.includes('audio') ?? streams?.some(({ audioCodec }) => audioCodec != null) ?? false
}

/** The name of a person, or the role of a service. */
function labelOf(end: Endpoint): string {
  const name = endpointName(end)
  return name === UNKNOWN_NAME ? endpointClient(end) : name
}

function isSameIdentity(one: Endpoint, other: Endpoint): boolean {
  return one?.associatedIdentity?.id != null && one.associatedIdentity.id === other?.associatedIdentity?.id
}

function distinct(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts.filter((text) => text != null && text !== ''))].map(String)
}
