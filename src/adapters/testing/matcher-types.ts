import type {} from 'vitest'
import type { CallState, TraceEntryOf } from '../../index.ts'

/** The expected members of a notification. Other members are ignored; values may be asymmetric matchers such as `expect.any(String)`. */
export interface ExpectedNotification {
  /** The URL that it was sent to, as the app registered it. */
  readonly url?: unknown
  /** How delivery ended; missing while it is in progress. */
  readonly outcome?: TraceEntryOf<'delivery'>['outcome']
  /** Graph's own members: `changeType`, `resourceUrl`, `resourceData: { state: 'established' }`, `clientState`, … */
  readonly [member: string]: unknown
}

/**
 * The matchers of `expect(emulator)` after `expect.extend(matchers)`.
 *
 * Vitest and Jest's globals are typed here. If you import Jest's `expect` from `@jest/globals`, add:
 * `declare module 'expect' { interface Matchers<R, T> extends EmulatorMatchers<R> {} }`.
 */
export interface EmulatorMatchers<Result = void> {
  /** Passes if the call is in this state now. A call that has ended is `terminated`. */
  toHaveCallInState(callId: string, state: CallState): Result
  /**
   * Passes if the emulator has sent such a notification, whether or not it was received: see `outcome`. Only notifications
   * that are still in the trace count.
   */
  toHaveNotified(expected?: ExpectedNotification): Result
  /**
   * Passes if the call has such a recording: a recordOperation as Graph returns it.
   *
   * @param expected The members to compare. `status` defaults to `'completed'`.
   */
  toHaveRecorded(callId: string, expected?: Readonly<Record<string, unknown>>): Result
  /** Passes if such a call record is available, as Graph lists it: without participants and sessions. */
  toHaveEmittedRecord(expected?: Readonly<Record<string, unknown>>): Result
}

// For Jest's globals; Vitest 3 and 4 read these types as well.
declare global {
  namespace jest {
    interface Matchers<R, T> extends EmulatorMatchers<R> {}
  }
}

declare module 'vitest' {
  interface Matchers<R, T> extends EmulatorMatchers<R> {}
}
