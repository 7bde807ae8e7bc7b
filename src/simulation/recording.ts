import type { RecordingRow, SpeechInterval } from '../store/call-row.ts'
import { clipSpeech, recordingOutcome } from './recording-outcome.ts'

export interface RecordingEnd {
  readonly at: number
  readonly reason: ReturnType<typeof recordingOutcome>['reason'] | 'stopToneDetected'
}

/** What there is to go by: the other side's voice, and what was heard at this very instant. */
interface Hearing {
  readonly now: number
  readonly speech: readonly SpeechInterval[]
  readonly heard?: 'speech' | { readonly tone: string } | undefined
}

/** The microphone opens after the prompt and the beep. */
export function startRecording(recording: RecordingRow, now: number): RecordingRow {
  return { ...recording, listeningFrom: now + recording.promptMs + recording.beepMs }
}

/**
 * Decides when and why a recording ends, as far as can be known now. With barge-in, what is heard during the prompt
 * opens the microphone at once; a stop tone ends what is being recorded.
 */
export function hear(
  recording: RecordingRow,
  { now, speech, heard }: Hearing,
): { recording: RecordingRow; end: RecordingEnd } {
  const planned = recording.listeningFrom ?? now
  const bargesIn = heard !== undefined && recording.bargeInAllowed && now < planned
  const listeningFrom = bargesIn ? now : planned
  const listening = bargesIn ? { ...recording, listeningFrom } : recording
  const stopped = typeof heard === 'object' && now >= listeningFrom && recording.stopTones.includes(heard.tone)
  return {
    recording: listening,
    end: stopped ? { at: now, reason: 'stopToneDetected' } : recordingOutcome({ ...listening, listeningFrom }, speech),
  }
}

/** What was recorded when the recording ends now. */
export function toTake(
  { listeningFrom }: RecordingRow,
  speech: readonly SpeechInterval[],
  now: number,
): NonNullable<RecordingRow['take']> {
  const from = listeningFrom ?? now
  return { durationMs: now - from, speech: clipSpeech(speech, from, now) }
}
