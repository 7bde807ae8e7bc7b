import type { JsonObject } from '../../../src/engine/values/json.ts'

/**
 * Classifies a stream like Teams' Call Quality Dashboard.
 * @see https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 */
export function classifyStream(stream: JsonObject, label: string): 'good' | 'poor' | 'unclassified' {
  return label === 'main-audio' ? classifyAudio(stream) : classifyVideo(stream, label === 'main-video' ? 7 : 2)
}

/** The possible classifications of a stream, by the classification of its network profile. */
export const CLASSIFICATIONS = { good: ['good'], either: ['good', 'poor'], poor: ['poor'] } as const

function classifyAudio(stream: JsonObject) {
  const above = (name: string, limit: number) => {
    const value = stream[name]
    return typeof value === 'number' ? value > limit : undefined
  }
  const exceeded = [
    above('averageAudioDegradation', 1),
    above('averageRoundTripTime', 500),
    above('averagePacketLossRate', 0.1),
    above('averageJitter', 30),
    above('averageRatioOfConcealedSamples', 0.07),
  ]
  if (exceeded.every((isExceeded) => isExceeded === undefined)) return 'unclassified'
  return exceeded.includes(true) ? 'poor' : 'good'
}

/** The first metric that exists determines the classification. */
function classifyVideo(stream: JsonObject, minFrameRate: number) {
  const { averageVideoFrameLossPercentage: frameLoss, averageVideoFrameRate: frames } = stream
  const { postForwardErrorCorrectionPacketLossRate: loss } = stream
  if (typeof frameLoss === 'number') return frameLoss > 50 ? 'poor' : 'good'
  if (typeof frames === 'number') return frames < minFrameRate ? 'poor' : 'good'
  if (typeof loss === 'number') return loss > 0.15 ? 'poor' : 'good'
  return 'unclassified'
}
