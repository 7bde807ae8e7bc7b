import type { CallEvent } from '../call-event.ts'
import type { CallRow, CallState } from '../rows.ts'
import { CONNECT_DELAY_MS, RELEASE_DELAY_MS } from './limits.ts'
import { results } from './results.ts'

/** The effects of a transition, in order. This table only names them; `behaviour/` applies them. */
export type CallEffect =
  /** Notify the app of the call as it is now. `members`: properties to send besides those that its state requires. */
  | { readonly do: 'notify'; readonly change: 'updated' | 'deleted'; readonly members?: readonly string[] }
  /** Media starts or stops flowing; the app is notified of a start. */
  | { readonly do: 'media'; readonly state: 'active' | 'inactive' }
  /**
   * The participants join or leave; the other side puts the call on hold or resumes it; the target of a handover joins and
   * the app leaves.
   */
  | { readonly do: 'participation'; readonly did: 'joined' | 'left' | 'held' | 'resumed' | 'takenOver' | 'appLeft' }
  /** Dispatch the event after this time, unless the call has left the state by then. */
  | { readonly do: 'later'; readonly after: number; readonly event: CallEvent }
  /** Require keepAlive from now on. */
  | { readonly do: 'keepAlive' }
  /** Cancel queued and running operations. */
  | { readonly do: 'cancelOperations' }
  /** Cancel all timers of the call. */
  | { readonly do: 'clearTimers' }
  /** Announce the end of the call, which may lead to a call record: at once, or when those who go on without the app hang up. */
  | { readonly do: 'callEnded' }

export interface CallTransition {
  readonly to: CallState
  readonly effects: readonly CallEffect[]
}

const updated = { do: 'notify', change: 'updated' } as const
const deleted = { do: 'notify', change: 'deleted' } as const
const release = { do: 'later', after: RELEASE_DELAY_MS, event: { type: 'release' } } as const
const connectLater = { do: 'later', after: CONNECT_DELAY_MS, event: { type: 'connect' } } as const

/**
 * The call has ended. One that was never established ends at once; a direct routing log may still list it. Operations are
 * cancelled even after `terminating`: under a lenient base segment, the app can request one meanwhile.
 */
const end: CallTransition = {
  to: 'terminated',
  effects: [{ do: 'clearTimers' }, { do: 'cancelOperations' }, deleted, { do: 'callEnded' }],
}
/** The call ends in two steps, as in Graph: terminating, then terminated. */
const terminate: CallTransition = {
  to: 'terminating',
  effects: [
    { do: 'clearTimers' },
    { do: 'participation', did: 'left' },
    { do: 'media', state: 'inactive' },
    { do: 'cancelOperations' },
    updated,
    release,
  ],
}
/** The target joins and the app leaves; the others go on without it. */
const handOver = [
  { do: 'participation', did: 'takenOver' },
  { do: 'participation', did: 'appLeft' },
] as const
/** The target of the redirection has answered: the last notification contains the whole call. @see https://learn.microsoft.com/graph/api/call-redirect */
const endRedirected: CallTransition = {
  to: 'terminated',
  effects: [
    ...handOver,
    { do: 'clearTimers' },
    { do: 'cancelOperations' },
    { ...deleted, members: ['requestedModalities', 'myParticipantId', 'tenantId', 'chatInfo', 'meetingInfo'] },
    { do: 'callEnded' },
  ],
}
const connect: CallTransition = {
  to: 'established',
  effects: [{ do: 'participation', did: 'joined' }, updated, { do: 'media', state: 'active' }, { do: 'keepAlive' }],
}

/** The app hangs up before anyone has joined. */
const cancelBeforeConnect: CallTransition = {
  to: 'terminating',
  effects: [{ do: 'clearTimers' }, { do: 'cancelOperations' }, updated, release],
}

/**
 * The states of a call: one line for each arrow of the state diagram. Nothing else changes the state of a call.
 * @see https://learn.microsoft.com/graph/api/resources/call
 */
export const TRANSITIONS: Readonly<Record<CallState, Partial<Record<CallEvent['type'], CallTransition>>>> = {
  incoming: {
    answer: { to: 'establishing', effects: [updated, connectLater] },
    reject: end,
    redirect: { to: 'redirecting', effects: [] },
    hangUp: end,
    end,
  },
  establishing: { connect, hangUp: cancelBeforeConnect, end },
  ringing: { connect, hangUp: cancelBeforeConnect, end },
  established: {
    hold: { to: 'hold', effects: [{ do: 'participation', did: 'held' }, { do: 'media', state: 'inactive' }, updated] },
    transfer: { to: 'transferring', effects: [updated] },
    hangUp: terminate,
    end: terminate,
  },
  hold: {
    resume: {
      to: 'established',
      effects: [{ do: 'participation', did: 'resumed' }, updated, { do: 'media', state: 'active' }],
    },
    hangUp: terminate,
    end: terminate,
  },
  transferring: {
    acceptTransfer: {
      to: 'transferAccepted',
      effects: [
        ...handOver,
        { do: 'clearTimers' },
        { do: 'media', state: 'inactive' },
        { do: 'cancelOperations' },
        updated,
        release,
      ],
    },
    failTransfer: { to: 'established', effects: [{ ...updated, members: ['resultInfo', 'replacesContext'] }] },
    hangUp: terminate,
    end: terminate,
  },
  transferAccepted: { release: end },
  redirecting: { acceptRedirect: endRedirected, hangUp: end, end },
  terminating: { release: end },
  terminated: {},
}

/** The next state and its effects, or `undefined` when the event is not allowed in this state. */
export function transition(state: CallState, event: CallEvent['type']): CallTransition | undefined {
  return TRANSITIONS[state][event]
}

/** The result of a call that the app ends: before it is established, it is cancelled. */
export function hangUpResult({
  establishedAt,
  direction,
  kind,
  participants,
}: Pick<CallRow, 'establishedAt' | 'direction' | 'kind' | 'participants'>) {
  if (establishedAt !== undefined) return results.endedByBot
  if (direction === 'incoming') return undefined
  const rangPhone = kind === 'peerToPeer' && participants.some(({ self, identity }) => !self && identity.phone)
  return rangPhone ? results.cancelledPstn : results.cancelled
}

/** Whether the call is established or on hold. */
export function isEstablishedOrOnHold({ state }: Pick<CallRow, 'state'>): boolean {
  return state === 'established' || state === 'hold'
}

/** Whether the call has not ended: requests find only live calls. */
export function isLive({ state }: Pick<CallRow, 'state'>): boolean {
  return state !== 'terminated'
}
