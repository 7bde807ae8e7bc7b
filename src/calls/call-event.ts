import type { ResultInfo } from './result-info.ts'

/** What can happen to a call. The transition table (`calls/lifecycle/transitions.ts`) says when each is allowed. */
export type CallEvent =
  /** The app accepts an incoming call. */
  | { readonly type: 'answer' }
  /** The app refuses an incoming call. */
  | { readonly type: 'reject' }
  /** Both sides are there and media flows. */
  | { readonly type: 'connect' }
  /** The app ends the call. */
  | { readonly type: 'hangUp' }
  /** The other side, the network or a time limit ends the call, for the reason given. */
  | { readonly type: 'end'; readonly result: ResultInfo }
  /** The call's resources are let go: the last step of every ending. */
  | { readonly type: 'release' }
  /** The other side puts the call on hold, and takes it back. */
  | { readonly type: 'hold' }
  | { readonly type: 'resume' }
  /** The app hands the call to somebody else, who takes it or does not. */
  | { readonly type: 'transfer' }
  | { readonly type: 'acceptTransfer'; readonly result?: ResultInfo }
  | { readonly type: 'failTransfer'; readonly result: ResultInfo }
  /** The app sends an incoming call on to somebody else, who takes it. */
  | { readonly type: 'redirect' }
  | { readonly type: 'pickUp' }
