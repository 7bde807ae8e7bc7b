import type { Rating } from '../../calls/steps.ts'
import { drawPercent } from '../../engine/chance/draw.ts'
import type { Random } from '../../engine/chance/random.ts'
import { isJsonObject, type JsonObject, objectsIn } from '../../engine/values/json.ts'
import { type Complaint, toFeedback } from './draw-feedback.ts'
import type { StreamDirection } from './media-stream.ts'

/** The percentage of people who rate a call without a step in the scenario: the emulator's choice. */
const RATED_PERCENT = 10
/** The probability that a rating comes with a remark. */
const REMARK_PROBABILITY = 0.3

/**
 * Adds ratings for some of the people whom the scenario gave no rating, based on the audio that they received.
 * @param random A generator of its own, so that ratings change no other number of the record.
 */
export function withRatings(sessions: readonly JsonObject[], random: Random): JsonObject[] {
  return sessions.map((session) => ({
    ...session,
    caller: withRating(session.caller, audioReceived(session, 'calleeToCaller'), random),
    callee: withRating(session.callee, audioReceived(session, 'callerToCallee'), random),
  }))
}

function withRating(endpoint: JsonObject[string], audio: AudioQuality, random: Random): JsonObject[string] {
  if (!isJsonObject(endpoint) || !isPerson(endpoint) || endpoint.feedback !== undefined) return endpoint
  const isRated = drawPercent(random, RATED_PERCENT)
  if (!isRated || audio === 'unknown') return endpoint
  const { ratings, complaints, remarks } = OPINIONS[audio]
  const text = random.chance(REMARK_PROBABILITY) ? random.pick(remarks) : null
  return { ...endpoint, feedback: toFeedback(random.pick(ratings), text, () => random.pick(complaints)) }
}

/** Only people are asked for feedback, not applications or phones. People's user agents have a platform. */
function isPerson({ '@odata.type': type, userAgent }: JsonObject): boolean {
  return (
    type === '#microsoft.graph.callRecords.participantEndpoint' && isJsonObject(userAgent) && 'platform' in userAgent
  )
}

interface Opinion {
  readonly ratings: readonly Rating[]
  readonly complaints: readonly Complaint[]
  readonly remarks: readonly string[]
}

type AudioQuality = 'none' | 'bad' | 'poor' | 'fair' | 'good' | 'unknown'

const OPINIONS: Readonly<Record<Exclude<AudioQuality, 'unknown'>, Opinion>> = {
  none: {
    ratings: ['bad', 'bad', 'poor'],
    complaints: ['NoSound', 'Stopped'],
    remarks: ['I heard nothing at all.', 'It was silent on my side.'],
  },
  bad: {
    ratings: ['bad', 'bad', 'poor', 'poor', 'fair'],
    complaints: ['DistortedSound', 'Interruptions', 'Stopped'],
    remarks: ['I could not understand half of it.', 'Voices kept breaking up.', 'We gave up and wrote.'],
  },
  poor: {
    ratings: ['bad', 'poor', 'poor', 'fair', 'fair'],
    complaints: ['DistortedSound', 'Interruptions', 'Noisy'],
    remarks: ['It came and went.', 'They sounded like robots now and then.'],
  },
  fair: {
    ratings: ['fair', 'good', 'good', 'excellent'],
    complaints: ['Echo', 'LowVolume'],
    remarks: ['Fine, with a hiccup or two.', 'I had to ask again once.'],
  },
  good: {
    ratings: ['fair', 'good', 'good', 'excellent', 'excellent', 'excellent'],
    complaints: ['Echo', 'LowVolume'],
    remarks: ['No complaints.', 'Easy to understand.'],
  },
}

/** The worst audio that one end received. `unknown` if the call carried no audio in either direction. */
function audioReceived({ segments }: JsonObject, direction: StreamDirection): AudioQuality {
  const media = objectsIn(segments).flatMap((segment) => objectsIn(segment.media))
  const audio = media.filter(({ label }) => label === 'main-audio').map((one) => objectsIn(one.streams))
  const received = audio.flatMap((streams) => streams.filter(({ streamDirection }) => streamDirection === direction))
  if (received.some(({ packetUtilization }) => packetUtilization !== 0)) return worstQuality(received)
  return audio.flat().some(({ packetUtilization }) => packetUtilization !== 0) ? 'none' : 'unknown'
}

function worstQuality(received: readonly JsonObject[]): AudioQuality {
  const exceeded = Math.max(...received.map(countExceeded))
  if (exceeded > 0) return exceeded > MAX_EXCEEDED_OF_POOR ? 'bad' : 'poor'
  return received.some((stream) => Number(stream.averageAudioDegradation) > FAIR_ABOVE) ? 'fair' : 'good'
}

/** Audio that exceeds more thresholds than this is hard to understand. */
const MAX_EXCEEDED_OF_POOR = 2
/** A degradation that people notice, in points of the mean opinion score: well below Teams' threshold for poor streams. */
const FAIR_ABOVE = 0.4

/**
 * Counts the thresholds for poor audio streams that a stream exceeds.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
function countExceeded(stream: JsonObject): number {
  return Object.entries(POOR_ABOVE).filter(([name, limit]) => Number(stream[name] ?? 0) > limit).length
}

/** Durations are in milliseconds, rates are fractions of 1. */
const POOR_ABOVE = {
  averageAudioDegradation: 1,
  averageRoundTripTime: 500,
  averagePacketLossRate: 0.1,
  averageJitter: 30,
  averageRatioOfConcealedSamples: 0.07,
} as const
