import type { Settings } from '../calls/settings.ts'
import type { Occasion } from '../calls/steps.ts'
import type { FaultRule } from '../graph/faults/fault-rule.ts'
import type { TraceNote } from '../trace/trace.ts'
import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import type { Message, Notification } from './delivery/notification.ts'
import type { Happening } from './store/pending-event.ts'
import type { Transaction } from './store/store.ts'

export interface Plan {
  /** Milliseconds from now. */
  readonly after: number
  readonly subject: string
  readonly happening: Happening
  /** An expiry: it does not keep the clock from being idle. */
  readonly background?: boolean
}

/** What rules for failing requests are kept by. */
export interface FaultSwitch {
  add(rule: FaultRule): void
  remove(name: string): void
}

/** A plan for one of a call's timers. */
export type TimerPlan = Omit<Plan, 'subject'>

/**
 * One decision: everything that a change to the world may use. All it does is committed together when the decision
 * is complete, or dropped together when it fails; what it told others is sent afterwards.
 */
export interface Moment {
  /** Epoch milliseconds; one instant for the whole decision. */
  readonly now: number
  readonly tx: Transaction
  readonly ids: Ids
  readonly random: Random
  readonly settings: Settings
  /** Lets something happen later. @returns its sequence number, by which `tx.removePending` takes it back. */
  schedule(plan: Plan): number
  /** Tells somebody, once the decision is committed, or as much later as notifications are to be. */
  tell(notification: Notification): void
  /** Sends what is told, once the decision is committed. */
  post(message: Message): void
  /** Something that scenarios wait for: the others react to it when the decision is complete. */
  occasion(callId: string, occasion: Occasion, participantId?: string): void
  /** The roster of a group call is not what it was: the app is told when the decision is complete. */
  rosterChanged(callId: string, participantId: string): void
  /** Changes which requests fail, once the decision is committed. */
  switchFaults(change: (faults: FaultSwitch) => void): void
  /** Keeps a note in the trace, once the decision is committed. */
  note(note: TraceNote): void
}
