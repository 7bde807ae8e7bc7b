import { type JsonObject, objectsIn } from '../../engine/values/json.ts'
import { GraphError } from '../../graph/errors/errors.ts'
import { toInstant } from '../../graph/odata/json/date-time.ts'
import type { CallRecordRow } from '../rows.ts'
import { toParticipantIds, withSuccessors } from '../timeline/participants.ts'

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

/**
 * Checks the ids that the sessions of a record, and the segments of a session, would go by: written ones, and those that
 * are made up for the others.
 * @throws GraphError that names the first that is empty, or that one before it has, whatever its case.
 */
export function requireOwnIds(whole: JsonObject, path = ''): void {
  for (const name of ['sessions', 'segments']) {
    const known = new Set<string>()
    for (const [index, part] of withWhatIsDemanded(objectsIn(whole[name]), whole).entries()) {
      const place = `${path}${name}[${index}]`
      const id = String(part.id)
      if (id === '') throw new GraphError('invalidProperty', `${place}.id`, "'' is no id.")
      if (known.has(id.toLowerCase()))
        throw new GraphError('invalidProperty', `${place}.id`, `'${id}' is the id of one before it.`)
      known.add(id.toLowerCase())
      requireOwnIds(part, `${place}.`)
    }
  }
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
