import type { MediaOperationRow, MediaOutcome } from '../lifecycle/media-operations.ts'
import type { CallRow, SpeechInterval } from '../rows.ts'

/** What there is to go by: the other side's voice, and what was heard at this very instant. */
export interface Hearing {
  readonly now: number
  readonly speech: readonly SpeechInterval[]
  readonly heard?: 'speech' | { readonly tone: string } | undefined
}

/** When and how an operation ends, as far as can be known now. */
export interface MediaEnd {
  readonly at: number
  readonly outcome: MediaOutcome
}

/** What the queue asks of each kind of media operation. All of it is decided purely. */
export interface MediaKind {
  /** What becomes of an operation that runs, with what is heard now. */
  consider(
    operation: MediaOperationRow,
    hearing: Hearing,
  ): { readonly operation: MediaOperationRow; readonly end: MediaEnd }
  /** What there is of one that is complete. */
  keep?(
    operation: MediaOperationRow,
    circumstances: { readonly call: CallRow; readonly now: number; token(): string },
  ): MediaOperationRow
}
