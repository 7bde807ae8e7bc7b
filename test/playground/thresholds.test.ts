import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { describe, expect, it } from 'vitest'
import {
  excessesOf,
  judge,
  type Metric,
  measure,
  type StreamVerdict,
} from '../../playground/call-quality/thresholds.ts'

/** A stream of which everything was measured, and nothing is poor: all of it is just at the limit. */
const AT_THE_LIMIT = {
  averageRoundTripTime: 'PT0.5S',
  averageJitter: 'PT0.03S',
  averagePacketLossRate: 0.1,
  averageRatioOfConcealedSamples: 0.07,
  averageAudioDegradation: 1,
} as const satisfies CallRecords.MediaStream

type Row = readonly [
  what: string,
  changes: CallRecords.MediaStream,
  verdict: StreamVerdict,
  excesses: readonly Metric[],
]
const ROWS: readonly Row[] = [
  ['is at every limit', {}, 'good', []],
  ['takes a millisecond longer there and back', { averageRoundTripTime: 'PT0.501S' }, 'poor', ['roundTrip']],
  ['takes minutes there and back', { averageRoundTripTime: 'PT1M0.2S' }, 'poor', ['roundTrip']],
  ['jitters a millisecond more', { averageJitter: 'PT0.031S' }, 'poor', ['jitter']],
  ['loses a packet more', { averagePacketLossRate: 0.100001 }, 'poor', ['loss']],
  ['conceals a sample more', { averageRatioOfConcealedSamples: 0.070001 }, 'poor', ['concealed']],
  ['sounds worse', { averageAudioDegradation: 1.001 }, 'poor', ['degradation']],
  [
    'is poor in two ways',
    { averageJitter: 'PT0.052S', averageAudioDegradation: 1.7 },
    'poor',
    ['jitter', 'degradation'],
  ],
]

describe('an audio stream', () => {
  it.each(ROWS)('that %s is judged so', (_, changes, verdict, excesses) => {
    const measures = measure({ ...AT_THE_LIMIT, ...changes })
    expect([judge(measures), excessesOf(measures)]).toEqual([verdict, excesses])
  })

  it.each<Row>([
    ['nothing was measured', {}, 'unclassified', []],
    ['Graph says that nothing was measured', { averageJitter: null, averagePacketLossRate: null }, 'unclassified', []],
    ['nothing was lost', { averagePacketLossRate: 0 }, 'good', []],
    ['only jitter was measured', { averageJitter: 'PT0.2S' }, 'poor', ['jitter']],
  ])('of which %s is judged by what is known', (_, stream, verdict, excesses) => {
    const measures = measure(stream)
    expect([judge(measures), excessesOf(measures)]).toEqual([verdict, excesses])
  })
})
