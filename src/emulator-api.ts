import type { RequestHandler } from 'msw'
import type { IncomingCallOptions } from './calls/behaviour/incoming-call.ts'
import type { CallRow } from './calls/rows.ts'
import type { Step } from './calls/steps.ts'
import type { Directory } from './directory/directory.ts'
import type { NotificationReceiver } from './engine/delivery/receivers.ts'
import type { ReadonlyStore } from './engine/store/store.ts'
import type { Clock } from './engine/time/clock.ts'
import type { Faults } from './graph/faults/faults.ts'
import type { World } from './modules.ts'
import type { Population } from './population/populate.ts'
import type { PopulateOptions } from './population/populate-options.ts'
import type { Scenario } from './scenarios/language/scenario.ts'
import type { Snapshot } from './snapshot.ts'
import type { Trace } from './trace/trace.ts'

/** An emulator of Microsoft Graph's calling APIs with a world of its own: two emulators share no state. */
export interface Emulator {
  /** Request handlers for MSW's `setupWorker` or `setupServer`. Requests that the emulator does not serve fall through. */
  readonly handlers: RequestHandler[]
  /**
   * Sends a request without MSW. A URL that the emulator does not serve gets 404. Rejects when a fault drops the connection,
   * and when the signal of the request is aborted.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /**
   * Loads the code for call records, subscriptions and batches now. Otherwise the first request for one of them loads it:
   * it takes a little longer, and gets the same response.
   */
  load(): Promise<void>
  /** The state of the world as a read-only zustand store. */
  readonly store: ReadonlyStore<World>
  readonly clock: Clock
  /** The tenant's users, app, trunks and meetings: the option `directory`, completed with defaults. */
  readonly directory: Directory
  /** Fault injection: there are no rules until one is added. */
  readonly faults: Faults
  /** What happened, in order. */
  readonly trace: Trace
  /** Resolves when everything that was sent so far has been delivered and answered. No time passes: what is delayed stays so. */
  settled(): Promise<void>
  /**
   * Receives what is sent to a URL in this page: notifications, and the request for a prompt's WAV. The URL's query does
   * not matter.
   * @returns a function that removes the receiver.
   */
  receive(url: string, receiver: NotificationReceiver): () => void
  /** Starts an incoming call: a user or phone calls the app, and the app is notified. @returns the call as stored. */
  incomingCall(options?: IncomingCallOptions): CallRow
  /**
   * Applies a step of the other participants, or of their network, now.
   * @throws TypeError for an invalid step, and Error for one that the call's state does not allow. Nothing changes then.
   */
  perform(callId: string, step: Step): void
  /**
   * Whether a step is possible in the call now: enables or disables a button.
   * @throws TypeError for an invalid step.
   */
  can(callId: string, step: Step): boolean
  /**
   * Populates the tenant with past calls, generated from the seed: calls in office hours, meetings, phones, poor networks
   * and failures. Their records and their rows in the phone logs can be read like those of any other call, and send no
   * notifications. A second call adds more. Later draws from the seed stay the same.
   * @throws TypeError that names every invalid option, its value and what is allowed. Nothing changes then.
   */
  populate(options?: PopulateOptions): Population
  /** Adds scenarios before those in use. */
  use(...scenarios: readonly Scenario[]): void
  /**
   * Returns the whole state with scheduled events and random positions. It can be written as JSON. The cost does not depend
   * on the size of the world.
   */
  snapshot(): Snapshot
  /**
   * Continues from a snapshot of this emulator, or of another one with the same options, as returned or parsed from JSON.
   *
   * @throws TypeError that names the invalid members of a snapshot from JSON with their paths. Nothing has changed then.
   */
  restore(snapshot: Snapshot): void
  /**
   * With the option `timeTravel`: goes back to the second-to-last change of a call's state; `redo` goes forward.
   * The clock moves, too. Notifications that were sent stay sent, and the trace continues.
   * @returns whether there was a change to undo or redo.
   * @throws Error without the option.
   */
  undo(): boolean
  redo(): boolean
  /**
   * With the option `timeTravel`: goes to the point where a scenario set a mark (`{ do: 'mark', name }`).
   * @throws Error that lists the marks if there is none of this name.
   */
  jumpTo(mark: string): void
  /** Returns to the initial state: the seed, the clock and the scenarios of the options. Receivers stay registered. */
  reset(): void
  /** Ends everything at once: stops the clock, aborts requests to the app that hang, and sends nothing any more. */
  [Symbol.dispose](): void
}
