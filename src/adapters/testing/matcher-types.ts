import type {} from 'vitest'
import type { CallState, TraceEntryOf } from '../../index.ts'

/** What a notification should be like: members that are left out may be anything, and matchers such as `expect.any(String)` can stand for values. */
export interface ExpectedNotification {
  /** Where it went, as the app had given it. */
  readonly url?: unknown
  /** What became of it in the end; absent while it is on its way. */
  readonly outcome?: TraceEntryOf<'delivery'>['outcome']
  /** Graph's own members: `changeType`, `resourceUrl`, `resourceData: { state: 'established' }`, `clientState`, … */
  readonly [member: string]: unknown
}

/**
 * The matchers, as `expect(emulator)` has them after `expect.extend(matchers)`.
 *
 * Vitest and Jest's globals know their types from here. Who imports Jest's `expect` from `@jest/globals` adds:
 * `declare module 'expect' { interface Matchers<R, T> extends EmulatorMatchers<R> {} }`.
 */
export interface EmulatorMatchers<Result = void> {
  /** The call is in this state now; `terminated` when it has ended. */
  toHaveCallInState(callId: string, state: CallState): Result
  /** The app was told so, or would have been: whether somebody received it is its `outcome`. Of what the trace still has. */
  toHaveNotified(expected?: ExpectedNotification): Result
  /**
   * A recording of the call has ended so: a recordOperation as Graph shows it.
   * @param expected Members that it should have. `status` is `'completed'` unless given.
   */
  toHaveRecorded(callId: string, expected?: Readonly<Record<string, unknown>>): Result
  /** There is such a call record, as Graph lists it: without participants and sessions. */
  toHaveEmittedRecord(expected?: Readonly<Record<string, unknown>>): Result
}

// Jest's globals, which Vitest 3 and 4 read as well.
declare global {
  namespace jest {
    interface Matchers<R, T> extends EmulatorMatchers<R> {}
  }
}

declare module 'vitest' {
  interface Matchers<R, T> extends EmulatorMatchers<R> {}
}
