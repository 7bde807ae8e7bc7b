import { type JsonObject, objectsIn } from '../../engine/values/json.ts'
import { graphErrors } from '../../graph/errors/graph-errors.ts'
import { toInstant } from '../../graph/odata/json/date-time.ts'
import type { CallRecordRow } from '../rows.ts'
import { toParticipantIds, withSuccessors } from '../timeline/participants.ts'

/**
 * Adds members of a callRecord to the edits of a row, and updates the start, end and participants that the row is indexed
 * by. New `sessions` replace all sessions, including those added one by one.
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
 * Applies the edits of clients to a generated record. Edited members replace the generated ones, and added sessions are
 * appended. The id, version and modification time always come from the row; a time that a client wrote keeps its ticks.
 */
export function withClientEdits(row: CallRecordRow, generated: JsonObject): JsonObject {
  const { overlay, addedSessions, lastModifiedAt } = row
  if (!overlay && !addedSessions) return generated
  const { id, version, lastModifiedDateTime } = generated
  const written = overlay?.lastModifiedDateTime
  const isCurrent = typeof written === 'string' && toInstant(written) === lastModifiedAt
  const edited: JsonObject = {
    ...generated,
    ...overlay,
    id,
    version,
    lastModifiedDateTime: isCurrent ? written : lastModifiedDateTime,
  }
  if (!('sessions' in edited)) return edited
  const sessions = [...objectsIn(edited.sessions), ...objectsIn(addedSessions)]
  return { ...edited, sessions: withRequiredMembers(sessions, edited).map(withSegments) }
}

/**
 * Checks that the ids of sessions and segments are not empty and that siblings have different ids, regardless of case.
 * Missing ids are checked as they will be filled in.
 * @throws GraphError for the first invalid id.
 */
export function requireUniqueIds(whole: JsonObject, path = ''): void {
  for (const name of ['sessions', 'segments']) {
    const known = new Set<string>()
    for (const [index, part] of withRequiredMembers(objectsIn(whole[name]), whole).entries()) {
      const partPath = `${path}${name}[${index}]`
      const id = String(part.id)
      if (id === '') throw graphErrors.invalidProperty(`${partPath}.id`, "'' is empty. Use a non-empty id, or omit it.")
      if (known.has(id.toLowerCase()))
        throw graphErrors.invalidProperty(
          `${partPath}.id`,
          `'${id}' is already the id of one of its siblings. Use a different id.`,
        )
      known.add(id.toLowerCase())
      requireUniqueIds(part, `${partPath}.`)
    }
  }
}

function withSegments(session: JsonObject): JsonObject {
  const segments = withRequiredMembers(objectsIn(session.segments), session)
  return { modalities: [], ...session, segments }
}

/** Fills in the required members of sessions and segments: the times of the whole and, for the first one, its id. */
function withRequiredMembers(
  parts: readonly JsonObject[],
  { id, startDateTime, endDateTime }: JsonObject,
): JsonObject[] {
  return parts.map((part, index) => ({ id: index === 0 ? id : `${id}-${index}`, startDateTime, endDateTime, ...part }))
}
