import type { JsonObject } from '../../engine/values/json.ts'
import type { CallHistory, CallRecordRow } from '../rows.ts'
import { modalitiesOn } from '../timeline/modalities-on.ts'
import { toOrganizer, toParticipant } from '../timeline/participants.ts'
import { withWrites } from './writes.ts'

/**
 * A callRecord as lists show it: without participants and sessions, and so without anything drawn.
 * @see https://learn.microsoft.com/graph/api/callrecords-cloudcommunications-list-callrecords
 */
export function toRecordHead(row: CallRecordRow): JsonObject {
  return withWrites(row, toRecordFacts(row))
}

/** The same, as the service made it: without what clients wrote. */
export function toRecordFacts({ id, version, startAt, endAt, lastModifiedAt, origin }: CallRecordRow): JsonObject {
  return {
    id,
    version,
    lastModifiedDateTime: lastModifiedAt,
    startDateTime: startAt,
    endDateTime: endAt,
    ...(origin.from === 'call' ? toCallFacts(origin.call) : UNKNOWN),
  }
}

/** What the service makes of a record that a client wrote without saying more. */
const UNKNOWN = { type: 'unknown', modalities: [], joinWebUrl: null, organizer_v2: null } as const

function toCallFacts(call: CallHistory): JsonObject {
  const organizer = toOrganizer(call)
  return {
    type: call.kind === 'group' ? 'groupCall' : 'peerToPeer',
    modalities: modalitiesOn(call),
    joinWebUrl: call.joinWebUrl ?? null,
    organizer_v2: organizer ? toParticipant(organizer) : null,
  }
}
