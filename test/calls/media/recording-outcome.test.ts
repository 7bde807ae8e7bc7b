import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipSpeech, recordingOutcome } from '../../../src/calls/media/recording-outcome.ts'
import type { SpeechInterval } from '../../../src/calls/rows.ts'

/** The microphone opens at 1000; five seconds to begin to speak, three of silence, twenty in all. */
const recording = {
  listeningFrom: 1_000,
  initialSilenceTimeoutMs: 5_000,
  maxSilenceTimeoutMs: 3_000,
  maxRecordDurationMs: 20_000,
}

describe('a recording ends', () => {
  it.each<[string, SpeechInterval[], number, string]>([
    ['when nobody speaks', [], 6_000, 'initialSilenceTimeout'],
    ['after the pause that follows what was said', [{ from: 2_000, until: 4_000 }], 7_000, 'maxSilenceTimeout'],
    ['when somebody speaks on and on', [{ from: 2_000 }], 21_000, 'maxRecordDurationReached'],
    ['when somebody has been speaking all along', [{ from: 0 }], 21_000, 'maxRecordDurationReached'],
    ['after what was begun before the microphone opened', [{ from: 0, until: 2_000 }], 5_000, 'maxSilenceTimeout'],
    ['as if nobody had spoken, when it was over before', [{ from: 0, until: 1_000 }], 6_000, 'initialSilenceTimeout'],
    ['too late for what begins in that instant', [{ from: 6_000 }], 6_000, 'initialSilenceTimeout'],
    ['not yet for what begins just before', [{ from: 5_999 }], 21_000, 'maxRecordDurationReached'],
    [
      'too late for who goes on in that instant',
      [{ from: 2_000, until: 4_000 }, { from: 7_000 }],
      7_000,
      'maxSilenceTimeout',
    ],
    [
      'later for who goes on in time',
      [
        { from: 2_000, until: 4_000 },
        { from: 6_999, until: 8_000 },
      ],
      11_000,
      'maxSilenceTimeout',
    ],
    [
      'the same in whatever order it was heard',
      [
        { from: 6_000, until: 8_000 },
        { from: 2_000, until: 4_000 },
      ],
      11_000,
      'maxSilenceTimeout',
    ],
    [
      'after the last of voices that overlap',
      [
        { from: 2_000, until: 9_000 },
        { from: 3_000, until: 4_000 },
      ],
      12_000,
      'maxSilenceTimeout',
    ],
    [
      'as full, when it is both full and silent for long',
      [{ from: 2_000, until: 18_000 }],
      21_000,
      'maxRecordDurationReached',
    ],
    ['without having heard what lasted no time', [{ from: 2_000, until: 2_000 }], 6_000, 'initialSilenceTimeout'],
  ])('%s', (_, ...[speech, at, reason]) => {
    expect(recordingOutcome(recording, speech)).toEqual({ at, reason })
  })

  it('at its maximum duration, when that is as short as the time to begin', () => {
    const short = { ...recording, maxRecordDurationMs: 5_000 }
    expect(recordingOutcome(short, [])).toEqual({ at: 6_000, reason: 'maxRecordDurationReached' })
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

describe('whatever is heard, a recording', () => {
  it('ends when a second-by-second listener says so', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, (given, speech) => {
        expect(recordingOutcome(given, speech)).toEqual(listen(given, speech))
      }),
    )
  })

  it('ends after the microphone has opened, and not after its maximum duration', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, (given, speech) => {
        const { at } = recordingOutcome(given, speech)
        expect(at).toBeGreaterThan(given.listeningFrom)
        expect(at).toBeLessThanOrEqual(given.listeningFrom + given.maxRecordDurationMs)
      }),
    )
  })

  it('is not brought to an end before what more is said, and ends as before when that comes too late', () => {
    fc.assert(
      fc.property(aRecording, someSpeech, anInterval, (given, speech, more) => {
        const before = recordingOutcome(given, speech)
        const after = recordingOutcome(given, [...speech, more])
        if (more.from >= before.at) expect(after).toEqual(before)
        else expect(after.at).toBeGreaterThanOrEqual(Math.min(before.at, more.from))
      }),
    )
  })

  it('ends no earlier when somebody speaks for longer', () => {
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

describe('what was said in a recording', () => {
  it('counts from its beginning, cut to its length, in order and without overlaps', () => {
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

  it('is nothing where nobody spoke', () => {
    expect(clipSpeech([{ from: 0, until: 1_000 }, { from: 10_000 }], 1_000, 10_000)).toEqual([])
  })
})

/** Decides tick by tick, as somebody with a watch would. */
function listen(given: Parameters<typeof recordingOutcome>[0], speech: readonly SpeechInterval[]) {
  const { listeningFrom, initialSilenceTimeoutMs, maxSilenceTimeoutMs, maxRecordDurationMs } = given
  let silentSince = listeningFrom
  let begun = false
  for (let at = listeningFrom; ; at += 1) {
    if (at === listeningFrom + maxRecordDurationMs) return { at, reason: 'maxRecordDurationReached' }
    if (at === silentSince + (begun ? maxSilenceTimeoutMs : initialSilenceTimeoutMs)) {
      return { at, reason: begun ? 'maxSilenceTimeout' : 'initialSilenceTimeout' }
    }
    const heard = speech.some(({ from, until }) => from <= at && (until === undefined || at < until))
    if (heard) begun = true
    if (heard) silentSince = at + 1
  }
}
