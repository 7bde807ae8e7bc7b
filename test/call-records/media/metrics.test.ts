import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NETWORK_PROFILE_FACTS, type NetworkPath } from '../../../src/call-records/media/network-profiles.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow, list, mediaOf } from '../sample-call.ts'
import { CLASSIFICATIONS, classifyStream } from './classify-stream.ts'

const ALL_MODALITIES = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const

function mediaOver(profile: NetworkProfile, seed: number): JsonObject[] {
  const row = aRecordRow({
    entries: [
      { at: 0, did: 'network', participantId: abbie.id, profile },
      { at: 0, did: 'modalities', modalities: ALL_MODALITIES },
    ],
  })
  return mediaOf(buildCallRecord(row, createRandom(seed)))
}

/** The plausible range of each measure, and its number of decimal digits. */
const PLAUSIBLE: Readonly<Record<string, readonly [from: number, to: number, digits: number]>> = {
  averageAudioDegradation: [0, 3, 3],
  averageJitter: [0, 100, 0],
  maxJitter: [0, 250, 0],
  averageAudioNetworkJitter: [0, 200, 0],
  maxAudioNetworkJitter: [0, 500, 0],
  averagePacketLossRate: [0, 1, 6],
  maxPacketLossRate: [0, 1, 6],
  averageRatioOfConcealedSamples: [0, 1, 6],
  maxRatioOfConcealedSamples: [0, 1, 6],
  averageRoundTripTime: [1, 1_000, 0],
  maxRoundTripTime: [1, 1_500, 0],
  packetUtilization: [0, 60 * 200, 0],
  averageBandwidthEstimate: [100_000, 100_000_000, 0],
  postForwardErrorCorrectionPacketLossRate: [0, 1, 6],
  averageVideoFrameLossPercentage: [0, 100, 2],
  averageVideoFrameRate: [0, 60, 2],
  averageReceivedFrameRate: [0, 60, 2],
  averageVideoPacketLossRate: [0, 1, 6],
  lowFrameRateRatio: [0, 1, 3],
  lowVideoProcessingCapabilityRatio: [0, 1, 3],
  averageFreezeDuration: [0, 5_000, 0],
  rmsFreezeDuration: [0, 6_000, 0],
}
const NOT_MEASURED = ['streamId', 'streamDirection', 'startDateTime', 'endDateTime', 'audioCodec', 'videoCodec']
const FLAGS = ['wasMediaBypassed', 'isAudioForwardErrorCorrectionUsed']

describe('stream metrics', () => {
  it.each(NETWORK_PROFILES)('have plausible values and precision over %s', (profile) => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const stream of mediaOver(profile, seed).flatMap((media) => list(media, 'streams'))) {
          for (const [name, value] of Object.entries(stream)) {
            if (NOT_MEASURED.includes(name)) continue
            if (FLAGS.includes(name)) expect(value).toBeTypeOf('boolean')
            else expect([name, value, isWithin(value, PLAUSIBLE[name])]).toEqual([name, value, true])
          }
          for (const [average, maximum] of pairsOf(stream)) expect(maximum).toBeGreaterThanOrEqual(average)
        }
      }),
      { numRuns: 30 },
    )
  })

  it.each(NETWORK_PROFILES)('make Teams classify a stream over %s as its profile says', (profile) => {
    const { mute, upload, ...down } = NETWORK_PROFILE_FACTS[profile]
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const media of mediaOver(profile, seed)) {
          if (media.label === 'data') continue
          const [toAbbie, fromAbbie] = list(media, 'streams').map((stream) =>
            classifyStream(stream, String(media.label)),
          )
          expect(CLASSIFICATIONS[down.classified]).toContain(toAbbie)
          expect(mute ? ['unclassified'] : CLASSIFICATIONS[(upload ?? down).classified]).toContain(fromAbbie)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('include a different id for each stream', () => {
    const ids = mediaOver('good', 3).flatMap((media) => list(media, 'streams').map(({ streamId }) => streamId))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the network profiles', () => {
  const paths = Object.entries(NETWORK_PROFILE_FACTS).flatMap(([name, facts]): [string, NetworkPath][] =>
    facts.upload
      ? [
          [name, facts],
          [`${name} (upload)`, facts.upload],
        ]
      : [[name, facts]],
  )

  it.each(paths)(
    'exceed Teams’ thresholds as their classification says, at any severity: %s',
    (_, { quality, classified }) => {
      const exceeded = (end: 0 | 1) => [
        quality.roundTripMs[end] > 500,
        quality.jitterMs[end] > 30,
        quality.lossPpm[end] > 100_000,
        quality.concealedPpm[end] > 70_000,
        quality.degradationPerMille[end] > 1_000,
      ]
      const [mildest, severest] = [exceeded(0), exceeded(1)]
      expect([mildest.includes(true), severest.includes(true)]).toEqual(SIDES[classified])
      // Teams classifies video by lost frames.
      const video = quality.frameLossBasisPoints.map((points) => points > 5_000)
      if (classified !== 'either') expect(video).toEqual(SIDES[classified])
    },
  )

  it.each(paths)('make every measure worse with higher severity: %s', (_, { quality }) => {
    for (const [name, [mildest, severest]] of Object.entries(quality)) {
      const falls = name === 'bandwidthKbps' || name === 'frameRatePercent'
      expect([name, falls ? severest <= mildest : mildest <= severest]).toEqual([name, true])
    }
  })

  it('are classified worse the higher their rank', () => {
    const inOrder = paths.map(([, path]) => path).sort((a, b) => a.rank - b.rank)
    const classifications = inOrder.map(({ classified }) => Object.keys(SIDES).indexOf(classified))
    expect(classifications).toEqual(classifications.toSorted())
  })
})

/** For each classification, whether the mildest and the severest leg are poor. */
const SIDES = { good: [false, false], either: [false, true], poor: [true, true] } as const

describe('legs over the same network profile', () => {
  const METRICS = ['RoundTripTime', 'Jitter', 'PacketLossRate', 'RatioOfConcealedSamples', 'AudioDegradation'] as const
  const LIMITS = [500, 30, 0.1, 0.07, 1] as const

  /** The audio metrics that Abbie received in a number of calls, and which of them exceed Teams' thresholds. */
  const receivedOver = (profile: NetworkProfile, calls = 400) =>
    Array.from({ length: calls }, (_, seed) => {
      const [audio] = mediaOver(profile, seed)
      const [stream] = audio ? list(audio, 'streams') : []
      const values = METRICS.map((name) => Number(stream?.[`average${name}`]))
      return { values, exceeded: METRICS.filter((_, index) => (values[index] ?? 0) > (LIMITS[index] ?? 0)) }
    })

  it.each<NetworkProfile>(['poorWifi', 'congestedWifi', 'weakWifi'])(
    'exceed different numbers of thresholds: %s',
    (profile) => {
      const exceeded = receivedOver(profile).map((call) => call.exceeded)
      expect(new Set(exceeded.map((names) => names.join())).size).toBeGreaterThanOrEqual(5)
      expect(exceeded.filter(({ length }) => length <= 2).length).toBeGreaterThan(400 * 0.25)
      expect(exceeded.filter(({ length }) => length >= 4).length).toBeLessThan(400 * 0.25)
    },
  )

  it.each<[NetworkProfile, number, number]>([
    ['weakWifi', 0.04, 0.2],
    ['mobile', 0.005, 0.1],
    ['vpnRelay', 0.005, 0.1],
  ])('are poor in some calls: %s', (profile, min, max) => {
    const poor = receivedOver(profile, 1_000).filter(({ exceeded }) => exceeded.length > 0).length / 1_000
    expect(poor).toBeGreaterThan(min)
    expect(poor).toBeLessThan(max)
  })

  it('exceed every threshold over some network', () => {
    const seen = new Set(
      NETWORK_PROFILES.flatMap((profile) => receivedOver(profile).flatMap(({ exceeded }) => exceeded)),
    )
    expect([...seen].sort()).toEqual([...METRICS].sort())
  })

  it.each<NetworkProfile>(['wifi', 'weakWifi', 'poorWifi', 'lossy'])(
    'have correlated measures, such as more jitter with more packet loss: %s',
    (profile) => {
      const byLoss = receivedOver(profile, 300).map(({ values }) => values)
      byLoss.sort((one, other) => (one[2] ?? 0) - (other[2] ?? 0))
      const [least, most] = [byLoss.slice(0, 100), byLoss.slice(-100)].map((calls) =>
        METRICS.map((_, index) => calls.reduce((sum, values) => sum + (values[index] ?? 0), 0)),
      )
      for (const index of METRICS.keys()) expect(most?.[index] ?? 0).toBeGreaterThan((least?.[index] ?? 0) * 1.2)
    },
  )

  it('are worse on average over a poor network than over a good one', () => {
    const degradationOver = (classified: NetworkPath['classified']) =>
      NETWORK_PROFILES.filter((name) => NETWORK_PROFILE_FACTS[name].classified === classified).map((name) => {
        const calls = receivedOver(name, 100)
        return calls.reduce((sum, { values }) => sum + (values[4] ?? 0), 0) / calls.length
      })
    expect(Math.max(...degradationOver('good'))).toBeLessThan(Math.min(...degradationOver('either')))
    expect(Math.max(...degradationOver('either'))).toBeLessThan(Math.min(...degradationOver('poor')))
  })

  it('keep their severity from segment to segment, and when a network returns', () => {
    const network = (at: number, profile: NetworkProfile) =>
      ({ at, did: 'network', participantId: abbie.id, profile }) as const
    const entries = [
      network(0, 'poorWifi'),
      { at: 10_000, did: 'held', participantId: abbie.id },
      { at: 20_000, did: 'resumed', participantId: abbie.id },
      network(30_000, 'good'),
      network(40_000, 'poorWifi'),
    ] as const
    const ranges = Array.from({ length: 100 }, (_, seed) => {
      const media = mediaOf(buildCallRecord(aRecordRow({ entries }), createRandom(seed)))
      const [before, , after, , back] = media.map((one) => Number(list(one, 'streams')[0]?.averageJitter))
      const jitters = [before, after, back].map(Number)
      return { max: Math.max(...jitters), min: Math.min(...jitters) }
    })
    const [mildest, severest] = NETWORK_PROFILE_FACTS.poorWifi.quality.jitterMs
    for (const { max, min } of ranges) expect(max - min).toBeLessThanOrEqual((severest - mildest) / 3)
    expect(Math.max(...ranges.map(({ min }) => min))).toBeGreaterThan(
      Math.min(...ranges.map(({ max }) => max)) + (severest - mildest) / 2,
    )
  })
})

function isWithin(value: unknown, range: (typeof PLAUSIBLE)[string] | undefined): boolean {
  if (typeof value !== 'number' || !range) return false
  const [from, to, digits] = range
  return value >= from && value <= to && Number(value.toFixed(digits)) === value
}

function pairsOf(stream: JsonObject): [number, number][] {
  const names = ['Jitter', 'AudioNetworkJitter', 'PacketLossRate', 'RatioOfConcealedSamples', 'RoundTripTime']
  return names
    .filter((name) => `average${name}` in stream)
    .map((name) => [Number(stream[`average${name}`]), Number(stream[`max${name}`])])
}
