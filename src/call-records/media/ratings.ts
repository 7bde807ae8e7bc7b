import type { Rating } from '../../calls/steps.ts'
import type { Random } from '../../engine/chance/random.ts'
import { isJsonObject, type JsonObject, objectsIn } from '../../engine/values/json.ts'
import { type Complaint, toFeedback } from './feedback.ts'
import type { StreamDirection } from './media-stream.ts'

/** How many of a hundred people rate a call without being told to: the emulator's choice. */
const RATED_PERCENT = 10
/** How likely who rates also writes something. */
const REMARKED = 0.3

/**
 * Lets some of the people who were not told how to rate a call rate it all the same: by what they heard.
 * @param random What is drawn here leaves all other numbers as they are.
 */
export function withRatings(sessions: readonly JsonObject[], random: Random): JsonObject[] {
  return sessions.map((session) => ({
    ...session,
    caller: rated(session.caller, heardBy(session, 'calleeToCaller'), random),
    callee: rated(session.callee, heardBy(session, 'callerToCallee'), random),
  }))
}

function rated(endpoint: JsonObject[string], heard: Heard, random: Random): JsonObject[string] {
  if (!isJsonObject(endpoint) || !isPerson(endpoint) || endpoint.feedback !== undefined) return endpoint
  const drawn = random.int(1, 100) <= RATED_PERCENT
  if (!drawn || heard === 'unknown') return endpoint
  const { ratings, complaints, remarks } = OPINIONS[heard]
  const text = random.chance(REMARKED) ? random.pick(remarks) : null
  return { ...endpoint, feedback: toFeedback(random.pick(ratings), text, () => random.pick(complaints)) }
}

/** People have clients; applications and phones do not ask anybody. */
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

type Heard = 'nothing' | 'badly' | 'poorly' | 'fairly' | 'well' | 'unknown'

const OPINIONS: Readonly<Record<Exclude<Heard, 'unknown'>, Opinion>> = {
  nothing: {
    ratings: ['bad', 'bad', 'poor'],
    complaints: ['NoSound', 'Stopped'],
    remarks: ['I heard nothing at all.', 'It was silent on my side.'],
  },
  badly: {
    ratings: ['bad', 'bad', 'poor', 'poor', 'fair'],
    complaints: ['DistortedSound', 'Interruptions', 'Stopped'],
    remarks: ['I could not understand half of it.', 'Voices kept breaking up.', 'We gave up and wrote.'],
  },
  poorly: {
    ratings: ['bad', 'poor', 'poor', 'fair', 'fair'],
    complaints: ['DistortedSound', 'Interruptions', 'Noisy'],
    remarks: ['It came and went.', 'They sounded like robots now and then.'],
  },
  fairly: {
    ratings: ['fair', 'good', 'good', 'excellent'],
    complaints: ['Echo', 'LowVolume'],
    remarks: ['Fine, with a hiccup or two.', 'I had to ask again once.'],
  },
  well: {
    ratings: ['fair', 'good', 'good', 'excellent', 'excellent', 'excellent'],
    complaints: ['Echo', 'LowVolume'],
    remarks: ['No complaints.', 'Easy to understand.'],
  },
}

/** What an end heard, at its worst. Of a call in which nothing could flow, nobody can say. */
function heardBy({ segments }: JsonObject, direction: StreamDirection): Heard {
  const media = objectsIn(segments).flatMap((segment) => objectsIn(segment.media))
  const audio = media.filter(({ label }) => label === 'main-audio').map((one) => objectsIn(one.streams))
  const received = audio.flatMap((streams) => streams.filter(({ streamDirection }) => streamDirection === direction))
  if (received.some(({ packetUtilization }) => packetUtilization !== 0)) return toWords(received)
  return audio.flat().some(({ packetUtilization }) => packetUtilization !== 0) ? 'nothing' : 'unknown'
}

function toWords(received: readonly JsonObject[]): Heard {
  const beyond = Math.max(...received.map(countExcesses))
  if (beyond > 0) return beyond > POORLY_UP_TO ? 'badly' : 'poorly'
  return received.some((stream) => Number(stream.averageAudioDegradation) > FAIRLY_ABOVE) ? 'fairly' : 'well'
}

/** Beyond so many thresholds, one still understands the other. */
const POORLY_UP_TO = 2
/** MOS points that people notice, before Teams calls a stream poor. */
const FAIRLY_ABOVE = 0.4

/**
 * By how many measures Teams calls an audio stream poor.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
function countExcesses(stream: JsonObject): number {
  return Object.entries(POOR_ABOVE).filter(([name, limit]) => Number(stream[name] ?? 0) > limit).length
}

/** Durations are milliseconds, rates shares of one. */
const POOR_ABOVE = {
  averageAudioDegradation: 1,
  averageRoundTripTime: 500,
  averagePacketLossRate: 0.1,
  averageJitter: 30,
  averageRatioOfConcealedSamples: 0.07,
} as const
