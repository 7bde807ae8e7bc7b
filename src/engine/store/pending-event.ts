import type { CallRecordRow } from '../../call-records/rows.ts'
import type { RecordUpdate } from '../../calls/record-plan.ts'
import type { ResultInfo } from '../../calls/result-info.ts'
import type { Step } from '../../calls/steps.ts'
import type { Message } from '../delivery/notification.ts'

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

/** What a pending event does when it is due. */
export type Happening =
  | { readonly type: 'callEvent'; readonly event: CallEvent }
  /** The scenario's next step. */
  | { readonly type: 'scriptStep' }
  /** The next step of a scenario that began by itself. */
  | { readonly type: 'storyStep' }
  /** What the other side does by itself, unless it did something else before. */
  | { readonly type: 'step'; readonly step: Step }
  /** An operation that only takes its time is over. */
  | { readonly type: 'operationDone'; readonly operationId: string }
  /** The media operation under way is over, unless something was heard meanwhile. */
  | { readonly type: 'mediaDue' }
  /** An answer that was to come late does: nobody but who waits for it is concerned. */
  | { readonly type: 'answerDue' }
  /** A call record becomes readable. */
  | { readonly type: 'recordDue'; readonly record: CallRecordRow; readonly updates?: readonly RecordUpdate[] }
  /** A call record gets its next version: the first of the updates; the others follow one after another. */
  | { readonly type: 'recordUpdate'; readonly updates: readonly RecordUpdate[] }
  /** A notification that was held back is sent. */
  | { readonly type: 'tell'; readonly message: Message }
  /** A notification that was not taken is sent again. */
  | { readonly type: 'retry'; readonly message: Message }
  /** The app is told that its subscription is about to expire. */
  | { readonly type: 'reauthorizationDue' }
  /** A subscription's time is over. */
  | { readonly type: 'subscriptionExpires' }

/** Something that will happen: plain data, so that a snapshot holds the future too. */
export interface PendingEvent {
  readonly sequence: number
  readonly at: number
  /** A background event (an expiry) does not keep the clock from being idle. */
  readonly background: boolean
  /** The id of the call, record, subscription, message or request it is about. */
  readonly subject: string
  readonly happening: Happening
}
