import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../../calls/lifecycle/limits.ts'
import { operationResults } from '../../../calls/lifecycle/results.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import { objectIn, objectsIn, textIn } from '../capture/json.ts'
import { type MediaOperation, NEVER } from './media-operations.ts'
import type { AddNote, ObservedStep } from './observed-step.ts'
import { toKey } from './tone-steps.ts'

/**
 * Infers speech and silence from how a recording ended; the audio is not in the capture. Every recording gets a step that
 * waits for it, even without speech: otherwise a later recording's speech would go to this one.
 */
export function recordingSteps(
  { action, startedAt, endedAt, result }: MediaOperation,
  pressed: readonly ObservedStep[],
  addNote: AddNote,
): readonly ObservedStep[] {
  const request = objectIn(action.request.requestBody)
  const after = { when: 'recordResponse', at: startedAt } as const
  const wasCancelledInQueue = startedAt >= (endedAt ?? NEVER) && result?.subcode === operationResults.cancelled.subcode
  if (wasCancelledInQueue || !Number.isFinite(startedAt)) return []
  const silence: ObservedStep = { at: startedAt, after, step: { do: 'silence' } }
  if (endedAt === undefined) {
    addNote(action.request, 'how the recording ended is not in the capture')
    return [silence]
  }
  const speechUntil = (until: number): ObservedStep => {
    // With barge-in, earlier speech would cut the prompt short.
    const from = Math.max(startedAt, Math.min(startedAt + promptLengthOf(request), until - 1))
    return until > from ? { at: from, after, step: { do: 'speak', for: until - from } } : silence
  }
  switch (result?.subcode) {
    case operationResults.stopToneDetected.subcode: {
      const isInTones = pressed.some(({ at }) => at === endedAt)
      const tones = firstStopKey(request)
      const press = { at: endedAt, after, step: { do: 'press', tones } } as const
      return isInTones ? [speechUntil(endedAt)] : [speechUntil(endedAt), press]
    }
    case operationResults.maxSilenceTimeout.subcode:
      return [speechUntil(endedAt - 1000 * toMaxSilence(request.maxSilenceTimeoutInSeconds))]
    case operationResults.maxRecordDurationReached.subcode:
    case operationResults.cancelled.subcode:
      return [speechUntil(endedAt)]
    case operationResults.initialSilenceTimeout.subcode:
      return [silence]
    default:
      if (result && result.code >= 400) return [{ at: endedAt, after, step: { do: 'failOperation', with: result } }]
      addNote(action.request, 'the result of the recording does not say how it ended')
      return [speechUntil(endedAt)]
  }
}

/** How long prompts and beep play before the recording listens; an estimate, as the prompts are not in the capture. */
function promptLengthOf({ prompts, playBeep }: JsonObject): number {
  return objectsIn(prompts).length * PROMPT_LENGTH_MS + (playBeep === false ? 0 : BEEP_LENGTH_MS)
}

/** In seconds. Graph's default is five. @see https://learn.microsoft.com/graph/api/call-record */
function toMaxSilence(value: JsonObject[string]): number {
  return typeof value === 'number' ? value : 5
}

/** Graph does not report which of the stop tones ended a recording, so any of them reproduces it. */
function firstStopKey({ stopTones }: JsonObject): string {
  const [first] = Array.isArray(stopTones) ? stopTones : []
  return toKey(textIn(first)) ?? (/^[0-9*#A-D]$/.test(textIn(first)) ? textIn(first) : '#')
}
