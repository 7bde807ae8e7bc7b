import { type CallPlan, isComplete, type Subject, subjectOf } from './call-plan.ts'
import type { CallingState } from './calling.ts'
import { type KnownCall, kindOf, planOf } from './known-calls.ts'
import { selfOn } from './roster.ts'

/** Where the call on the screen stands, as its user sees it. */
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
      return establishing(known)
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

/** Whether the call has begun, and not begun to end. */
export function isUp(phase: Phase): boolean {
  return phase === 'established' || phase === 'hold' || phase === 'transferring'
}

/** Only a call to one rings: that of several, or to a meeting, is up before anybody answers. */
function establishing(known: KnownCall): Phase {
  if (selfOn(known)?.isInLobby) return 'lobby'
  return known.call.direction === 'incoming' || kindOf(known.call) !== 'person' ? 'connecting' : 'ringing'
}

/** Who is called, or calls; before there is a call, who would be. */
export function subjectOnScreen(state: CallingState, chosen: CallPlan): Subject {
  const known = currentCall(state)
  return subjectOf(state.placing ?? (known ? planOf(known.call) : chosen))
}

/** What a screen reader is told, and everybody reads below the name. */
export function statusOf(state: CallingState, phase: Phase, chosen: CallPlan): string {
  const known = currentCall(state)
  switch (phase) {
    case 'idle':
      if (!isComplete(chosen)) return 'Choose two or more'
      return chosen.kind === 'meeting' ? 'Ready to join' : 'Ready to call'
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
      return `Transferring to ${state.transferTo?.displayName ?? 'somebody else'}…`
    case 'transferred':
      return `${state.transferTo?.displayName ?? 'Somebody else'} has the call`
    case 'ending':
      return 'Ending…'
    case 'ended':
      return known?.establishedAt === undefined ? 'Not connected' : 'Call ended'
  }
}
