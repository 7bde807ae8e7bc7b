import type { JsonObject } from '../values/json.ts'

/** A POST request to a URL of the app, as a module describes it. */
export interface Notification {
  readonly url: string
  readonly body: JsonObject
  /** Headers besides the content type. A page does not send them to another origin, see `receivers.ts`. */
  readonly headers?: Readonly<Record<string, string>>
  /** The name of a header for the message's id. */
  readonly idHeader?: string
  /** Ids by which the sender recognizes the notification when `delivered` is emitted. Absent: it is not emitted. */
  readonly correlation?: Readonly<Record<string, string>>
  /** The sender needs the response's body as JSON. */
  readonly expectsResponse?: true
}

/** A notification to send. */
export interface Message extends Notification {
  /** Shared by all copies and retries. */
  readonly id: string
  /** How many times the message has been retried. Default: 0. */
  readonly retries?: number
}

/**
 * The outcome of one copy or one attempt: `refused` by a response other than 2xx, `failed` without a response,
 * `undelivered` without a receiver, `dropped` by a delivery rule or after the last retry.
 */
export type DeliveryOutcome = 'delivered' | 'refused' | 'failed' | 'undelivered' | 'dropped'

/** The receiver's response. `body` is `undefined` unless the message expects a response in JSON. */
export interface DeliveryResponse {
  readonly status: number
  readonly body: unknown
}
