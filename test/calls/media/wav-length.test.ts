import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toWav } from '../../../src/calls/media/wav.ts'
import { wavLengthMs } from '../../../src/calls/media/wav-length.ts'

const HEADER_LENGTH = 44
const BYTES_PER_MS = 32

const aTake = fc
  .record({ durationMs: fc.integer({ min: 0, max: 2_000 }), from: fc.nat(2_000), until: fc.nat(2_000) })
  .map(({ durationMs, from, until }) => ({ durationMs, speech: [{ from, until }] }))

/** A chunk, padded to an even length. */
const aChunk = fc
  .record({ name: fc.stringMatching(/^[A-Za-z0-9 ]{4}$/), content: fc.uint8Array({ maxLength: 40 }) })
  .filter(({ name }) => name !== 'fmt ' && name !== 'data')
  .map(({ name, content }) => toChunk(name, content))
const someChunks = fc.array(aChunk, { maxLength: 4 }).map((chunks) => chunks.flat())

function toChunk(name: string, content: Uint8Array): number[] {
  const { length } = content
  const size = [length & 255, (length >> 8) & 255, (length >> 16) & 255, length >>> 24]
  return [...bytesOf(name), ...size, ...content, ...(length % 2 ? [0] : [])]
}

function bytesOf(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

/** The format and data chunks of a file that the emulator writes. */
function partsOf(wav: Uint8Array): { format: number[]; data: number[] } {
  return { format: [...wav.subarray(12, 36)], data: [...wav.subarray(36)] }
}

function toFile(...parts: readonly (readonly number[])[]): Uint8Array {
  const content = parts.flat()
  return Uint8Array.from([...bytesOf('RIFF'), 0, 0, 0, 0, ...bytesOf('WAVE'), ...content])
}

/** A WAV of one second with a changed header. */
function changed(change: (view: DataView) => void): Uint8Array {
  const wav = toWav({ durationMs: 1_000, speech: [] })
  change(new DataView(wav.buffer))
  return wav
}

describe('The length of a WAV', () => {
  it('is the duration of a recording of the emulator', () => {
    fc.assert(
      fc.property(aTake, (take) => {
        expect(wavLengthMs(toWav(take))).toBe(take.durationMs)
      }),
    )
  })

  it('does not depend on other chunks in the file', () => {
    fc.assert(
      fc.property(aTake, someChunks, someChunks, someChunks, (take, before, between, after) => {
        const { format, data } = partsOf(toWav(take))
        expect(wavLengthMs(toFile(before, format, between, data, after))).toBe(take.durationMs)
      }),
    )
  })

  it('covers the data present in a truncated file and is undefined when the data has not begun', () => {
    fc.assert(
      fc.property(aTake, fc.nat(), (take, cut) => {
        const wav = toWav(take)
        const length = cut % (wav.length + 1)
        const expected = length < HEADER_LENGTH ? undefined : Math.round(((length - HEADER_LENGTH) >> 1) / 16)
        expect(wavLengthMs(wav.subarray(0, length))).toBe(expected)
      }),
    )
  })

  it('covers the data present when the header gives no length', () => {
    const streamed = changed((view) => view.setUint32(40, 0xffff_ffff, true))
    expect(wavLengthMs(streamed)).toBe(1_000)
  })

  it('does not depend on the offset of the bytes in their buffer', () => {
    const wav = toWav({ durationMs: 250, speech: [] })
    const inside = new Uint8Array(wav.length + 7)
    inside.set(wav, 7)
    expect(wavLengthMs(inside.subarray(7))).toBe(250)
  })

  it.each([
    ['just under half a millisecond', 7, 0],
    ['half a millisecond', 8, 1],
  ])('is rounded to milliseconds: %s', (_, samples, expected) => {
    const { format } = partsOf(toWav({ durationMs: 0, speech: [] }))
    expect(wavLengthMs(toFile(format, toChunk('data', new Uint8Array(samples * 2))))).toBe(expected)
  })

  it.each<[string, Uint8Array]>([
    ['stereo', changed((view) => view.setUint16(22, 2, true))],
    ['8 kHz', changed((view) => view.setUint32(24, 8_000, true))],
    ['44.1 kHz', changed((view) => view.setUint32(24, 44_100, true))],
    ['8 bit', changed((view) => view.setUint16(34, 8, true))],
    ['floating point', changed((view) => view.setUint16(20, 3, true))],
    ['a big-endian file', changed((view) => view.setUint8(3, 'X'.charCodeAt(0)))],
    ['not WAVE', changed((view) => view.setUint32(8, 0))],
    ['data before its format', toFile(...Object.values(partsOf(toWav({ durationMs: 9, speech: [] }))).reverse())],
    ['a format that is too short', toFile(toChunk('fmt ', new Uint8Array(15)), toChunk('data', new Uint8Array(32)))],
    ['no data chunk', toFile(partsOf(toWav({ durationMs: 9, speech: [] })).format)],
    ['an empty file', new Uint8Array()],
    ['text', Uint8Array.from(bytesOf('<!doctype html><title>Not found</title>'))],
  ])('is undefined for %s', (_, bytes) => {
    expect(wavLengthMs(bytes)).toBeUndefined()
  })

  it('is undefined or a plausible number of milliseconds for any bytes', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => toFile([...bytes])),
    )
    fc.assert(
      fc.property(noise, (bytes) => {
        const lengthMs = wavLengthMs(bytes)
        if (lengthMs !== undefined) expect(lengthMs).toBeLessThanOrEqual(bytes.length / BYTES_PER_MS + 1)
      }),
    )
  })
})
