import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NETWORK_PROFILE_FACTS, type NetworkPath } from '../../../src/call-records/media/network-profiles.ts'
import { buildCallRecord } from '../../../src/call-records/record/build-call-record.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../../src/calls/steps.ts'
import { createRandom } from '../../../src/engine/chance/random.ts'
import type { JsonObject } from '../../../src/engine/values/json.ts'
import { abbie, aRecordRow, list, mediaOf } from '../sample-call.ts'
import { classifyStream, VERDICTS } from './classify-stream.ts'

const ALL = ['audio', 'video', 'videoBasedScreenSharing', 'data'] as const

function mediaOver(profile: NetworkProfile, seed: number): JsonObject[] {
  const row = aRecordRow({
    happened: [
      { at: 0, did: 'network', participantId: abbie.id, profile },
      { at: 0, did: 'modalities', modalities: ALL },
    ],
  })
  return mediaOf(buildCallRecord(row, createRandom(seed)))
}

/** Members with the range in which they are plausible, and whether each is whole. */
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

describe('the metrics of a stream', () => {
  it.each(NETWORK_PROFILES)('over %s are plausible, and no finer than they can be measured', (profile) => {
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

  it.each(NETWORK_PROFILES)('over %s make Teams call the stream what the profile promises', (profile) => {
    const { mute, upload, ...down } = NETWORK_PROFILE_FACTS[profile]
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const media of mediaOver(profile, seed)) {
          if (media.label === 'data') continue
          const [toAbbie, fromAbbie] = list(media, 'streams').map((stream) =>
            classifyStream(stream, String(media.label)),
          )
          expect(VERDICTS[down.classified]).toContain(toAbbie)
          expect(mute ? ['unclassified'] : VERDICTS[(upload ?? down).classified]).toContain(fromAbbie)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are drawn for each stream, as is its id', () => {
    const ids = mediaOver('good', 3).flatMap((media) => list(media, 'streams').map(({ streamId }) => streamId))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the facts of the network profiles', () => {
  const ways = Object.entries(NETWORK_PROFILE_FACTS).flatMap(([name, facts]): [string, NetworkPath][] =>
    facts.upload
      ? [
          [name, facts],
          [`${name}, upwards`, facts.upload],
        ]
      : [[name, facts]],
  )

  it.each(ways)(
    'keep %s on the side of the thresholds that it promises, however severe',
    (_, { quality, classified }) => {
      const beyond = (end: 0 | 1) => [
        quality.roundTripMs[end] > 500,
        quality.jitterMs[end] > 30,
        quality.lossPpm[end] > 100_000,
        quality.concealedPpm[end] > 70_000,
        quality.degradationPerMille[end] > 1_000,
      ]
      const [mildest, severest] = [beyond(0), beyond(1)]
      expect([mildest.includes(true), severest.includes(true)]).toEqual(SIDES[classified])
      // A video is judged by its frames alone.
      const video = quality.frameLossBasisPoints.map((points) => points > 5_000)
      if (classified !== 'either') expect(video).toEqual(SIDES[classified])
    },
  )

  it.each(ways)('let no measure of %s get better where another gets worse', (_, { quality }) => {
    for (const [name, [mildest, severest]] of Object.entries(quality)) {
      const falls = name === 'bandwidthKbps' || name === 'frameRatePercent'
      expect([name, falls ? severest <= mildest : mildest <= severest]).toEqual([name, true])
    }
  })

  it('are worse the higher the rank', () => {
    const inOrder = ways.map(([, way]) => way).sort((a, b) => a.rank - b.rank)
    const verdicts = inOrder.map(({ classified }) => Object.keys(SIDES).indexOf(classified))
    expect(verdicts).toEqual(verdicts.toSorted())
  })
})

/** Whether the mildest leg is poor, and the severest. */
const SIDES = { good: [false, false], either: [false, true], poor: [true, true] } as const

describe('the legs that have the same network', () => {
  const METRICS = ['RoundTripTime', 'Jitter', 'PacketLossRate', 'RatioOfConcealedSamples', 'AudioDegradation'] as const
  const LIMITS = [500, 30, 0.1, 0.07, 1] as const

  /** What Abbie heard in so many calls over a network: what was beyond its threshold, and how much of each there was. */
  const heardOver = (profile: NetworkProfile, calls = 400) =>
    Array.from({ length: calls }, (_, seed) => {
      const [audio] = mediaOver(profile, seed)
      const [stream] = audio ? list(audio, 'streams') : []
      const values = METRICS.map((name) => Number(stream?.[`average${name}`]))
      return { values, beyond: METRICS.filter((_, index) => (values[index] ?? 0) > (LIMITS[index] ?? 0)) }
    })

  it.each<NetworkProfile>(['poorWifi', 'congestedWifi', 'weakWifi'])(
    'over %s are beyond one threshold or beyond many',
    (profile) => {
      const beyond = heardOver(profile).map((one) => one.beyond)
      expect(new Set(beyond.map((names) => names.join())).size).toBeGreaterThanOrEqual(5)
      expect(beyond.filter(({ length }) => length <= 2).length).toBeGreaterThan(400 * 0.25)
      expect(beyond.filter(({ length }) => length >= 4).length).toBeLessThan(400 * 0.25)
    },
  )

  it.each<[NetworkProfile, number, number]>([
    ['weakWifi', 0.04, 0.2],
    ['mobile', 0.005, 0.1],
    ['vpnRelay', 0.005, 0.1],
  ])('over %s are poor now and then', (profile, least, most) => {
    const poor = heardOver(profile, 1_000).filter(({ beyond }) => beyond.length > 0).length / 1_000
    expect(poor).toBeGreaterThan(least)
    expect(poor).toBeLessThan(most)
  })

  it('are beyond each of the thresholds over some network, at some time', () => {
    const seen = new Set(NETWORK_PROFILES.flatMap((profile) => heardOver(profile).flatMap(({ beyond }) => beyond)))
    expect([...seen].sort()).toEqual([...METRICS].sort())
  })

  it.each<NetworkProfile>(['wifi', 'weakWifi', 'poorWifi', 'lossy'])(
    'over %s have much of everything, or little: where more is lost there is more jitter',
    (profile) => {
      const byLoss = heardOver(profile, 300).map(({ values }) => values)
      byLoss.sort((one, other) => (one[2] ?? 0) - (other[2] ?? 0))
      const [least, most] = [byLoss.slice(0, 100), byLoss.slice(-100)].map((calls) =>
        METRICS.map((_, index) => calls.reduce((sum, values) => sum + (values[index] ?? 0), 0)),
      )
      for (const index of METRICS.keys()) expect(most?.[index] ?? 0).toBeGreaterThan((least?.[index] ?? 0) * 1.2)
    },
  )

  it('are worse, taken together, over a poor network than over a good one', () => {
    const degradationOver = (classified: NetworkPath['classified']) =>
      NETWORK_PROFILES.filter((name) => NETWORK_PROFILE_FACTS[name].classified === classified).map((name) => {
        const calls = heardOver(name, 100)
        return calls.reduce((sum, { values }) => sum + (values[4] ?? 0), 0) / calls.length
      })
    expect(Math.max(...degradationOver('good'))).toBeLessThan(Math.min(...degradationOver('either')))
    expect(Math.max(...degradationOver('either'))).toBeLessThan(Math.min(...degradationOver('poor')))
  })

  it('stay as severe as they are from one segment to the next, and when the network comes back', () => {
    const network = (at: number, profile: NetworkProfile) =>
      ({ at, did: 'network', participantId: abbie.id, profile }) as const
    const happened = [
      network(0, 'poorWifi'),
      { at: 10_000, did: 'held', participantId: abbie.id },
      { at: 20_000, did: 'resumed', participantId: abbie.id },
      network(30_000, 'good'),
      network(40_000, 'poorWifi'),
    ] as const
    const spans = Array.from({ length: 100 }, (_, seed) => {
      const media = mediaOf(buildCallRecord(aRecordRow({ happened }), createRandom(seed)))
      const [before, , after, , back] = media.map((one) => Number(list(one, 'streams')[0]?.averageJitter))
      const jitters = [before, after, back].map(Number)
      return { most: Math.max(...jitters), least: Math.min(...jitters) }
    })
    const [mildest, severest] = NETWORK_PROFILE_FACTS.poorWifi.quality.jitterMs
    for (const { most, least } of spans) expect(most - least).toBeLessThanOrEqual((severest - mildest) / 3)
    expect(Math.max(...spans.map(({ least }) => least))).toBeGreaterThan(
      Math.min(...spans.map(({ most }) => most)) + (severest - mildest) / 2,
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
