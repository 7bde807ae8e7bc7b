import type { CallEvent } from '../call-event.ts'
import type { CallRow, CallState } from '../rows.ts'
import { CONNECT_DELAY_MS, RELEASE_DELAY_MS } from './limits.ts'
import { results } from './results.ts'

/** What follows from a transition, in order. The engine carries effects out; nothing here does. */
export type CallEffect =
  /** Tell the app: the call as it is now. `members` are named besides those that its state calls for. */
  | { readonly do: 'notify'; readonly change: 'updated' | 'deleted'; readonly members?: readonly string[] }
  /** Media starts or stops flowing, and the app is told of a start. */
  | { readonly do: 'media'; readonly state: 'active' | 'inactive' }
  /** Those who are there are in from now on; everybody is out from now on; the other side is on hold, or back. */
  | { readonly do: 'participation'; readonly did: 'joined' | 'left' | 'held' | 'resumed' }
  /** Unless the call has left this state by then, the event follows by itself. */
  | { readonly do: 'later'; readonly after: number; readonly event: CallEvent }
  /** The app has to keep the call alive from now on. */
  | { readonly do: 'keepAlive' }
  /** Operations still queued or running end as cancelled. */
  | { readonly do: 'cancelOperations' }
  /** Nothing more happens by itself in this call. */
  | { readonly do: 'clearTimers' }
  /** The call is over, and a record may follow. */
  | { readonly do: 'callEnded' }

export interface CallTransition {
  readonly to: CallState
  readonly effects: readonly CallEffect[]
}

const updated = { do: 'notify', change: 'updated' } as const
const deleted = { do: 'notify', change: 'deleted' } as const
const release = { do: 'later', after: RELEASE_DELAY_MS, event: { type: 'release' } } as const
const connectLater = { do: 'later', after: CONNECT_DELAY_MS, event: { type: 'connect' } } as const

/** The call was never up: it is gone at once. A trunk's log may still tell of it. */
const vanish: CallTransition = {
  to: 'terminated',
  effects: [{ do: 'clearTimers' }, { do: 'cancelOperations' }, deleted, { do: 'callEnded' }],
}
/** The call ends in two steps, as the service reports it: terminating, then terminated. */
const windUp: CallTransition = {
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
/** Somebody else has the call: its last notice is the whole call. @see https://learn.microsoft.com/graph/api/call-redirect */
const handedOn: CallTransition = {
  to: 'terminated',
  effects: [
    { do: 'clearTimers' },
    { do: 'cancelOperations' },
    { ...deleted, members: ['requestedModalities', 'myParticipantId', 'tenantId', 'chatInfo', 'meetingInfo'] },
  ],
}
const connect: CallTransition = {
  to: 'established',
  effects: [{ do: 'participation', did: 'joined' }, updated, { do: 'media', state: 'active' }, { do: 'keepAlive' }],
}
const released: CallTransition = { to: 'terminated', effects: [{ do: 'clearTimers' }, deleted, { do: 'callEnded' }] }

/** The app gives up before anybody was there. */
const withdraw: CallTransition = {
  to: 'terminating',
  effects: [{ do: 'clearTimers' }, { do: 'cancelOperations' }, updated, release],
}

/**
 * The life of a call: one line for each arrow of the state diagram. Nothing else changes a call's state.
 * @see https://learn.microsoft.com/graph/api/resources/call
 */
export const TRANSITIONS: Readonly<Record<CallState, Partial<Record<CallEvent['type'], CallTransition>>>> = {
  incoming: {
    answer: { to: 'establishing', effects: [updated, connectLater] },
    reject: vanish,
    redirect: { to: 'redirecting', effects: [] },
    hangUp: vanish,
    end: vanish,
  },
  establishing: { connect, hangUp: withdraw, end: vanish },
  ringing: { connect, hangUp: withdraw, end: vanish },
  established: {
    hold: { to: 'hold', effects: [{ do: 'participation', did: 'held' }, { do: 'media', state: 'inactive' }, updated] },
    transfer: { to: 'transferring', effects: [updated] },
    hangUp: windUp,
    end: windUp,
  },
  hold: {
    resume: {
      to: 'established',
      effects: [{ do: 'participation', did: 'resumed' }, updated, { do: 'media', state: 'active' }],
    },
    hangUp: windUp,
    end: windUp,
  },
  transferring: {
    // The app is out as if it had hung up; who took the call goes on without it.
    acceptTransfer: { ...windUp, to: 'transferAccepted' },
    failTransfer: { to: 'established', effects: [{ ...updated, members: ['resultInfo'] }] },
    hangUp: windUp,
    end: windUp,
  },
  transferAccepted: { release: released },
  redirecting: { pickUp: handedOn, hangUp: vanish, end: vanish },
  terminating: { release: released },
  terminated: {},
}

/** The next state and what must follow, or `undefined` when the event is not allowed now. */
export function transition(state: CallState, event: CallEvent['type']): CallTransition | undefined {
  return TRANSITIONS[state][event]
}

/** Why the call ends when the app itself ends it: a call that is not up yet is cancelled. */
export function hangUpResult({ establishedAt, direction }: Pick<CallRow, 'establishedAt' | 'direction'>) {
  if (establishedAt !== undefined) return results.endedByBot
  return direction === 'outgoing' ? results.cancelled : undefined
}

/** Whether both sides are there: the call can be spoken in, or is on hold. */
export function isUp({ state }: Pick<CallRow, 'state'>): boolean {
  return state === 'established' || state === 'hold'
}

/** A call is live until it is terminated: only live calls are found by their id. */
export function isLive({ state }: Pick<CallRow, 'state'>): boolean {
  return state !== 'terminated'
}
