import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, CallRecordRow } from '../rows.ts'
import { toCallModalities } from '../timeline/call-modalities.ts'
import { toOrganizer, toParticipant, toParticipantsById, withDeprecatedMembers } from '../timeline/participants.ts'
import { withClientEdits } from './client-edits.ts'

/**
 * Builds a callRecord as lists show it, without participants and sessions. None of its members is drawn.
 * @see https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords
 */
export function toRecordSummary(row: CallRecordRow): JsonObject {
  return withClientEdits(row, toRecordFacts(row))
}

/**
 * The same with the deprecated members, which Graph fills for a time. It is not cached, because it costs only a fraction of
 * the whole record.
 */
export function toListedRecord(row: CallRecordRow, now: number): JsonObject {
  const { origin, participantIds } = row
  const participants = origin.from === 'call' ? toParticipantsById(origin.call, participantIds) : []
  return withDeprecatedMembers({ participants_v2: participants, ...toRecordSummary(row) }, now)
}

/** The same without the edits of clients. */
export function toRecordFacts({ id, version, startAt, endAt, lastModifiedAt, origin }: CallRecordRow): JsonObject {
  return {
    id,
    version,
    lastModifiedDateTime: lastModifiedAt,
    startDateTime: startAt,
    endDateTime: endAt,
    ...(origin.from === 'call' ? toCallFacts(origin.call) : CLIENT_RECORD_DEFAULTS),
  }
}

/** The defaults of a record that a client created. */
const CLIENT_RECORD_DEFAULTS = { type: 'unknown', modalities: [], joinWebUrl: null, organizer_v2: null } as const

function toCallFacts(call: CallHistory): JsonObject {
  const organizer = toOrganizer(call)
  return {
    type: call.kind === 'group' ? 'groupCall' : 'peerToPeer',
    modalities: toCallModalities(call),
    joinWebUrl: call.joinWebUrl ?? null,
    organizer_v2: organizer ? toParticipant(organizer) : null,
  }
}
