import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { clientOf, type Endpoint, endpointName, NOBODY, toModalityWords } from '../endpoint-words.ts'
import { toMilliseconds } from '../time.ts'

/** What a reader wants to know of a call record. */
export interface CallRecordSummary {
  readonly participants: readonly { readonly name: string; readonly client: string }[]
  readonly startedAt: number
  readonly endedAt: number
  readonly modalities: string
  /** What went wrong, if something did. */
  readonly failure?: string
  readonly quality: readonly DirectionQuality[]
}

/** The audio in one direction, as its receiver measured it over the whole call. */
export interface DirectionQuality {
  readonly from: string
  readonly jitterMs: number
  readonly roundTripMs: number
  readonly lossRatio: number
  readonly verdict: 'good' | 'fair' | 'poor'
}

export function summarize(record: CallRecords.CallRecord): CallRecordSummary {
  const sessions = record.sessions ?? []
  // In a group call everybody has a session of their own with the service, which is nobody.
  const isSomebody = (endpoint: Endpoint) => endpoint?.associatedIdentity != null
  const ends = sessions.flatMap(({ caller, callee }) => [caller, callee].filter(isSomebody)).map(toEnd)
  const failure = sessions.find(({ failureInfo }) => failureInfo)?.failureInfo?.reason
  return {
    participants: ends.filter(({ name }, index) => ends.findIndex((end) => end.name === name) === index),
    startedAt: Date.parse(record.startDateTime ?? ''),
    endedAt: Date.parse(record.endDateTime ?? ''),
    modalities: toModalityWords(record.modalities),
    ...(failure && { failure }),
    quality: sessions.flatMap(toQuality).filter(({ from }) => from !== NOBODY),
  }
}

function toEnd(endpoint: Endpoint) {
  return { name: endpointName(endpoint), client: clientOf(endpoint) }
}

function toQuality(session: CallRecords.Session): DirectionQuality[] {
  const streams = (session.segments ?? []).flatMap(({ media }) => media ?? []).flatMap(({ streams }) => streams ?? [])
  return [
    ...toDirection(streams, 'callerToCallee', endpointName(session.caller)),
    ...toDirection(streams, 'calleeToCaller', endpointName(session.callee)),
  ]
}

/** The streams of all segments together: a longer one counts for more. Nothing, where nothing was measured. */
function toDirection(
  streams: readonly CallRecords.MediaStream[],
  direction: CallRecords.MediaStreamDirection,
  from: string,
): DirectionQuality[] {
  const measured = streams.filter(
    ({ streamDirection, averageJitter, audioCodec }) => streamDirection === direction && audioCodec && averageJitter,
  )
  if (measured.length === 0) return []
  const mean = (of: (stream: CallRecords.MediaStream) => number) => {
    const weighed = measured.map((stream) => ({ weight: lengthOf(stream), value: of(stream) }))
    const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
    return weighed.reduce((sum, { weight, value }) => sum + weight * value, 0) / total
  }
  const jitterMs = mean(({ averageJitter }) => toMilliseconds(averageJitter))
  const roundTripMs = mean(({ averageRoundTripTime }) => toMilliseconds(averageRoundTripTime))
  const lossRatio = mean(({ averagePacketLossRate }) => averagePacketLossRate ?? 0)
  return [{ from, jitterMs, roundTripMs, lossRatio, verdict: toVerdict(jitterMs, roundTripMs, lossRatio) }]
}

function lengthOf({ startDateTime, endDateTime }: CallRecords.MediaStream): number {
  return Math.max(1, Date.parse(endDateTime ?? '') - Date.parse(startDateTime ?? ''))
}

/** Beyond the first limits a call is classified as poor. @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard */
function toVerdict(jitterMs: number, roundTripMs: number, lossRatio: number): DirectionQuality['verdict'] {
  if (jitterMs > 30 || roundTripMs > 500 || lossRatio > 0.1) return 'poor'
  if (jitterMs > 15 || roundTripMs > 200 || lossRatio > 0.01) return 'fair'
  return 'good'
}
