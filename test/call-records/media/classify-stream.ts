import type { JsonObject } from '../../../src/engine/values/json.ts'

/**
 * Classifies a stream like Teams' Call Quality Dashboard.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export function classifyStream(stream: JsonObject, label: string): 'good' | 'poor' | 'unclassified' {
  return label === 'main-audio' ? classifyAudio(stream) : classifyVideo(stream, label === 'main-video' ? 7 : 2)
}

/** The possible verdicts for a stream, by the classification of its network profile. */
export const VERDICTS = { good: ['good'], either: ['good', 'poor'], poor: ['poor'] } as const

function classifyAudio(stream: JsonObject) {
  const above = (name: string, limit: number) => {
    const value = stream[name]
    return typeof value === 'number' ? value > limit : undefined
  }
  const verdicts = [
    above('averageAudioDegradation', 1),
    above('averageRoundTripTime', 500),
    above('averagePacketLossRate', 0.1),
    above('averageJitter', 30),
    above('averageRatioOfConcealedSamples', 0.07),
  ]
  if (verdicts.every((verdict) => verdict === undefined)) return 'unclassified'
  return verdicts.includes(true) ? 'poor' : 'good'
}

/** The first measure that exists determines the verdict. */
function classifyVideo(stream: JsonObject, leastFrames: number) {
  const { averageVideoFrameLossPercentage: frameLoss, averageVideoFrameRate: frames } = stream
  const { postForwardErrorCorrectionPacketLossRate: loss } = stream
  if (typeof frameLoss === 'number') return frameLoss > 50 ? 'poor' : 'good'
  if (typeof frames === 'number') return frames < leastFrames ? 'poor' : 'good'
  if (typeof loss === 'number') return loss > 0.15 ? 'poor' : 'good'
  return 'unclassified'
}
