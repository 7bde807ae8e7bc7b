import type { CapturedCall } from '../capture/captured-call.ts'
import type { AddNote, Cause, ObservedStep } from './observed-step.ts'

/** How far the observations of a call have been followed, and the steps found so far. */
export interface CallProgress {
  readonly call: CapturedCall
  readonly steps: ObservedStep[]
  readonly addNote: AddNote
  state: string
  establishedAt?: number
  /** The app's transfer or redirect under way. */
  handover?: Cause
  endedByApp: boolean
}
