import { MEDIA_ENDINGS, type MediaOutcome } from '../lifecycle/media-operations.ts'
import { operationResults } from '../lifecycle/results.ts'
import type { OperationRow, RecordingRow, SpeechInterval } from '../rows.ts'
import type { Hearing, MediaEnd, MediaKind } from './media-kind.ts'
import { clipSpeech, type RecordingOutcome, recordingOutcome } from './recording-outcome.ts'

/** Ends by what is heard and what is not. @see https://learn.microsoft.com/graph/api/call-record */
export const recordResponse: MediaKind = {
  consider(operation, hearing) {
    const before = requireRecording(operation)
    const { recording, end } = hear(before, operation.startedAt ?? hearing.now, hearing)
    return { operation: recording === before ? operation : { ...operation, recording }, end }
  },
  keep(operation, { call, now, token }) {
    const recording = requireRecording(operation)
    return {
      ...operation,
      recording: {
        ...recording,
        take: toTake(recording, call.speech, now),
        // Outside /communications on purpose: Graph, too, serves the file from a place of its own.
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
 * Decides when and why a recording ends, as far as can be known now. The microphone opens after the prompt and the
 * beep; with barge-in, what is heard before opens it at once. A stop tone ends what is being recorded.
 */
function hear(
  recording: RecordingRow,
  startedAt: number,
  { now, speech, heard }: Hearing,
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

/** What was recorded when the recording ends now. */
function toTake(
  { listeningFrom }: RecordingRow,
  speech: readonly SpeechInterval[],
  now: number,
): NonNullable<RecordingRow['take']> {
  const from = listeningFrom ?? now
  return { durationMs: now - from, speech: clipSpeech(speech, from, now) }
}

function requireRecording({ id, recording }: OperationRow): RecordingRow {
  if (!recording) throw new Error(`The recordOperation '${id}' has no recording.`)
  return recording
}
