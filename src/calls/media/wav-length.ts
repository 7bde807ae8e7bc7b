import { WAV_FORMAT } from './wav.ts'

/**
 * How long a WAV file plays.
 *
 * Other chunks are skipped. A file that is truncated, or shorter than its header claims, plays to its end: an encoder that
 * writes to a stream does not know the length in advance.
 *
 * @returns milliseconds, rounded, or `undefined` if the bytes are not a WAV file in the format that the service plays.
 * @see https://learn.microsoft.com/graph/api/resources/mediainfo
 */
export function wavLengthMs(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (nameAt(view, 0) !== 'RIFF' || nameAt(view, 8) !== 'WAVE') return undefined
  let isPlayable = false
  for (const { name, from, until } of chunksOf(view)) {
    if (name === 'fmt ') isPlayable = isPlayableFormat(view, from, until)
    if (name === 'data') return isPlayable ? toMs(until - from) : undefined
  }
  return undefined
}

const RIFF_LENGTH = 12
const CHUNK_HEAD_LENGTH = 8
const FORMAT_LENGTH = 16
const PCM = 1
const SAMPLE_LENGTH = WAV_FORMAT.bitsPerSample / 8

/** The chunks of a file in order, clipped to the file's end. A padding byte follows a chunk of odd length. */
function* chunksOf(view: DataView): Generator<{ name: string; from: number; until: number }> {
  for (let at = RIFF_LENGTH; at + CHUNK_HEAD_LENGTH <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true)
    const from = at + CHUNK_HEAD_LENGTH
    yield { name: nameAt(view, at), from, until: Math.min(from + length, view.byteLength) }
    at = from + length + (length % 2)
  }
}

function isPlayableFormat(view: DataView, from: number, until: number): boolean {
  return (
    until - from >= FORMAT_LENGTH &&
    view.getUint16(from, true) === PCM &&
    view.getUint16(from + 2, true) === WAV_FORMAT.channels &&
    view.getUint32(from + 4, true) === WAV_FORMAT.sampleRate &&
    view.getUint16(from + 14, true) === WAV_FORMAT.bitsPerSample
  )
}

/** An incomplete sample at the end does not count. */
function toMs(length: number): number {
  return Math.round((Math.floor(length / SAMPLE_LENGTH) * 1_000) / WAV_FORMAT.sampleRate)
}

/** Four characters, or fewer at the end of the file. */
function nameAt(view: DataView, offset: number): string {
  const end = Math.min(offset + 4, view.byteLength)
  let name = ''
  for (let index = offset; index < end; index += 1) name += String.fromCharCode(view.getUint8(index))
  return name
}
