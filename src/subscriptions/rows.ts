import type { JsonObject } from '../engine/values/json.ts'

/** What a subscription is notified of. The emulator has no presences, and its meetings leave no recordings. */
export type Watching = 'callRecords' | 'recordings' | 'transcripts' | 'meetingCallEvents' | 'presences'

export interface SubscriptionRow {
  readonly id: string
  readonly sequence: number
  readonly resource: string
  readonly changeTypes: readonly string[]
  readonly watching: Watching
  /**
   * What its filter asks for, in lower case: of call records, those of calls that one of these participants was in.
   * Absent: everything.
   */
  readonly watched?: readonly string[]
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl?: string
  readonly expiresAt: number
  readonly clientState: string | null
  /** The sequence numbers of its scheduled events: its expiry, and the notice of that. */
  readonly pending: readonly number[]
  readonly body: JsonObject
}
