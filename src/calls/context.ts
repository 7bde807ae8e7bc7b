import type { Directory } from '../directory/directory.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { JsonObject } from '../engine/values/json.ts'
import type { CallEvent } from './call-event.ts'
import type { CallRow, CallState } from './rows.ts'
import type { IncomingStep, Milestone, Step } from './steps.ts'

/** The types of the module of calls. */
export interface CallTypes extends ModuleTypes {
  readonly tables: { readonly calls: CallRow }
  readonly derived: object
  readonly actions: {
    readonly callEvent: { readonly event: CallEvent }
    /** What a participant does by default, unless something else happened before. */
    readonly defaultStep: { readonly step: Step }
    /** An operation that only takes its time is complete. */
    readonly operationDone: { readonly operationId: string }
    /** The running media operation is due to end, unless something was heard meanwhile. */
    readonly mediaDue: object
  }
  readonly emits: {
    /** A call is about to be stored: listeners may still change the row. */
    readonly callCreated: { readonly call: UnstoredCallRow }
    /** A call reached a state or moment that scenarios can wait for. */
    readonly milestone: MilestoneReached
    /** Everything that was scheduled for the call is cancelled: it is ending. */
    readonly callEnding: { readonly callId: string }
    /** The call has ended, and a record may follow. */
    readonly callEnded: { readonly callId: string }
  }
  readonly notes: CallNotes
  readonly services: {
    readonly directory: Directory
    /** The identitySet of the app under development: one for all calls. */
    readonly appIdentity: JsonObject
    /** Where incoming calls are announced. */
    readonly callbackUri: string | undefined
    /** Origin and version segment of calls that no request created. */
    readonly serviceRoot: string
  }
}

/** A call's row before it is stored. */
export type UnstoredCallRow = { -readonly [Name in keyof CallRow]: CallRow[Name] }

export interface MilestoneReached {
  readonly callId: string
  readonly milestone: Milestone
  readonly participantId?: string | undefined
}

export interface CallNotes {
  readonly transition: {
    readonly callId: string
    readonly event: string
    readonly from: CallState | null
    readonly to: CallState
  }
  readonly step: { readonly callId: string; readonly step: Step | IncomingStep; readonly by: string }
  /** A step that the call's state did not allow, or that no participant can take. Everything else goes on. */
  readonly refused: {
    /** Absent for a call that could not come in. */
    readonly callId?: string
    /** The step: its `do`. */
    readonly what: string
    /** Who asked for it: a scenario's name, `perform`, `default`, or `the app`. */
    readonly by: string
    /** Which step of the scenario it was, as it is played; the first is 1. */
    readonly nth?: number
    readonly why: string
  }
  readonly operation: {
    readonly callId: string
    readonly operationId: string
    readonly operation: string
    readonly status: string
    readonly why?: string
  }
  /** A conference device's report, as it was logged. */
  readonly deviceQuality: { readonly userAgent: string | null; readonly quality: JsonObject }
}

export type CallContext = Context<DeliveryTypes & CallTypes>
