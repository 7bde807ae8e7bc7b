import { type JsonObject, objectsIn } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import type { CallRecordRow } from '../store/call-record-row.ts'
import { toParticipantIds, withSuccessors } from './participants.ts'

/**
 * A row over which members of a callRecord are laid; of those, its times and its participants' ids are the row's own.
 * Sessions that are given are all there are.
 */
export function withMembers(row: CallRecordRow, given: JsonObject): CallRecordRow {
  const members = withSuccessors(given)
  const { startDateTime, endDateTime, participants_v2: participants, sessions } = members
  return {
    ...row,
    ...(sessions !== undefined && row.addedSessions && { addedSessions: [] }),
    ...(typeof startDateTime === 'string' && { startAt: toInstant(startDateTime) }),
    ...(typeof endDateTime === 'string' && { endAt: toInstant(endDateTime) }),
    ...(participants !== undefined && { participantIds: toParticipantIds(participants) }),
    overlay: { ...row.overlay, ...members },
  }
}

/**
 * Lays a client's own writes over what the service made: written members replace the service's, added sessions come
 * after them. What the row itself keeps (id, version, the time of writing) is already both.
 */
export function withWrites({ overlay, addedSessions }: CallRecordRow, made: JsonObject): JsonObject {
  if (!overlay && !addedSessions) return made
  const { id, version, lastModifiedDateTime } = made
  const written: JsonObject = { ...made, ...overlay, id, version, lastModifiedDateTime }
  if (!('sessions' in written)) return written
  const sessions = [...objectsIn(written.sessions), ...objectsIn(addedSessions)]
  return { ...written, sessions: withWhatIsDemanded(sessions, written).map(withSegments) }
}

function withSegments(session: JsonObject): JsonObject {
  const segments = withWhatIsDemanded(objectsIn(session.segments), session)
  return { modalities: [], ...session, segments }
}

/** Parts with the members that they cannot be without: the times are those of the whole, as is the first one's id. */
function withWhatIsDemanded(
  parts: readonly JsonObject[],
  { id, startDateTime, endDateTime }: JsonObject,
): JsonObject[] {
  return parts.map((part, index) => ({ id: index === 0 ? id : `${id}-${index}`, startDateTime, endDateTime, ...part }))
}
