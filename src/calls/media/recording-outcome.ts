import type { RecordingRow, SpeechInterval } from '../rows.ts'

export interface RecordingOutcome {
  readonly at: number
  readonly reason: 'maxRecordDurationReached' | 'initialSilenceTimeout' | 'maxSilenceTimeout'
}

type Listening = Required<
  Pick<RecordingRow, 'listeningFrom' | 'initialSilenceTimeoutMs' | 'maxSilenceTimeoutMs' | 'maxRecordDurationMs'>
>

/**
 * When and why a recording ends if nothing else happens.
 *
 * Speech counts from the moment the microphone opens. Speech that starts exactly when a silence times out is too late. If
 * the maximum duration and a silence end at the same time, the silence is the reason.
 *
 * @param speech the other side's speech, in any order. An interval without `until` is still going on.
 * @see https://learn.microsoft.com/graph/api/call-record
 */
export function recordingOutcome(recording: Listening, speech: readonly SpeechInterval[]): RecordingOutcome {
  const { listeningFrom, initialSilenceTimeoutMs, maxSilenceTimeoutMs, maxRecordDurationMs } = recording
  const full = { at: listeningFrom + maxRecordDurationMs, reason: 'maxRecordDurationReached' } as const
  const silent = silenceOutcome(toPhrases(speech, listeningFrom, full.at), {
    initial: { at: listeningFrom + initialSilenceTimeoutMs, reason: 'initialSilenceTimeout' },
    maxSilenceTimeoutMs,
  })
  return silent.at <= full.at ? silent : full
}

/** The speech between two instants, relative to the first, sorted and without overlaps. */
export function clipSpeech(speech: readonly SpeechInterval[], from: number, until: number): Required<SpeechInterval>[] {
  return toPhrases(speech, from, until).map((phrase) => ({ from: phrase.from - from, until: phrase.until - from }))
}

/** The end of the first silence that lasts too long. */
function silenceOutcome(
  phrases: readonly Required<SpeechInterval>[],
  { initial, maxSilenceTimeoutMs }: { initial: RecordingOutcome; maxSilenceTimeoutMs: number },
): RecordingOutcome {
  let outcome = initial
  for (const phrase of phrases) {
    if (phrase.from >= outcome.at) break
    outcome = { at: phrase.until + maxSilenceTimeoutMs, reason: 'maxSilenceTimeout' }
  }
  return outcome
}

/** Sorts, merges and clips the intervals, and leaves out those of no length. */
function toPhrases(speech: readonly SpeechInterval[], from: number, until: number): Required<SpeechInterval>[] {
  const phrases: Required<SpeechInterval>[] = []
  for (const interval of [...speech].sort((a, b) => a.from - b.from)) {
    const phrase = { from: Math.max(interval.from, from), until: Math.min(interval.until ?? until, until) }
    if (phrase.until <= phrase.from) continue
    const last = phrases.at(-1)
    const overlaps = last !== undefined && phrase.from <= last.until
    if (overlaps) phrases[phrases.length - 1] = { from: last.from, until: Math.max(last.until, phrase.until) }
    else phrases.push(phrase)
  }
  return phrases
}
