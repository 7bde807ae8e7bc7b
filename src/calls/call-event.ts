import type { ResultInfo } from './result-info.ts'

/** The events of a call's state machine. `calls/lifecycle/transitions.ts` says in which state each is allowed. */
export type CallEvent =
  /** The app accepts an incoming call. */
  | { readonly type: 'answer' }
  /** The app refuses an incoming call. */
  | { readonly type: 'reject' }
  /** Both sides are connected and media flows. */
  | { readonly type: 'connect' }
  /** The app ends the call. */
  | { readonly type: 'hangUp' }
  /** The other side, the network or a time limit ends the call. */
  | { readonly type: 'end'; readonly result: ResultInfo }
  /** The service releases the call's resources, and a call that is ending becomes `terminated`. */
  | { readonly type: 'release' }
  /** The other side puts the call on hold, and resumes it. */
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  /** The app transfers the call; the target accepts it, or the transfer fails. */
  | { readonly type: 'transfer' }
  | { readonly type: 'acceptTransfer'; readonly result?: ResultInfo }
  | { readonly type: 'failTransfer'; readonly result: ResultInfo }
  /** The app redirects an incoming call, and a target answers it. */
  | { readonly type: 'redirect' }
  | { readonly type: 'acceptRedirect' }
