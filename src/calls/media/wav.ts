import type { SpeechInterval } from '../rows.ts'

export interface RecordedAudio {
  readonly durationMs: number
  /** When the other side spoke, relative to the start. */
  readonly speech: readonly Required<SpeechInterval>[]
}

/** The only format that the calling service records and plays. @see https://learn.microsoft.com/graph/api/resources/mediainfo */
export const WAV_FORMAT = { channels: 1, sampleRate: 16_000, bitsPerSample: 16 } as const

/**
 * A WAV file of exactly the recording's length: a steady tone where the other side spoke, silence elsewhere.
 * The same recording gives the same bytes.
 */
export function toWav({ durationMs, speech }: RecordedAudio): Uint8Array<ArrayBuffer> {
  const samples = toSamples(durationMs)
  const bytes = new Uint8Array(HEADER_LENGTH + samples * SAMPLE_LENGTH)
  writeHeader(new DataView(bytes.buffer), samples * SAMPLE_LENGTH)
  for (const { from, until } of speech) {
    const first = Math.max(0, toSamples(from))
    const end = Math.min(samples, toSamples(until))
    if (first < end) writeTone(bytes, first, end)
  }
  return bytes
}

const HEADER_LENGTH = 44
const SAMPLE_LENGTH = WAV_FORMAT.bitsPerSample / 8
/** 320 Hz. */
const PERIOD = 50
/** About a quarter of full scale. */
const AMPLITUDE = 8_000
/** 5 ms: without fading, a tone would start and stop with a click. */
const FADE = 80

function toSamples(ms: number): number {
  return Math.round((ms * WAV_FORMAT.sampleRate) / 1_000)
}

function writeHeader(view: DataView, dataLength: number): void {
  const { channels, sampleRate, bitsPerSample } = WAV_FORMAT
  const text = (offset: number, value: string) => {
    for (let index = 0; index < value.length; index += 1) view.setUint8(offset + index, value.charCodeAt(index))
  }
  text(0, 'RIFF')
  view.setUint32(4, HEADER_LENGTH - 8 + dataLength, true)
  text(8, 'WAVE')
  text(12, 'fmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true) // PCM
  view.setUint16(22, channels, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * channels * SAMPLE_LENGTH, true)
  view.setUint16(32, channels * SAMPLE_LENGTH, true)
  view.setUint16(34, bitsPerSample, true)
  text(36, 'data')
  view.setUint32(40, dataLength, true)
}

/** Writes the fades sample by sample, and fills the steady tone between them by copying its period. */
function writeTone(bytes: Uint8Array<ArrayBuffer>, first: number, end: number): void {
  const view = new DataView(bytes.buffer)
  const write = (from: number, until: number) => {
    for (let sample = from; sample < until; sample += 1) {
      const edge = Math.min(sample - first, end - 1 - sample, FADE)
      const value = Math.trunc((triangle((sample - first) % PERIOD) * edge) / FADE)
      view.setInt16(offsetOf(sample), value, true)
    }
  }
  const steady = Math.min(first + FADE, end)
  const fading = Math.max(steady, end - 1 - FADE)
  const pattern = Math.min(steady + PERIOD, fading)
  write(first, pattern)
  for (let done = pattern; done < fading; done += done - steady) {
    bytes.copyWithin(offsetOf(done), offsetOf(steady), offsetOf(Math.min(done, steady + fading - done)))
  }
  write(fading, end)
}

function offsetOf(sample: number): number {
  return HEADER_LENGTH + sample * SAMPLE_LENGTH
}

/** One period of a triangle wave: up from zero, down through zero, up again. */
function triangle(phase: number): number {
  const quarters = phase * 4
  if (quarters < PERIOD) return Math.trunc((AMPLITUDE * quarters) / PERIOD)
  if (quarters < 3 * PERIOD) return Math.trunc((AMPLITUDE * (2 * PERIOD - quarters)) / PERIOD)
  return Math.trunc((AMPLITUDE * (quarters - 4 * PERIOD)) / PERIOD)
}
