import type { JsonObject } from '../values/json.ts'

/** A request to a URL of the app's, as the module that sends it describes it. */
export interface Notification {
  readonly url: string
  readonly body: JsonObject
  /** Headers besides the content type. A page sends none of them to another origin, see `outbox.ts`. */
  readonly headers?: Readonly<Record<string, string>>
  /** A header that repeats the id of the message: every copy has the same. */
  readonly idHeader?: string
  /** Ids by which the sender recognises the notification when it has been delivered. Absent: nothing follows from it. */
  readonly correlation?: Readonly<Record<string, string>>
  /** The sender reads the response's body as JSON. */
  readonly expectsReply?: true
}

/** A notification on its way: every copy of it has the same id. */
export interface Message extends Notification {
  readonly id: string
  /** How many times it has been retried; absent: never. */
  readonly retries?: number
}

/** What became of one copy, or one attempt. */
export type DeliveryOutcome = 'delivered' | 'refused' | 'failed' | 'undelivered' | 'dropped'

/** The receiver's response: the body as JSON, or nothing when it is none or is not read. */
export interface DeliveryReply {
  readonly status: number
  readonly body: unknown
}
