import type { JsonObject } from '../values/json.ts'

/** Something to be told to a URL of the app's. */
export interface Notification {
  readonly url: string
  readonly body: JsonObject
  /** The chain of the call that it is about. */
  readonly callChainId?: string
  /** The subscription that it is for: it is sent again when the app does not take it. */
  readonly subscriptionId?: string
  /** Who in which call waits for the app's reply to it. */
  readonly replyTo?: ReplyTo
}

export interface ReplyTo {
  readonly callId: string
  readonly participantId: string
}

/** A notification on its way: every copy of it has the same id. */
export interface Message extends Notification {
  readonly id: string
  /** How often it has been sent again; absent: never. */
  readonly retries?: number
}
