import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../calls/lifecycle/limits.ts'
import { operationResults } from '../../calls/lifecycle/results.ts'
import type { ResultInfo } from '../../calls/result-info.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { CapturedCall, SightingOf } from './captured-call.ts'
import { answered } from './exchange.ts'
import { objectIn, objectsIn, textIn } from './json.ts'
import { type Note, resultIn, type SightedStep } from './sighted-step.ts'
import { toKey } from './tones.ts'

/** A media operation of the app's that ended, or did not. */
interface MediaOperation {
  readonly asked: SightingOf<'action'>
  readonly startedAt: number
  readonly endedAt: number | undefined
  readonly result: ResultInfo | undefined
}

const RECORDINGS = ['record', 'recordresponse']
const MEDIA_ACTIONS = [...RECORDINGS, 'playprompt', 'senddtmftones']

/**
 * What the other side did so that the app's recordings ended as they did, and where its prompts failed. Prompts are the
 * app's own, and play here as they do.
 * @param pressed The keys of which the app was told.
 */
export function mediaOf(call: CapturedCall, pressed: readonly SightedStep[], note: Note): readonly SightedStep[] {
  return mediaOperations(call).flatMap((operation): readonly SightedStep[] => {
    const { asked, endedAt, result } = operation
    if (RECORDINGS.includes(asked.name)) return recordingSteps(operation, pressed, note)
    const failed = result !== undefined && result.code >= 400 && result.subcode !== operationResults.cancelled.subcode
    return failed && endedAt !== undefined ? [{ at: endedAt, step: { do: 'failOperation', with: result } }] : []
  })
}

/** In their order: one that had to wait began when the one before it ended. */
function mediaOperations({ sightings }: CapturedCall): MediaOperation[] {
  const ends = new Map<string, SightingOf<'operation'>>()
  for (const sighting of sightings) {
    if (sighting.type !== 'operation' || !isOver(sighting.what)) continue
    const id = textIn(sighting.what.id)
    if (!ends.has(id)) ends.set(id, sighting)
  }
  let free = 0
  return sightings.flatMap((asked): MediaOperation[] => {
    if (asked.type !== 'action' || !MEDIA_ACTIONS.includes(asked.name)) return []
    const answer = answered(asked.exchange)
    // The first draft of recordResponse wraps its answer.
    const operation = 'value' in answer ? objectIn(answer.value) : answer
    const end = isOver(operation) ? { at: asked.exchange.until, what: operation } : ends.get(textIn(operation.id))
    const turn = Math.max(asked.at, Math.min(free, end?.at ?? free))
    const startedAt = offHold(sightings, turn)
    // Nothing begins after one that goes on.
    free = end?.at ?? NEVER
    return [{ asked, startedAt, endedAt: end?.at, result: end && resultIn(objectIn(end.what.resultInfo)) }]
  })
}

/** The first instant from then on at which the call is not on hold: media flow. */
function offHold(sightings: CapturedCall['sightings'], from: number): number {
  let isOnHold = false
  for (const sighting of sightings) {
    if (sighting.type !== 'call') continue
    if (sighting.at > from && !isOnHold) break
    const wasOnHold = isOnHold
    isOnHold = sighting.what.state === 'hold'
    if (wasOnHold && !isOnHold && sighting.at >= from)
      return sighting.what.state === 'established' ? sighting.at : NEVER
  }
  return isOnHold ? NEVER : from
}

const NEVER = Number.POSITIVE_INFINITY

function isOver({ status }: JsonObject): boolean {
  return /^(completed|failed)$/i.test(textIn(status))
}

/**
 * Each recording is waited for, also one to which nothing is said: otherwise what was said to the next would be said to
 * it. That somebody spoke follows from the outcome; what was recorded is not in it.
 */
function recordingSteps(
  { asked, startedAt, endedAt, result }: MediaOperation,
  pressed: readonly SightedStep[],
  note: Note,
): readonly SightedStep[] {
  const request = objectIn(asked.exchange.sent)
  const after = { when: 'recordResponse', at: startedAt } as const
  // Its turn never came.
  if (startedAt >= (endedAt ?? NEVER) && result?.subcode === operationResults.cancelled.subcode) return []
  if (!Number.isFinite(startedAt)) return []
  const nothingSaid: SightedStep = { at: startedAt, after, step: { do: 'silence' } }
  if (endedAt === undefined) {
    note(asked.exchange, 'how the recording ended is not in the capture')
    return [nothingSaid]
  }
  const speech = (until: number): SightedStep => {
    // With barge-in, who speaks before the microphone is open would open it.
    const from = Math.max(startedAt, Math.min(startedAt + leadOf(request), until - 1))
    return until > from ? { at: from, after, step: { do: 'speak', for: until - from } } : nothingSaid
  }
  switch (result?.subcode) {
    case operationResults.stopToneDetected.subcode: {
      const isTold = pressed.some(({ at }) => at === endedAt)
      const tones = stopKeyIn(request)
      return [speech(endedAt), ...(isTold ? [] : [{ at: endedAt, after, step: { do: 'press', tones } } as const])]
    }
    case operationResults.maxSilenceTimeout.subcode:
      return [speech(endedAt - 1000 * secondsIn(request.maxSilenceTimeoutInSeconds))]
    case operationResults.maxRecordDurationReached.subcode:
    case operationResults.cancelled.subcode:
      return [speech(endedAt)]
    case operationResults.initialSilenceTimeout.subcode:
      return [nothingSaid]
    default:
      if (result && result.code >= 400) return [{ at: endedAt, after, step: { do: 'failOperation', with: result } }]
      note(asked.exchange, 'the result of the recording does not say how it ended')
      return [speech(endedAt)]
  }
}

/** How long it takes until the microphone is open, as far as can be known. */
function leadOf({ prompts, playBeep }: JsonObject): number {
  return objectsIn(prompts).length * PROMPT_LENGTH_MS + (playBeep === false ? 0 : BEEP_LENGTH_MS)
}

/** Graph's default is five seconds. @see https://learn.microsoft.com/graph/api/call-record */
function secondsIn(value: JsonObject[string]): number {
  return typeof value === 'number' ? value : 5
}

/** Which of the stop tones it was is not told. */
function stopKeyIn({ stopTones }: JsonObject): string {
  const [first] = Array.isArray(stopTones) ? stopTones : []
  return toKey(textIn(first)) ?? (/^[0-9*#A-D]$/.test(textIn(first)) ? textIn(first) : '#')
}
