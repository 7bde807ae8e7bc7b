import type { JsonObject } from '../edm/json.ts'
import type { CallHistory, CallRecordRow } from '../store/call-record-row.ts'
import type { HistoryEntry } from '../store/call-row.ts'
import { toOrganizer, toParticipant } from './participants.ts'
import { stretchesOf, toSessionPlans } from './session-plans.ts'
import { unionOfModalities } from './stretches.ts'
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
    ...(origin.from === 'call' ? toCallFacts(id, origin.call) : UNKNOWN),
  }
}

/** What the service makes of a record that a client wrote without saying more. */
const UNKNOWN = { type: 'unknown', modalities: [], joinWebUrl: null, organizer_v2: null } as const

/** What is needed to know which modalities were on, and for whom. */
const MATTERS: readonly HistoryEntry['did'][] = ['joined', 'left', 'modalities']

function toCallFacts(id: string, call: CallHistory): JsonObject {
  const organizer = toOrganizer(call)
  const history = call.history.filter(({ did }) => MATTERS.includes(did))
  const stretches = toSessionPlans(id, { ...call, history }).flatMap(stretchesOf)
  return {
    type: call.kind === 'group' ? 'groupCall' : 'peerToPeer',
    modalities: unionOfModalities(stretches),
    joinWebUrl: call.joinWebUrl ?? null,
    organizer_v2: organizer ? toParticipant(organizer) : null,
  }
}
