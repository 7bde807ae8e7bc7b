import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { clientOf, type Endpoint, endpointName, NOBODY } from '../endpoint-words.ts'
import { type Connection, toConnectionWords, weakestOf } from './connections.ts'
import { excessesOf, judge, type Measures, type Metric, measure, type StreamVerdict } from './thresholds.ts'

/** What one of a call's sessions was like. */
export interface SessionSummary {
  readonly id: string
  readonly startedAt: number
  readonly endedAt: number
  readonly people: readonly Person[]
  readonly streams: readonly AudioStream[]
  /** What went wrong, in Graph's words. */
  readonly failure?: string
}

interface Person {
  readonly name: string
  readonly client: string
  readonly devices: readonly string[]
  /** One after another. */
  readonly connections: readonly string[]
  readonly feedback?: { readonly rating: string; readonly words: readonly string[] }
}

/** What was heard in one direction, as its receiver measured it. */
export interface AudioStream {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly startedAt: number
  readonly endedAt: number
  readonly connection: Connection
  readonly measures: Measures
  readonly excesses: readonly Metric[]
  readonly verdict: StreamVerdict
}

export function toSessionSummary(session: CallRecords.Session): SessionSummary {
  const segments = session.segments ?? []
  const ends: readonly Endpoint[] = [session.caller, session.callee]
  return {
    id: session.id ?? '',
    ...toSpan(session),
    // In a group call everybody has a session with the service, which is nobody.
    people: ends.filter((end) => endpointName(end) !== NOBODY).map((end) => toPerson(end, segments)),
    streams: segments.flatMap(toAudioStreams),
    ...(session.failureInfo && { failure: toFailureWords(session.failureInfo) }),
  }
}

function toSpan({ startDateTime, endDateTime }: CallRecords.Session | CallRecords.MediaStream) {
  return { startedAt: Date.parse(startDateTime ?? ''), endedAt: Date.parse(endDateTime ?? '') }
}

const STAGES: Readonly<Record<string, string>> = { callSetup: 'while it was set up', midcall: 'in mid-call' }

function toFailureWords({ reason, stage }: CallRecords.FailureInfo): string {
  const words = reason?.replace(/\.$/, '') || 'It failed'
  return [words, STAGES[stage ?? '']].filter(Boolean).join(' ')
}

/** What somebody had may change from segment to segment. */
function toPerson(end: Endpoint, segments: readonly CallRecords.Segment[]): Person {
  const audio = segments.flatMap((segment) =>
    (segment.media ?? []).filter(isAudio).map((media) => ({ segment, media })),
  )
  const own = audio.flatMap(({ segment: { caller, callee }, media }) => {
    if (isSame(caller, end)) return { network: media.callerNetwork, device: media.callerDevice }
    return isSame(callee, end) ? { network: media.calleeNetwork, device: media.calleeDevice } : []
  })
  const feedback = end?.feedback
  return {
    name: endpointName(end),
    client: clientOf(end),
    devices: distinct(own.flatMap(({ device }) => [device?.captureDeviceName, device?.renderDeviceName])),
    connections: distinct(own.map(({ network }) => toConnectionWords(network))),
    ...(feedback && { feedback: { rating: RATINGS[feedback.rating ?? ''] ?? 'Rated', words: toComplaints(feedback) } }),
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

/** What they wrote, and what they ticked: `DistortedSound` reads better as `distorted sound`. */
function toComplaints({ text, tokens }: CallRecords.UserFeedback): string[] {
  const ticked = Object.entries(tokens ?? {}).filter(([, isTicked]) => isTicked === true)
  const words = ticked.map(([token]) => token.replace(/(?!^)[A-Z]/g, ' $&').toLowerCase())
  return text ? [`“${text}”`, ...words] : words
}

function toAudioStreams({ caller, callee, media }: CallRecords.Segment): AudioStream[] {
  return (media ?? []).filter(isAudio).flatMap(({ streams, callerNetwork, calleeNetwork }) =>
    (streams ?? []).map((stream) => {
      const ends = [labelOf(caller), labelOf(callee)] as const
      const [from, to] = stream.streamDirection === 'calleeToCaller' ? [ends[1], ends[0]] : ends
      const measures = measure(stream)
      return {
        id: stream.streamId ?? '',
        from,
        to,
        ...toSpan(stream),
        connection: weakestOf(callerNetwork, calleeNetwork),
        measures,
        excesses: excessesOf(measures),
        verdict: judge(measures),
      }
    }),
  )
}

/** A media has a label, and an audio stream a codec. */
function isAudio({ label, streams }: CallRecords.Media): boolean {
  return label?.includes('audio') ?? streams?.some(({ audioCodec }) => audioCodec != null) ?? false
}

/** Somebody by name, a service by what it does. */
function labelOf(end: Endpoint): string {
  const name = endpointName(end)
  return name === NOBODY ? clientOf(end) : name
}

function isSame(one: Endpoint, other: Endpoint): boolean {
  return one?.associatedIdentity?.id != null && one.associatedIdentity.id === other?.associatedIdentity?.id
}

function distinct(words: readonly (string | null | undefined)[]): string[] {
  return [...new Set(words.filter((word) => word != null && word !== ''))].map(String)
}
