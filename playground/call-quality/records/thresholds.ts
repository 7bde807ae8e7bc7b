import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { toMilliseconds } from '../../durations.ts'
import { POOR_LIMITS } from '../../quality-limits.ts'

interface Threshold {
  readonly label: string
  /** For use in a sentence. */
  readonly noun: string
  /** A stream with a larger value is poor. */
  readonly limit: number
  /** Times in milliseconds. Undefined when not measured. */
  read(stream: CallRecords.MediaStream): number | undefined
  show(value: number): string
}

export const THRESHOLDS = {
  roundTrip: {
    label: 'Round trip',
    noun: 'round trip',
    limit: POOR_LIMITS.roundTripMs,
    read: ({ averageRoundTripTime }) => toTime(averageRoundTripTime),
    show: toMillisecondText,
  },
  jitter: {
    label: 'Jitter',
    noun: 'jitter',
    limit: POOR_LIMITS.jitterMs,
    read: ({ averageJitter }) => toTime(averageJitter),
    show: toMillisecondText,
  },
  loss: {
    label: 'Loss',
    noun: 'packet loss',
    limit: POOR_LIMITS.lossRatio,
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

/** The measured metrics of a stream. */
export type MetricValues = Readonly<Partial<Record<Metric, number>>>

export type StreamVerdict = 'good' | 'poor' | 'unclassified'

export function readMetrics(stream: CallRecords.MediaStream): MetricValues {
  const read = METRICS.map((metric) => [metric, THRESHOLDS[metric].read(stream)] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

/** The metrics beyond their thresholds. */
export function exceededMetrics(values: MetricValues): readonly Metric[] {
  return METRICS.filter((metric) => (values[metric] ?? 0) > THRESHOLDS[metric].limit)
}

export function classifyStream(values: MetricValues): StreamVerdict {
  if (exceededMetrics(values).length > 0) return 'poor'
  return Object.keys(values).length > 0 ? 'good' : 'unclassified'
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
