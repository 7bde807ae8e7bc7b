import type { CallingState } from './calling.ts'
import { type KnownCall, otherSide } from './known-calls.ts'

/** Where the call on the screen stands, as its user sees it. */
export type Phase =
  | 'idle'
  | 'placing'
  | 'incoming'
  | 'ringing'
  | 'connecting'
  | 'established'
  | 'hold'
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
      return known?.call.direction === 'incoming' ? 'connecting' : 'ringing'
    case 'hold':
      return 'hold'
    case 'terminating':
      return 'ending'
    case 'terminated':
      return 'ended'
    default:
      return 'established'
  }
}

/** Who is called, or calls; before there is a call, who would be. */
export function personOnScreen(state: CallingState, chosen: string): string {
  if (state.placing) return state.placing.displayName
  const known = currentCall(state)
  return known ? otherSide(known.call).name : chosen
}

/** What a screen reader is told, and everybody reads below the name. */
export function statusOf(state: CallingState, phase: Phase): string {
  const known = currentCall(state)
  switch (phase) {
    case 'idle':
      return 'Ready to call'
    case 'placing':
      return 'Calling…'
    case 'incoming':
      return 'Incoming call'
    case 'ringing':
      return 'Ringing…'
    case 'connecting':
      return 'Connecting…'
    case 'established':
      return 'Connected'
    case 'hold':
      return 'On hold'
    case 'ending':
      return 'Ending…'
    case 'ended':
      return known?.establishedAt === undefined ? 'Not connected' : 'Call ended'
  }
}
