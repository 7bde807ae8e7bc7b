import type { Directory } from '../directory/directory.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { JsonObject } from '../engine/values/json.ts'
import type { CallEvent } from './call-event.ts'
import type { CallIndexes } from './call-index.ts'
import type { CallRow, CallState } from './rows.ts'
import type { IncomingStep, Milestone, Step } from './steps.ts'

/** The types of the calls module. */
export interface CallTypes extends ModuleTypes {
  readonly tables: { readonly calls: CallRow }
  readonly derived: CallIndexes
  readonly actions: {
    readonly callEvent: { readonly event: CallEvent }
    /** A participant does what people do by default, such as answering. */
    readonly defaultStep: { readonly step: Step }
    /** A timed operation completes. */
    readonly operationDone: { readonly operationId: string }
    /** Those who went on without the app after a transfer or redirect hang up. */
    readonly handoverEnd: object
    /** The running media operation is due to end. */
    readonly mediaDue: object
  }
  readonly emits: {
    /** A call is about to be stored: listeners may still change the row. */
    readonly callCreated: { readonly call: UnstoredCallRow }
    /** A call reached a milestone that scenarios can wait for. */
    readonly milestone: MilestoneReached
    /**
     * The call is ending, and its timers have been cancelled. A call that goes on without the app emits this twice: when it
     * ends for the app, and for those who went on.
     */
    readonly callEnding: { readonly callId: string }
    /** The call has ended for all, and a record may follow. */
    readonly callEnded: { readonly callId: string }
  }
  readonly notes: CallNotes
  readonly services: {
    readonly directory: Directory
    /** The identitySet of the app under development, shared by all calls. */
    readonly appIdentity: JsonObject
    /** The receiver of incoming calls' notifications. */
    readonly callbackUri: string | undefined
    /** How long the app stays in a group call or meeting that all others have left. */
    readonly aloneLimitMs: number
    /** Origin and version segment of incoming calls, which no request created. */
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
  /** A step that the call's state does not allow, or that no participant can take. The emulator continues without it. */
  readonly refused: {
    /** Absent for an incoming call that could not be created. */
    readonly callId?: string
    /** The step's `do`. */
    readonly what: string
    /** What asked for the step: a scenario's name, `perform`, `default`, or `the app`. */
    readonly by: string
    /** The number of the step among those that the scenario plays, from 1. */
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
  /** The quality report of a conference device, as the app logged it. */
  readonly deviceQuality: { readonly userAgent: string | null; readonly quality: JsonObject }
}

export type CallContext = Context<DeliveryTypes & CallTypes>
