import type { JsonObject } from '../edm/json.ts'
import type { CallHistory, CallRecordRow } from '../store/call-record-row.ts'
import { toCaller, toParticipant } from './participants.ts'
import { toSessionSpans } from './stays.ts'
import { toStretches, unionOfModalities } from './stretches.ts'
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
  const caller = toCaller(call)
  const changes = call.history.filter(({ did }) => did === 'modalities')
  return {
    type: call.kind === 'group' ? 'groupCall' : 'peerToPeer',
    modalities: unionOfModalities(toSessionSpans(call).flatMap((span) => toStretches(changes, span, span.concerned))),
    joinWebUrl: call.joinWebUrl ?? null,
    organizer_v2: caller ? toParticipant(caller) : null,
  }
}
