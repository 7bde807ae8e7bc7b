import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Interval } from '../timeline/attendance-intervals.ts'
import { drawMaximum, drawMetric, PER_MILLE, PER_MILLION } from './draw-metric.ts'
import type { NetworkQuality } from './network-profiles.ts'

export type StreamDirection = 'callerToCallee' | 'calleeToCaller'

/** What a stream carries. */
export type StreamContent =
  | { readonly kind: 'audio'; readonly packetsPerSecond: number; readonly codec: string }
  | {
      readonly kind: 'video'
      readonly packetsPerSecond: number
      readonly codec: string
      readonly framesPerSecond: number
    }
  | { readonly kind: 'data'; readonly packetsPerSecond: number }

export interface StreamPlan extends Interval {
  readonly direction: StreamDirection
  readonly content: StreamContent
  /** The network path from sender to receiver. Without one, no packets arrive. */
  readonly path: StreamPath | undefined
  /** The stream goes directly to a phone's trunk. */
  readonly bypassed: boolean
}

/** The network between the sender and the receiver of a stream. */
export interface StreamPath {
  readonly quality: NetworkQuality
  /** How severely the network affects the stream, in thousandths. */
  readonly severity: number
}

/**
 * Draws a stream as its receiver measures it. Without received packets there are no measurements.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-mediastream
 */
export function drawMediaStream(
  { direction, content, path, bypassed, from, until }: StreamPlan,
  random: Random,
): JsonObject {
  const packets = path ? drawPackets(content.packetsPerSecond, until - from, random) : 0
  const stream = {
    streamId: String(random.int(100_000_000, 2_147_483_647)),
    streamDirection: direction,
    startDateTime: from,
    endDateTime: until,
    packetUtilization: packets,
    wasMediaBypassed: bypassed,
    ...(content.kind === 'audio' && { audioCodec: content.codec }),
    ...(content.kind === 'video' && { videoCodec: content.codec }),
  }
  if (!path || packets === 0 || content.kind === 'data') return stream
  const measure: Measure = (name) => drawMetric(random, path.quality[name], path.severity)
  const lossPpm = measure('lossPpm')
  const measured = { ...stream, ...drawTransport(measure, lossPpm, random) }
  return content.kind === 'audio'
    ? { ...measured, ...drawAudio(measure, { lossPpm, jitterMs: measured.averageJitter }, random) }
    : { ...measured, ...drawVideo(measure, { lossPpm, framesPerSecond: content.framesPerSecond }, random) }
}

type Measure = (name: keyof NetworkQuality) => number

/** Fewer packets are sent during silence. */
function drawPackets(perSecond: number, durationMs: number, random: Random): number {
  return Math.floor((durationMs * perSecond * random.int(70, 100)) / 100_000)
}

function drawTransport(measure: Measure, lossPpm: number, random: Random) {
  const averageRoundTripTime = measure('roundTripMs')
  const averageJitter = measure('jitterMs')
  return {
    averageRoundTripTime,
    maxRoundTripTime: drawMaximum(random, averageRoundTripTime, 60_000),
    averageJitter,
    maxJitter: drawMaximum(random, averageJitter, 60_000),
    averagePacketLossRate: lossPpm / PER_MILLION,
    maxPacketLossRate: drawMaximum(random, lossPpm, PER_MILLION) / PER_MILLION,
    averageBandwidthEstimate: measure('bandwidthKbps') * 1_000,
  }
}

function drawAudio(measure: Measure, { lossPpm, jitterMs }: { lossPpm: number; jitterMs: number }, random: Random) {
  const concealedPpm = measure('concealedPpm')
  const networkJitterMs = jitterMs + random.int(0, jitterMs)
  return {
    averageAudioDegradation: measure('degradationPerMille') / PER_MILLE,
    averageRatioOfConcealedSamples: concealedPpm / PER_MILLION,
    maxRatioOfConcealedSamples: drawMaximum(random, concealedPpm, PER_MILLION) / PER_MILLION,
    averageAudioNetworkJitter: networkJitterMs,
    maxAudioNetworkJitter: drawMaximum(random, networkJitterMs, 60_000),
    isAudioForwardErrorCorrectionUsed: lossPpm >= FORWARD_ERROR_CORRECTION_FROM_PPM,
  }
}

/** From this packet loss on, endpoints send redundant audio. */
const FORWARD_ERROR_CORRECTION_FROM_PPM = 10_000

function drawVideo(
  measure: Measure,
  { lossPpm, framesPerSecond }: { lossPpm: number; framesPerSecond: number },
  random: Random,
) {
  const hundredthFrames = framesPerSecond * measure('frameRatePercent')
  const freezeMs = measure('freezeMs')
  return {
    averageVideoPacketLossRate: lossPpm / PER_MILLION,
    postForwardErrorCorrectionPacketLossRate: Math.floor((lossPpm * random.int(20, 60)) / 100) / PER_MILLION,
    averageVideoFrameLossPercentage: measure('frameLossBasisPoints') / 100,
    averageVideoFrameRate: hundredthFrames / 100,
    averageReceivedFrameRate: hundredthFrames / 100,
    lowFrameRateRatio: (hundredthFrames < 750 ? random.int(600, 950) : random.int(0, 30)) / PER_MILLE,
    lowVideoProcessingCapabilityRatio: 0,
    averageFreezeDuration: freezeMs,
    rmsFreezeDuration: freezeMs + random.int(0, freezeMs),
  }
}
