import type { MediaOperationRow, MediaOutcome } from '../lifecycle/media-operations.ts'
import type { CallRow, SpeechInterval } from '../rows.ts'

/** What the other side has said so far, and what is heard at this instant. */
export interface AudioInput {
  readonly now: number
  readonly speech: readonly SpeechInterval[]
  readonly heard?: 'speech' | { readonly tone: string } | undefined
}

/** When and how an operation ends unless more is heard. */
export interface MediaEnd {
  readonly at: number
  readonly outcome: MediaOutcome
}

/** What distinguishes the kinds of media operation for the queue: pure functions. */
export interface MediaKind {
  /** Evaluates a running operation: its row after this input, and when it ends. */
  evaluate(
    operation: MediaOperationRow,
    input: AudioInput,
  ): { readonly operation: MediaOperationRow; readonly end: MediaEnd }
  /** Adds the output of a completed operation to its row. */
  complete?(
    operation: MediaOperationRow,
    source: { readonly call: CallRow; readonly now: number; token(): string },
  ): MediaOperationRow
}
