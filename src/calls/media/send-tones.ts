import { TONE_LENGTH_MS } from '../lifecycle/limits.ts'
import type { MediaOutcome } from '../lifecycle/media-operations.ts'
import type { MediaKind } from './media-kind.ts'

const SENT: MediaOutcome = { status: 'completed', resultInfo: null, completionReason: 'completedSuccessfully' }

/** Lasts as long as its tones and the pauses after them. @see https://learn.microsoft.com/graph/api/call-senddtmftones */
export const sendTones: MediaKind = {
  evaluate(operation, { now }) {
    const { startedAt = now, tones } = operation
    const lengthMs = tones ? tones.tones.length * (TONE_LENGTH_MS + tones.delayMs) : 0
    return { operation, end: { at: startedAt + lengthMs, outcome: SENT } }
  },
}
