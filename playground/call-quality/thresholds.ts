import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { toMilliseconds } from '../time.ts'

interface Threshold {
  readonly label: string
  /** In a sentence. */
  readonly noun: string
  /** A stream is poor beyond it. */
  readonly limit: number
  /** Milliseconds for what is a time. Nothing where nothing was measured. */
  read(stream: CallRecords.MediaStream): number | undefined
  show(value: number): string
}

/**
 * Beyond which Teams calls an audio stream poor.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export const THRESHOLDS = {
  roundTrip: {
    label: 'Round trip',
    noun: 'round trip',
    limit: 500,
    read: ({ averageRoundTripTime }) => toTime(averageRoundTripTime),
    show: toMillisecondText,
  },
  jitter: {
    label: 'Jitter',
    noun: 'jitter',
    limit: 30,
    read: ({ averageJitter }) => toTime(averageJitter),
    show: toMillisecondText,
  },
  loss: {
    label: 'Loss',
    noun: 'packet loss',
    limit: 0.1,
    read: ({ averagePacketLossRate }) => averagePacketLossRate ?? undefined,
    show: toPercent,
  },
  concealed: {
    label: 'Concealed',
    noun: 'concealed',
    limit: 0.07,
    read: ({ averageRatioOfConcealedSamples }) => averageRatioOfConcealedSamples ?? undefined,
    show: toPercent,
  },
  degradation: {
    label: 'Degradation',
    noun: 'degradation',
    limit: 1,
    read: ({ averageAudioDegradation }) => averageAudioDegradation ?? undefined,
    show: (points) => `${points.toFixed(2)} MOS`,
  },
} as const satisfies Readonly<Record<string, Threshold>>

export type Metric = keyof typeof THRESHOLDS

export const METRICS = ['roundTrip', 'jitter', 'loss', 'concealed', 'degradation'] as const satisfies readonly Metric[]

/** What is known of a stream. */
export type Measures = Readonly<Partial<Record<Metric, number>>>

export type StreamVerdict = 'good' | 'poor' | 'unclassified'

export function measure(stream: CallRecords.MediaStream): Measures {
  const read = METRICS.map((metric) => [metric, THRESHOLDS[metric].read(stream)] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** What makes a stream poor, if it is. */
export function excessesOf(measures: Measures): readonly Metric[] {
  return METRICS.filter((metric) => (measures[metric] ?? 0) > THRESHOLDS[metric].limit)
}

export function judge(measures: Measures): StreamVerdict {
  if (excessesOf(measures).length > 0) return 'poor'
  return Object.keys(measures).length > 0 ? 'good' : 'unclassified'
}

function toTime(duration: string | null | undefined): number | undefined {
  return duration ? toMilliseconds(duration) : undefined
}

function toMillisecondText(ms: number): string {
  return `${Math.round(ms)} ms`
}

function toPercent(ratio: number): string {
  return `${(ratio * 100).toFixed(1)} %`
}
