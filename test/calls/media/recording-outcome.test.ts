import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipSpeech, recordingOutcome } from '../../../src/calls/media/recording-outcome.ts'
import type { SpeechInterval } from '../../../src/calls/rows.ts'

/** Listens from 1000 ms on: five seconds until speech has to begin, three of silence, twenty in all. */
const recording = {
  listeningFrom: 1_000,
  initialSilenceTimeoutMs: 5_000,
  maxSilenceTimeoutMs: 3_000,
  maxRecordDurationMs: 20_000,
}

describe('The end of a recording', () => {
  it.each<[string, SpeechInterval[], number, string]>([
    ['comes after the initial silence when no one speaks', [], 6_000, 'initialSilenceTimeout'],
    ['comes after the silence that follows speech', [{ from: 2_000, until: 4_000 }], 7_000, 'maxSilenceTimeout'],
    ['comes at the maximum duration when speech goes on', [{ from: 2_000 }], 21_000, 'maxRecordDurationReached'],
    [
      'comes at the maximum duration when speech began before the recording',
      [{ from: 0 }],
      21_000,
      'maxRecordDurationReached',
    ],
    ['comes after speech that began before the recording', [{ from: 0, until: 2_000 }], 5_000, 'maxSilenceTimeout'],
    ['ignores speech that ended before the recording', [{ from: 0, until: 1_000 }], 6_000, 'initialSilenceTimeout'],
    ['ignores speech that begins at the very end', [{ from: 6_000 }], 6_000, 'initialSilenceTimeout'],
    ['is put off by speech that begins a millisecond before it', [{ from: 5_999 }], 21_000, 'maxRecordDurationReached'],
    [
      'ignores speech that resumes at the very end',
      [{ from: 2_000, until: 4_000 }, { from: 7_000 }],
      7_000,
      'maxSilenceTimeout',
    ],
    [
      'is put off by speech that resumes in time',
      [
        { from: 2_000, until: 4_000 },
        { from: 6_999, until: 8_000 },
      ],
      11_000,
      'maxSilenceTimeout',
    ],
    [
      'does not depend on the order of the intervals',
      [
        { from: 6_000, until: 8_000 },
        { from: 2_000, until: 4_000 },
      ],
      11_000,
      'maxSilenceTimeout',
    ],
    [
      'comes after the last of several overlapping intervals',
      [
        { from: 2_000, until: 9_000 },
        { from: 3_000, until: 4_000 },
      ],
      12_000,
      'maxSilenceTimeout',
    ],
    [
      'has the reason of the silence when it ends at the same time as the maximum duration',
      [{ from: 2_000, until: 18_000 }],
      21_000,
      'maxSilenceTimeout',
    ],
    ['ignores speech of no length', [{ from: 2_000, until: 2_000 }], 6_000, 'initialSilenceTimeout'],
  ])('%s', (_, ...[speech, at, reason]) => {
    expect(recordingOutcome(recording, speech)).toEqual({ at, reason })
  })

  it('is the initial silence when the maximum duration is as short', () => {
    const short = { ...recording, maxRecordDurationMs: 5_000 }
    expect(recordingOutcome(short, [])).toEqual({ at: 6_000, reason: 'initialSilenceTimeout' })
  })
})

const limit = fc.integer({ min: 1, max: 40 })
const aRecording = fc.record({
  listeningFrom: fc.integer({ min: 0, max: 20 }),
  initialSilenceTimeoutMs: limit,
  maxSilenceTimeoutMs: limit,
  maxRecordDurationMs: limit,
})
const anInterval = fc
  .record({ from: fc.integer({ min: 0, max: 60 }), length: fc.option(fc.integer({ min: 0, max: 20 })) })
  .map(({ from, length }): SpeechInterval => (length === null ? { from } : { from, until: from + length }))
const someSpeech = fc.array(anInterval, { maxLength: 6 })

describe('The end of any recording', () => {
  it('is when a tick-by-tick simulation ends', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, (given, speech) => {
        expect(recordingOutcome(given, speech)).toEqual(listen(given, speech))
      }),
    )
  })

  it('comes after its start and not after its maximum duration', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, (given, speech) => {
        const { at } = recordingOutcome(given, speech)
        expect(at).toBeGreaterThan(given.listeningFrom)
        expect(at).toBeLessThanOrEqual(given.listeningFrom + given.maxRecordDurationMs)
      }),
    )
  })

  it('is not moved before additional speech, and not moved at all by speech after it', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, anInterval, (given, speech, more) => {
        const before = recordingOutcome(given, speech)
        const after = recordingOutcome(given, [...speech, more])
        if (more.from >= before.at) expect(after).toEqual(before)
        else expect(after.at).toBeGreaterThanOrEqual(Math.min(before.at, more.from))
      }),
    )
  })

  it('never comes earlier when speech lasts longer', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, anInterval, fc.integer({ min: 0, max: 20 }), (given, speech, one, longer) => {
        fc.pre(one.until !== undefined && one.until > one.from && one.until > given.listeningFrom)
        const prolonged = { from: one.from, until: (one.until ?? 0) + longer }
        const before = recordingOutcome(given, [...speech, one])
        expect(recordingOutcome(given, [...speech, prolonged]).at).toBeGreaterThanOrEqual(before.at)
      }),
    )
  })
})

describe('The speech in a recording', () => {
  it('is relative to its start, clipped to its length, sorted and merged', () => {
    const speech = [
      { from: 9_000 },
      { from: 500, until: 2_000 },
      { from: 5_000, until: 6_000 },
      { from: 1_500, until: 3_000 },
    ]
    expect(clipSpeech(speech, 1_000, 10_000)).toEqual([
      { from: 0, until: 2_000 },
      { from: 4_000, until: 5_000 },
      { from: 8_000, until: 9_000 },
    ])
  })

  it('is empty when all speech lies outside the recording', () => {
    expect(clipSpeech([{ from: 0, until: 1_000 }, { from: 10_000 }], 1_000, 10_000)).toEqual([])
  })
})

/** The reference: decides tick by tick. */
function listen(given: Parameters<typeof recordingOutcome>[0], speech: readonly SpeechInterval[]) {
  const { listeningFrom, initialSilenceTimeoutMs, maxSilenceTimeoutMs, maxRecordDurationMs } = given
  let silentSince = listeningFrom
  let begun = false
  for (let at = listeningFrom; ; at += 1) {
    if (at === silentSince + (begun ? maxSilenceTimeoutMs : initialSilenceTimeoutMs)) {
      return { at, reason: begun ? 'maxSilenceTimeout' : 'initialSilenceTimeout' }
    }
    if (at === listeningFrom + maxRecordDurationMs) return { at, reason: 'maxRecordDurationReached' }
    const heard = speech.some(({ from, until }) => from <= at && (until === undefined || at < until))
    if (heard) begun = true
    if (heard) silentSince = at + 1
  }
}
