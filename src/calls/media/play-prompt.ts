import { MEDIA_ENDINGS, type MediaOutcome } from '../lifecycle/media-operations.ts'
import { operationResults } from '../lifecycle/results.ts'
import type { MediaKind } from './media-kind.ts'

const PLAYED: MediaOutcome = {
  status: 'completed',
  resultInfo: operationResults.completed,
  completionReason: 'completedSuccessfully',
}

/** Plays all its prompts, whatever the other side says. @see https://learn.microsoft.com/graph/api/call-playprompt */
export const playPrompt: MediaKind = {
  evaluate(operation, { now }) {
    const { startedAt = now, prompt } = operation
    const outcome = prompt?.failure ? MEDIA_ENDINGS.playPromptOperation.failed(prompt.failure) : PLAYED
    return { operation, end: { at: startedAt + (prompt?.lengthMs ?? 0), outcome } }
  },
}
