import type { Preferences } from './prefer.ts'
import type { Target } from './target.ts'

/** A request for the emulator, with what its response repeats. */
export interface ReceivedRequest {
  readonly request: Request
  readonly target: Target | 'invalidVersion'
  /** Epoch milliseconds. */
  readonly now: number
  readonly requestId: string
  readonly clientRequestId: string
  /** `https://graph.microsoft.com/v1.0` */
  readonly serviceRoot: string
  readonly preferences: Preferences
  /** Sends a request of a batch: to the emulator, or to other handlers when the emulator does not serve it. */
  readonly sendInner: (request: Request) => Promise<Response>
  /** Lets the next request in the queue begin. Called before this one waits for an app, for another service or for the clock. */
  readonly endTurn: () => void
}
