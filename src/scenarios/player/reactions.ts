import { REACTION_DELAY_MS } from '../../calls/lifecycle/limits.ts'
import type { Occasion } from '../../calls/steps.ts'
import { setTimer } from '../../calls/updates/timers.ts'
import type { Moment } from '../../engine/moment.ts'
import { meetScript } from './script.ts'
import { meetStories } from './story.ts'

/**
 * The others react: as the call's scenario says when it waits for this very occasion, otherwise as people do by
 * default. Whoever is rung answers after a while, so that nothing configured still behaves like a working backend.
 */
export function react(moment: Moment, callId: string, occasion: Occasion, participantId?: string): void {
  const isAwaited = meetScript(moment, callId, occasion)
  if (meetStories(moment, callId, occasion) || isAwaited) return
  switch (occasion) {
    case 'invited':
      if (participantId !== undefined) answerLater(moment, callId, participantId)
      return
    case 'transferring':
    case 'redirecting':
      for (const target of moment.tx.get('calls', callId)?.handover?.targets.slice(0, 1) ?? []) {
        answerLater(moment, callId, target)
      }
      return
    default:
      return
  }
}

function answerLater(moment: Moment, callId: string, participantId: string): void {
  setTimer(moment, callId, `reaction:${participantId}`, {
    after: REACTION_DELAY_MS,
    happening: { type: 'step', step: { do: 'answer', who: participantId } },
  })
}
