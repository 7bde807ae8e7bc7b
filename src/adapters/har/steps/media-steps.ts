import { operationResults } from '../../../calls/lifecycle/results.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { mediaOperationsOf, RECORD_ACTIONS } from './media-operations.ts'
import type { AddNote, ObservedStep } from './observed-step.ts'
import { recordingSteps } from './recording-steps.ts'

/**
 * Infers the other participant's steps: speech and tones that end recordings as captured, and failed operations. Prompts
 * that succeed need no step: the emulator plays them by itself.
 *
 * @param toneSteps The steps for the tones that the app was notified of.
 */
export function mediaSteps(
  call: CapturedCall,
  toneSteps: readonly ObservedStep[],
  addNote: AddNote,
): readonly ObservedStep[] {
  return mediaOperationsOf(call).flatMap((operation): readonly ObservedStep[] => {
    const { action, endedAt, result } = operation
    if (RECORD_ACTIONS.includes(action.name)) return recordingSteps(operation, toneSteps, addNote)
    const hasFailed =
      result !== undefined && result.code >= 400 && result.subcode !== operationResults.cancelled.subcode
    return hasFailed && endedAt !== undefined ? [{ at: endedAt, step: { do: 'failOperation', with: result } }] : []
  })
}
