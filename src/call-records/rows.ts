import type { ResultInfo } from '../calls/result-info.ts'
import type { CallDirection, HistoryEntry, ParticipantRow } from '../calls/rows.ts'
import type { AssignedTrunk } from '../directory/directory.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** Somebody of an ended call, as far as its record is concerned. */
export type RecordedParticipant = Pick<ParticipantRow, 'id' | 'identity' | 'self'>

/** What a record is made of when it follows from a call: the call's own facts, kept when the call has ended. */
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

/** How a phone's call came to another phone: by a user of the tenant who is not in it, or no longer. */
export interface RecordedHandover {
  readonly by: 'forwarding' | 'transfer'
  /** The user, as an identitySet. */
  readonly identity: JsonObject
  /** The record of the call that was transferred: the phone that called is in its log row. */
  readonly transferredRecordId?: string
}

/** What is kept of a meeting beside what is kept of any call among several: participant ids. */
export interface RecordedMeeting {
  readonly organizerId: string
  /** The phones that were called from the meeting; others called in. */
  readonly dialedOut: readonly string[]
}

/** A phone's part in a call. Who came back is there again. Without a trunk, its number belongs to a calling plan. */
export interface RecordedPhone extends Partial<AssignedTrunk> {
  /** When it joined or, if it never did, when it was called. */
  readonly joinedAt: number
}

/** Phones that never came to a call, though a trunk tried: no record tells of them, but the trunk's log does. */
export interface CallAttemptRow {
  /** That of the call's record, or of the one that there would have been. */
  readonly id: string
  readonly phones: readonly RecordedPhone[]
  readonly call: CallHistory
}

/**
 * A call record as stored. Whoever reads it gets what `origin` says, built on reading, with the client's
 * own writes (`overlay`, `addedSessions`) laid over it.
 */
export interface CallRecordRow {
  readonly id: string
  readonly version: number
  readonly startAt: number
  readonly endAt: number
  readonly lastModifiedAt: number
  /** The ids in its `participants_v2`: lists find it by them. */
  readonly participantIds: readonly string[]
  /** The phones that were in the call, in order of joining: logs find it by them. Absent: none. */
  readonly phones?: readonly RecordedPhone[]
  readonly origin: { readonly from: 'call'; readonly call: CallHistory } | { readonly from: 'client' }
  readonly overlay?: JsonObject
  readonly addedSessions?: readonly JsonObject[]
}
