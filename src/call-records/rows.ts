import type { ResultInfo } from '../calls/result-info.ts'
import type { CallDirection, HistoryEntry, ParticipantRow } from '../calls/rows.ts'
import type { AssignedTrunk } from '../directory/directory.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** A participant of an ended call, reduced to what its record needs. */
export type RecordedParticipant = Pick<ParticipantRow, 'id' | 'identity' | 'self'>

/** The facts of an ended call, which its record is built from whenever it is read. */
export interface CallHistory {
  readonly callId: string
  readonly kind: 'peerToPeer' | 'group'
  readonly direction: CallDirection
  readonly participants: readonly RecordedParticipant[]
  readonly history: readonly HistoryEntry[]
  readonly endedAt: number
  readonly resultInfo: ResultInfo
  readonly joinWebUrl?: string
  readonly meeting?: RecordedMeeting
  readonly handover?: RecordedHandover
}

/** A call of one phone that a user forwarded or transferred to another phone. The user is not part of this call. */
export interface RecordedHandover {
  readonly by: 'forwarding' | 'transfer'
  /** The user, as an identitySet. */
  readonly identity: JsonObject
  /** The record of the call before the transfer, whose log row has the calling phone. */
  readonly transferredRecordId?: string
}

/** Facts of a meeting, in addition to those of any group call. */
export interface RecordedMeeting {
  /** A participant id. */
  readonly organizerId: string
  /** The participant ids of the phones that were called from the meeting. Other phones called in. */
  readonly dialedOut: readonly string[]
}

/** The leg of a phone in a call. A phone that came back has another. Without a trunk, its number belongs to a calling plan. */
export interface RecordedPhone extends Partial<AssignedTrunk> {
  /** When the phone joined or, if it never did, when it was called. */
  readonly joinedAt: number
}

/** Phones that a trunk tried to connect but that never joined. Only the direct routing log shows them, not the record. */
export interface CallAttemptRow {
  /** The id of the call's record, or the one it would have if the call had been established. */
  readonly id: string
  readonly phones: readonly RecordedPhone[]
  readonly call: CallHistory
}

/**
 * A stored call record. Reading it builds the record from its `origin` and then applies the edits of clients, which are
 * stored in `overlay` and `addedSessions`.
 */
export interface CallRecordRow {
  readonly id: string
  readonly version: number
  readonly startAt: number
  readonly endAt: number
  readonly lastModifiedAt: number
  /** The ids in `participants_v2`, by which lists find the record. */
  readonly participantIds: readonly string[]
  /** The phones in the call in order of joining, by which logs find the record. Absent if there are none. */
  readonly phones?: readonly RecordedPhone[]
  readonly origin: { readonly from: 'call'; readonly call: CallHistory } | { readonly from: 'client' }
  readonly overlay?: JsonObject
  readonly addedSessions?: readonly JsonObject[]
}

/** The text messages that one `populate` adds to the log. */
export interface TextMessages {
  /** How many there were before, by which the messages are drawn. */
  readonly number: number
  /** None is sent before or after this: epoch milliseconds. */
  readonly from: number
  readonly until: number
  /** The approximate number on a day. */
  readonly perDay: number
}
