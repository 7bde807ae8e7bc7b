import { operationResults } from '../../../calls/lifecycle/results.ts'
import type { CapturedCall } from '../capture/captured-call.ts'
import { mediaOperationsOf, RECORDINGS } from './media-operations.ts'
import type { AddNote, ObservedStep } from './observed-step.ts'
import { recordingSteps } from './recording-steps.ts'

/**
 * What the other participant did so that the app's recordings ended as captured, and which prompts failed. Prompts that
 * succeed need no step: the emulator plays them by itself.
 *
 * @param pressed The keys of which the app was notified.
 */
export function mediaSteps(
  call: CapturedCall,
  pressed: readonly ObservedStep[],
  addNote: AddNote,
): readonly ObservedStep[] {
  return mediaOperationsOf(call).flatMap((operation): readonly ObservedStep[] => {
    const { action, endedAt, result } = operation
    if (RECORDINGS.includes(action.name)) return recordingSteps(operation, pressed, addNote)
    const hasFailed =
      result !== undefined && result.code >= 400 && result.subcode !== operationResults.cancelled.subcode
    return hasFailed && endedAt !== undefined ? [{ at: endedAt, step: { do: 'failOperation', with: result } }] : []
  })
}
