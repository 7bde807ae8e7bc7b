import { type CallHeading, type CallPlan, headingOf, isComplete } from './call-plan.ts'
import type { CallingState } from './calling-store.ts'
import { type KnownCall, kindOf, planOf } from './known-calls.ts'
import { selfOn } from './roster.ts'

/** The state of the call on the screen, as its user sees it. */
export type Phase =
  | 'idle'
  | 'placing'
  | 'incoming'
  | 'ringing'
  | 'connecting'
  | 'lobby'
  | 'established'
  | 'hold'
  | 'transferring'
  | 'transferred'
  | 'ending'
  | 'ended'

export function currentCall({ callId, known }: CallingState): KnownCall | undefined {
  return callId === undefined ? undefined : known.get(callId)
}

export function phaseOf(state: CallingState): Phase {
  if (state.placing) return 'placing'
  const known = currentCall(state)
  switch (known?.call.state) {
    case undefined:
    case null:
      return 'idle'
    case 'incoming':
      return 'incoming'
    case 'establishing':
      return establishingPhase(known)
    case 'hold':
    case 'transferring':
      return known.call.state
    case 'transferAccepted':
      return 'transferred'
    case 'terminating':
      return 'ending'
    case 'terminated':
      return 'ended'
    default:
      return 'established'
  }
}

/** Whether the call is established and has not started to end. */
export function isInProgress(phase: Phase): boolean {
  return phase === 'established' || phase === 'hold' || phase === 'transferring'
}

/** Only a peer-to-peer call rings: a group call or meeting is established before anyone answers. */
function establishingPhase(known: KnownCall): Phase {
  if (selfOn(known)?.isInLobby) return 'lobby'
  return known.call.direction === 'incoming' || kindOf(known.call) !== 'person' ? 'connecting' : 'ringing'
}

/** The heading of the current call; without a call, of the planned one. */
export function headingOnScreen(state: CallingState, plan: CallPlan): CallHeading {
  const known = currentCall(state)
  return headingOf(state.placing ?? (known ? planOf(known.call) : plan))
}

/** The status line below the heading. */
export function statusOf(state: CallingState, phase: Phase, plan: CallPlan): string {
  const known = currentCall(state)
  switch (phase) {
    case 'idle':
      if (!isComplete(plan)) return 'Choose two or more people'
      return plan.kind === 'meeting' ? 'Ready to join' : 'Ready to call'
    case 'placing':
      return 'Calling…'
    case 'incoming':
      return 'Incoming call'
    case 'ringing':
      return 'Ringing…'
    case 'connecting':
      return 'Connecting…'
    case 'lobby':
      return 'Waiting in the lobby'
    case 'established':
      return 'Connected'
    case 'hold':
      return 'On hold'
    case 'transferring':
      return `Transferring to ${state.transferTo?.displayName ?? 'another person'}…`
    case 'transferred':
      return `Transferred to ${state.transferTo?.displayName ?? 'another person'}`
    case 'ending':
      return 'Ending…'
    case 'ended':
      return known?.establishedAt === undefined ? 'Not connected' : 'Call ended'
  }
}
