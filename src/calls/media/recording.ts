import { MEDIA_ENDINGS, type MediaOutcome } from '../lifecycle/media-operations.ts'
import { operationResults } from '../lifecycle/results.ts'
import type { OperationRow, RecordingRow, SpeechInterval } from '../rows.ts'
import type { AudioInput, MediaEnd, MediaKind } from './media-kind.ts'
import { clipSpeech, type RecordingOutcome, recordingOutcome } from './recording-outcome.ts'

/** Ends after a stop tone, a silence or its maximum duration. @see https://learn.microsoft.com/graph/api/call-record */
export const recordResponse: MediaKind = {
  evaluate(operation, input) {
    const before = requireRecording(operation)
    const { recording, end } = evaluateRecording(before, operation.startedAt ?? input.now, input)
    return { operation: recording === before ? operation : { ...operation, recording }, end }
  },
  complete(operation, { call, now, token }) {
    const recording = requireRecording(operation)
    return {
      ...operation,
      recording: {
        ...recording,
        audio: toRecordedAudio(recording, call.speech, now),
        // Not under /communications: Graph serves the file from another host, too.
        location: `${new URL(call.serviceRoot).origin}/emulator/recordings/${call.id}/${operation.id}`,
        accessToken: token(),
      },
    }
  },
}

const OUTCOMES: Readonly<
  Record<RecordingOutcome['reason'] | 'stopToneDetected', Pick<MediaOutcome, 'status' | 'resultInfo'>>
> = {
  maxRecordDurationReached: { status: 'completed', resultInfo: operationResults.maxRecordDurationReached },
  maxSilenceTimeout: { status: 'completed', resultInfo: operationResults.maxSilenceTimeout },
  stopToneDetected: { status: 'completed', resultInfo: operationResults.stopToneDetected },
  initialSilenceTimeout: { status: 'failed', resultInfo: operationResults.initialSilenceTimeout },
}

/**
 * Decides when and why a recording ends unless more is heard. The microphone opens after the prompt and the beep; with
 * barge-in, any earlier sound opens it at once. A stop tone ends the recording.
 */
function evaluateRecording(
  recording: RecordingRow,
  startedAt: number,
  { now, speech, heard }: AudioInput,
): { recording: RecordingRow; end: MediaEnd } {
  const { prompt, beepMs, bargeInAllowed, stopTones } = recording
  if (prompt.failure) {
    const outcome = MEDIA_ENDINGS.recordOperation.failed(prompt.failure)
    return { recording, end: { at: startedAt + prompt.lengthMs, outcome } }
  }
  const planned = recording.listeningFrom ?? startedAt + prompt.lengthMs + beepMs
  const listeningFrom = heard !== undefined && bargeInAllowed && now < planned ? now : planned
  const listening = listeningFrom === recording.listeningFrom ? recording : { ...recording, listeningFrom }
  const stopped = typeof heard === 'object' && now >= listeningFrom && stopTones.includes(heard.tone)
  const { at, reason } = stopped
    ? ({ at: now, reason: 'stopToneDetected' } as const)
    : recordingOutcome({ ...listening, listeningFrom }, speech)
  return { recording: listening, end: { at, outcome: { ...OUTCOMES[reason], completionReason: reason } } }
}

/** The audio of a recording that ends now. */
function toRecordedAudio(
  { listeningFrom }: RecordingRow,
  speech: readonly SpeechInterval[],
  now: number,
): NonNullable<RecordingRow['audio']> {
  const from = listeningFrom ?? now
  return { durationMs: now - from, speech: clipSpeech(speech, from, now) }
}

function requireRecording({ id, recording }: OperationRow): RecordingRow {
  if (!recording) throw new Error(`The recordOperation '${id}' has no recording.`)
  return recording
}
