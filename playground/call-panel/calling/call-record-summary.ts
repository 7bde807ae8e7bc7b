import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { toMilliseconds } from '../../durations.ts'
import {
  type Endpoint,
  endpointClient,
  endpointName,
  formatModalities,
  UNKNOWN_NAME,
} from '../../participant-endpoint.ts'
import { POOR_LIMITS } from '../../quality-limits.ts'

/** The parts of a call record that the app shows. */
export interface CallRecordSummary {
  readonly participants: readonly { readonly name: string; readonly client: string }[]
  readonly startedAt: number
  readonly endedAt: number
  readonly modalities: string
  /** Why a session failed. */
  readonly failure?: string
  readonly quality: readonly DirectionQuality[]
}

/** The audio in one direction, as the receiver measured it over the whole call. */
export interface DirectionQuality {
  readonly from: string
  readonly jitterMs: number
  readonly roundTripMs: number
  readonly lossRatio: number
  readonly verdict: 'good' | 'fair' | 'poor'
}

export function summarize(record: CallRecords.CallRecord): CallRecordSummary {
  const sessions = record.sessions ?? []
  // In a group call, the other end of each participant's session is the service, which has no identity.
  const hasIdentity = (endpoint: Endpoint) => endpoint?.associatedIdentity != null
  const participants = sessions.flatMap(({ caller, callee }) => [caller, callee].filter(hasIdentity)).map(toParticipant)
  const failure = sessions.find(({ failureInfo }) => failureInfo)?.failureInfo?.reason
  return {
    participants: participants.filter(
      ({ name }, index) => participants.findIndex((one) => one.name === name) === index,
    ),
    startedAt: Date.parse(record.startDateTime ?? ''),
    endedAt: Date.parse(record.endDateTime ?? ''),
    modalities: formatModalities(record.modalities),
    ...(failure && { failure }),
    quality: sessions.flatMap(toQuality).filter(({ from }) => from !== UNKNOWN_NAME),
  }
}

function toParticipant(endpoint: Endpoint) {
  return { name: endpointName(endpoint), client: endpointClient(endpoint) }
}

function toQuality(session: CallRecords.Session): DirectionQuality[] {
  const streams = (session.segments ?? []).flatMap(({ media }) => media ?? []).flatMap(({ streams }) => streams ?? [])
  return [
    ...toDirection(streams, 'callerToCallee', endpointName(session.caller)),
    ...toDirection(streams, 'calleeToCaller', endpointName(session.callee)),
  ]
}

/** Averages the streams of all segments, weighted by their length. Empty without measurements. */
function toDirection(
  streams: readonly CallRecords.MediaStream[],
  direction: CallRecords.MediaStreamDirection,
  from: string,
): DirectionQuality[] {
  const measured = streams.filter(
    ({ streamDirection, averageJitter, audioCodec }) => streamDirection === direction && audioCodec && averageJitter,
  )
  if (measured.length === 0) return []
  const mean = (read: (stream: CallRecords.MediaStream) => number) => {
    const weighted = measured.map((stream) => ({ weight: lengthOf(stream), value: read(stream) }))
    const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
    return weighted.reduce((sum, { weight, value }) => sum + weight * value, 0) / total
  }
  const jitterMs = mean(({ averageJitter }) => toMilliseconds(averageJitter))
  const roundTripMs = mean(({ averageRoundTripTime }) => toMilliseconds(averageRoundTripTime))
  const lossRatio = mean(({ averagePacketLossRate }) => averagePacketLossRate ?? 0)
  return [{ from, jitterMs, roundTripMs, lossRatio, verdict: toVerdict(jitterMs, roundTripMs, lossRatio) }]
}

function lengthOf({ startDateTime, endDateTime }: CallRecords.MediaStream): number {
  return Math.max(1, Date.parse(endDateTime ?? '') - Date.parse(startDateTime ?? ''))
}

function toVerdict(jitterMs: number, roundTripMs: number, lossRatio: number): DirectionQuality['verdict'] {
  if (jitterMs > POOR_LIMITS.jitterMs || roundTripMs > POOR_LIMITS.roundTripMs || lossRatio > POOR_LIMITS.lossRatio) {
    return 'poor'
  }
  if (jitterMs > 15 || roundTripMs > 200 || lossRatio > 0.01) return 'fair'
  return 'good'
}
