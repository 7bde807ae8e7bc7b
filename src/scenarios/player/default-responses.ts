import type { MilestoneReached } from '../../calls/context.ts'
import { RESPONSE_DELAY_MS } from '../../calls/lifecycle/limits.ts'
import { setTimer } from '../../calls/updates/timers.ts'
import type { ScenarioContext } from '../context.ts'
import { resumeOnMilestone } from './resume-on-milestone.ts'

/**
 * Resumes the scenario that waits for a milestone. If none does, applies the default response: a ringing participant
 * answers after a delay, so that an emulator without scenarios still behaves like a working backend.
 */
export function respond(context: ScenarioContext, reached: MilestoneReached): void {
  if (resumeOnMilestone(context, reached)) return
  const { callId, milestone, participantId } = reached
  if (milestone === 'invited' && participantId !== undefined) scheduleAnswer(context, callId, participantId)
  if (milestone !== 'transferring' && milestone !== 'redirecting') return
  const [target] = context.tx.get('calls', callId)?.handover?.targets ?? []
  if (target !== undefined) scheduleAnswer(context, callId, target)
}

function scheduleAnswer(context: ScenarioContext, callId: string, participantId: string): void {
  setTimer(context, callId, `response:${participantId}`, {
    after: RESPONSE_DELAY_MS,
    action: { type: 'defaultStep', step: { do: 'answer', who: participantId } },
  })
}
