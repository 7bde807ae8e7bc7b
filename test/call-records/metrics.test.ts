import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildCallRecord } from '../../src/call-records/build-call-record.ts'
import { NETWORK_PROFILE_FACTS, type NetworkWay } from '../../src/call-records/network-profiles.ts'
import type { JsonObject } from '../../src/edm/json.ts'
import { createRandom } from '../../src/runtime/random.ts'
import { NETWORK_PROFILES, type NetworkProfile } from '../../src/store/step.ts'
import { classifyStream } from './classify-stream.ts'
import { abbie, aRecordRow, list, mediaOf } from './sample-call.ts'

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
    const { classified, mute, upload } = NETWORK_PROFILE_FACTS[profile]
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        for (const media of mediaOver(profile, seed)) {
          if (media.label === 'data') continue
          const [toAbbie, fromAbbie] = list(media, 'streams').map((stream) =>
            classifyStream(stream, String(media.label)),
          )
          expect(toAbbie).toBe(classified)
          expect(fromAbbie).toBe(mute ? 'unclassified' : (upload ?? { classified }).classified)
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
  const ways = Object.entries(NETWORK_PROFILE_FACTS).flatMap(([name, facts]): [string, NetworkWay][] =>
    facts.upload
      ? [
          [name, facts],
          [`${name}, upwards`, facts.upload],
        ]
      : [[name, facts]],
  )

  it.each(ways)('keep %s on one side of every threshold that decides', (_, { quality, classified }) => {
    for (const [from, to] of Object.values(quality)) expect(from).toBeLessThanOrEqual(to)
    const best = { degradation: quality.degradationPerMille[0], jitter: quality.jitterMs[0], loss: quality.lossPpm[0] }
    const worst = { degradation: quality.degradationPerMille[1], jitter: quality.jitterMs[1], loss: quality.lossPpm[1] }
    const isPoor = ({ degradation, jitter, loss }: typeof best) => degradation > 1_000 || jitter > 30 || loss > 100_000
    const isConcealed = (ppm: number) => ppm > 70_000
    expect([isPoor(best), isPoor(worst)]).toEqual([classified === 'poor', classified === 'poor'])
    expect(quality.concealedPpm.map(isConcealed)).toEqual([classified === 'poor', classified === 'poor'])
    expect(quality.frameLossBasisPoints.map((points) => points > 5_000)).toEqual([
      classified === 'poor',
      classified === 'poor',
    ])
    expect(quality.roundTripMs[1]).toBeLessThanOrEqual(500)
  })

  it('are worse the higher the rank', () => {
    const inOrder = ways.map(([, way]) => way).sort((a, b) => a.rank - b.rank)
    const verdicts = inOrder.map(({ classified }) => classified)
    expect(verdicts).toEqual(verdicts.toSorted())
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
