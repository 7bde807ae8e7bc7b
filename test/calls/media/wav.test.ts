import { describe, expect, it } from 'vitest'
import { toWav } from '../../../src/calls/media/wav.ts'

const HEADER = 44
const BYTES_PER_MS = 32

describe('The WAV file of a recording', () => {
  it('has the only format that Graph uses: PCM, 16 kHz, 16 bit, mono', () => {
    const bytes = toWav({ durationMs: 1_000, speech: [] })
    const view = new DataView(bytes.buffer)
    const text = (offset: number) => String.fromCharCode(...bytes.subarray(offset, offset + 4))
    expect([text(0), text(8), text(12), text(36)]).toEqual(['RIFF', 'WAVE', 'fmt ', 'data'])
    expect({
      riffLength: view.getUint32(4, true),
      formatLength: view.getUint32(16, true),
      format: view.getUint16(20, true),
      channels: view.getUint16(22, true),
      sampleRate: view.getUint32(24, true),
      byteRate: view.getUint32(28, true),
      blockAlign: view.getUint16(32, true),
      bitsPerSample: view.getUint16(34, true),
      dataLength: view.getUint32(40, true),
    }).toEqual({
      riffLength: bytes.length - 8,
      formatLength: 16,
      format: 1,
      channels: 1,
      sampleRate: 16_000,
      byteRate: 32_000,
      blockAlign: 2,
      bitsPerSample: 16,
      dataLength: bytes.length - HEADER,
    })
  })

  it.each([0, 1, 20, 999, 5_000, 120_000])('lasts exactly %i ms', (durationMs) => {
    expect(toWav({ durationMs, speech: [] })).toHaveLength(HEADER + durationMs * BYTES_PER_MS)
  })

  it('is silent exactly where no one spoke', () => {
    const speech = [
      { from: 100, until: 600 },
      { from: 1_500, until: 2_000 },
    ]
    const samples = samplesOf(toWav({ durationMs: 2_000, speech }))
    const loudest = (from: number, until: number) => Math.max(...samples.slice(from * 16, until * 16).map(Math.abs))
    expect([loudest(0, 100), loudest(600, 1_500)]).toEqual([0, 0])
    for (let from = 105; from + 10 <= 595; from += 10) expect(loudest(from, from + 10)).toBeGreaterThan(7_000)
    expect(loudest(1_505, 1_515)).toBeGreaterThan(7_000)
  })

  it('represents speech as a steady tone of 320 Hz that fades in and out', () => {
    const samples = samplesOf(toWav({ durationMs: 1_000, speech: [{ from: 0, until: 1_000 }] }))
    const steady = samples.slice(16 * 100, 16 * 600)
    const rising = steady.filter((sample, index) => sample >= 0 && (steady[index - 1] ?? 0) < 0)
    expect(Math.abs(rising.length * 2 - 320)).toBeLessThanOrEqual(2)
    expect(Math.max(...samples.slice(0, 10).map(Math.abs))).toBeLessThan(1_000)
    expect(Math.max(...samples.slice(-10).map(Math.abs))).toBeLessThan(1_100)
  })

  it('has no clicks: the tone starts and ends smoothly', () => {
    for (const until of [1, 3, 10, 11, 14, 500]) {
      const samples = [0, ...samplesOf(toWav({ durationMs: 600, speech: [{ from: 0, until }] }))]
      const steps = samples.slice(1).map((sample, index) => Math.abs(sample - (samples[index] ?? 0)))
      expect(Math.max(...steps)).toBeLessThanOrEqual(800)
    }
  })

  it('ignores speech before its start and after its end', () => {
    const cut = toWav({ durationMs: 100, speech: [{ from: -50, until: 150 }] })
    expect(cut).toEqual(toWav({ durationMs: 100, speech: [{ from: 0, until: 100 }] }))
  })
})

function samplesOf(bytes: Uint8Array<ArrayBuffer>): number[] {
  const view = new DataView(bytes.buffer, HEADER)
  return Array.from({ length: view.byteLength / 2 }, (_, index) => view.getInt16(index * 2, true))
}
