import type { JsonObject } from '../engine/values/json.ts'

/** The kinds of resources. Only call records change in the emulator: subscriptions to the others get no notifications. */
export type ResourceKind = 'callRecords' | 'recordings' | 'transcripts' | 'meetingCallEvents' | 'presences'

export interface SubscriptionRow {
  readonly id: string
  readonly sequence: number
  /** The app that it belongs to. No other app sees it. */
  readonly applicationId: string
  readonly resource: string
  readonly changeTypes: readonly string[]
  readonly resourceKind: ResourceKind
  /** The values of the filter, in lower case: for call records, participants of the call. Absent: no filter. */
  readonly filterValues?: readonly string[]
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl?: string
  readonly expiresAt: number
  readonly clientState: string | null
  /** The sequence numbers of its scheduled events: the expiration and `reauthorizationRequired`. */
  readonly pending: readonly number[]
  /** The subscription as requested. */
  readonly body: JsonObject
}
