import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../../calls/lifecycle/limits.ts'
import { operationResults } from '../../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../../calls/result-info.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import { objectIn, objectsIn, textIn } from '../capture/json.ts'
import { type MediaOperation, NEVER } from './media-operations.ts'
import type { AddNote, ObservedStep } from './observed-step.ts'
import { toKey } from './tone-steps.ts'

/**
 * Infers speech and silence from how a recording ended; the audio is not in the capture. Every recording gets a step that
 * waits for it, even without speech: otherwise the next recording's speech would play into this one.
 */
export function recordingSteps(
  { action, startedAt, endedAt, result }: MediaOperation,
  toneSteps: readonly ObservedStep[],
  addNote: AddNote,
): readonly ObservedStep[] {
  const request = objectIn(action.request.requestBody)
  const after = { when: 'recordResponse', at: startedAt } as const
  const wasCancelledInQueue = startedAt >= (endedAt ?? NEVER) && result?.subcode === operationResults.cancelled.subcode
  if (wasCancelledInQueue || !Number.isFinite(startedAt)) return []
  const silence: ObservedStep = { at: startedAt, after, step: { do: 'silence' } }
  if (endedAt === undefined) {
    addNote(action.request, 'the capture does not contain the end of the recording')
    return [silence]
  }
  const speechUntil = (until: number): ObservedStep => {
    // With barge-in, earlier speech would cut the prompt short.
    const from = Math.max(startedAt, Math.min(startedAt + promptLengthOf(request), until - 1))
    return until > from ? { at: from, after, step: { do: 'speak', for: until - from } } : silence
  }
  switch (result?.subcode) {
    case operationResults.stopToneDetected.subcode: {
      const hasToneStep = toneSteps.some(({ at }) => at === endedAt)
      const tones = firstStopKey(request)
      const press = { at: endedAt, after, step: { do: 'press', tones } } as const
      return hasToneStep ? [speechUntil(endedAt)] : [speechUntil(endedAt), press]
    }
    case operationResults.maxSilenceTimeout.subcode:
      return [speechUntil(endedAt - 1000 * toMaxSilenceSeconds(request.maxSilenceTimeoutInSeconds))]
    case operationResults.maxRecordDurationReached.subcode:
    case operationResults.cancelled.subcode:
      return [speechUntil(endedAt)]
    case operationResults.initialSilenceTimeout.subcode:
      return [silence]
    default:
      if (result && result.code >= 400) return [{ at: endedAt, after, step: { do: 'failOperation', with: result } }]
      addNote(action.request, describeUnknownResult(result))
      return [speechUntil(endedAt)]
  }
}

/** Why a recording's end cannot be reproduced exactly. */
function describeUnknownResult(result: ResultInfo | undefined): string {
  return `${result ? `unknown result ${result.code}/${result.subcode}` : 'no result'}; assuming speech until the end`
}

/** Estimates how long prompts and beep delay the recording. The capture does not contain the prompts. */
function promptLengthOf({ prompts, playBeep }: JsonObject): number {
  return objectsIn(prompts).length * PROMPT_LENGTH_MS + (playBeep === false ? 0 : BEEP_LENGTH_MS)
}

/** Graph's default is five. @see https://learn.microsoft.com/graph/api/call-record */
function toMaxSilenceSeconds(value: JsonObject[string]): number {
  return typeof value === 'number' ? value : 5
}

/** Graph does not report which of the stop tones ended a recording, so any of them reproduces it. */
function firstStopKey({ stopTones }: JsonObject): string {
  const [first] = Array.isArray(stopTones) ? stopTones : []
  return toKey(textIn(first)) ?? (/^[0-9*#A-D]$/.test(textIn(first)) ? textIn(first) : '#')
}
