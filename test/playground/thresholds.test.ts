import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import {
  classifyStream,
  exceededMetrics,
  type Metric,
  readMetrics,
  type StreamVerdict,
} from '../../playground/call-quality/records/thresholds.ts'

/** A stream whose metrics are all exactly at their thresholds, which is still good. */
const AT_THE_LIMIT = {
  averageRoundTripTime: 'PT0.5S',
  averageJitter: 'PT0.03S',
  averagePacketLossRate: 0.1,
  averageRatioOfConcealedSamples: 0.07,
  averageAudioDegradation: 1,
} as const satisfies CallRecords.MediaStream

type Case = readonly [
  description: string,
  changes: CallRecords.MediaStream,
  verdict: StreamVerdict,
  exceeded: readonly Metric[],
]
const CASES: readonly Case[] = [
  ['is at every limit', {}, 'good', []],
  ['has a round trip of one millisecond more', { averageRoundTripTime: 'PT0.501S' }, 'poor', ['roundTrip']],
  ['has a round trip of more than a minute', { averageRoundTripTime: 'PT1M0.2S' }, 'poor', ['roundTrip']],
  ['has one millisecond more jitter', { averageJitter: 'PT0.031S' }, 'poor', ['jitter']],
  ['loses slightly more packets', { averagePacketLossRate: 0.100001 }, 'poor', ['loss']],
  ['conceals slightly more samples', { averageRatioOfConcealedSamples: 0.070001 }, 'poor', ['concealed']],
  ['degrades slightly more', { averageAudioDegradation: 1.001 }, 'poor', ['degradation']],
  [
    'exceeds two thresholds',
    { averageJitter: 'PT0.052S', averageAudioDegradation: 1.7 },
    'poor',
    ['jitter', 'degradation'],
  ],
]

describe('classifyStream', () => {
  it.each(CASES)('classifies a stream that %s', (_, changes, verdict, exceeded) => {
    const values = readMetrics({ ...AT_THE_LIMIT, ...changes })
    expect([classifyStream(values), exceededMetrics(values)]).toEqual([verdict, exceeded])
  })

  it.each<Case>([
    ['no metric', {}, 'unclassified', []],
    ['metrics that are null', { averageJitter: null, averagePacketLossRate: null }, 'unclassified', []],
    ['no packet loss', { averagePacketLossRate: 0 }, 'good', []],
    ['jitter only', { averageJitter: 'PT0.2S' }, 'poor', ['jitter']],
  ])('classifies a stream with %s by the metrics that were measured', (_, stream, verdict, exceeded) => {
    const values = readMetrics(stream)
    expect([classifyStream(values), exceededMetrics(values)]).toEqual([verdict, exceeded])
  })
})
