import { soleIdentity, toIdentitySet } from '../../directory/identity-set.ts'
import { isJsonObject, type Json, type JsonObject, objectsIn } from '../../engine/values/json.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'
import { type AttendanceInterval, toAttendanceIntervals } from './attendance-intervals.ts'

/** The participant who placed the call: the app if it is outgoing. */
export function toCaller({ participants, direction }: CallHistory): RecordedParticipant | undefined {
  return participants.find(({ self }) => self === (direction === 'outgoing'))
}

/** Whether a participant is an application, also one that joined as a guest. */
export function isApplication({ self, identity }: RecordedParticipant): boolean {
  const kind = soleIdentity(identity)?.kind
  // In a generated call the caller is marked as the app, but is never a guest.
  return kind === 'application' || kind === 'applicationInstance' || (self && kind === 'guest')
}

/** The organizer of a meeting, even one who did not attend. Other calls are organized by the caller. */
export function toOrganizer(call: CallHistory): RecordedParticipant | undefined {
  const { meeting, participants } = call
  return meeting ? participants.find(({ id }) => id === meeting.organizerId) : toCaller(call)
}

/** Everyone who attended, the organizer first. Someone who rejoined or used two endpoints is listed once. */
export function toParticipants(call: CallHistory): JsonObject[] {
  const known = new Set<string>()
  return attendees(call, toAttendanceIntervals(call)).flatMap((participant) => {
    const id = recordedId(participant)
    if (known.has(id)) return []
    known.add(id)
    return [toParticipant(participant)]
  })
}

/** The ids of {@link toParticipants}, without building the participants. */
export function participantIdsOf(call: CallHistory, intervals: readonly AttendanceInterval[]): string[] {
  return [...new Set(attendees(call, intervals).map(recordedId))]
}

/** The distinct ids of participants that a client wrote. */
export function toParticipantIds(participants: Json | undefined): string[] {
  return [...new Set(objectsIn(participants).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))]
}

function attendees(call: CallHistory, intervals: readonly AttendanceInterval[]): RecordedParticipant[] {
  const ids = new Set(intervals.map(({ participantId }) => participantId))
  const attended = call.participants.filter(({ id }) => ids.has(id))
  const organizer = toOrganizer(call)
  return organizer && ids.has(organizer.id) ? [organizer, ...attended.filter((other) => other !== organizer)] : attended
}

function recordedId({ id, identity }: RecordedParticipant): string {
  return soleIdentity(identity)?.id ?? id
}

/**
 * Builds a participant or organizer. Its id is that of the user or application, or the phone number.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-participantbase
 */
export function toParticipant(participant: RecordedParticipant): JsonObject {
  const sole = soleIdentity(participant.identity)
  const typed = sole?.kind === 'user' && { user: { '@odata.type': '#microsoft.graph.userIdentity', ...sole.value } }
  const identity = { ...toIdentitySet(participant.identity), ...typed }
  return { id: recordedId(participant), identity, administrativeUnitInfos: [] }
}

/**
 * Adds `organizer_v2` and `participants_v2` to members of a callRecord that have only the deprecated `organizer` and
 * `participants`. Members that are already there take precedence.
 */
export function withSuccessors(members: JsonObject): JsonObject {
  const { organizer, participants } = members
  return {
    ...(organizer !== undefined && { organizer_v2: participantsFrom([organizer])[0] ?? null }),
    ...(participants !== undefined && { participants_v2: participantsFrom(participants) }),
    ...members,
  }
}

/** Builds participants from identitySets. Those without an id are left out because nothing could find them. */
function participantsFrom(identitySets: Json): JsonObject[] {
  return objectsIn(identitySets).flatMap((identity) => {
    const id = soleIdentity(identity)?.id
    return typeof id === 'string' ? [toParticipant({ id, identity, self: false })] : []
  })
}

/** The day on which Graph stops to fill `organizer` and `participants`. @see https://learn.microsoft.com/graph/api/resources/callrecords-callrecord */
const SUCCEEDED_AT = Date.UTC(2026, 5, 30)
const MAX_DEPRECATED_PARTICIPANTS = 130

/** Adds the deprecated `organizer` and `participants` to a callRecord. What a client wrote of them stays. */
export function withDeprecatedMembers(record: JsonObject, now: number): JsonObject {
  const { organizer_v2: organizer, participants_v2: participants } = now < SUCCEEDED_AT ? record : {}
  return {
    organizer: toDeprecated(organizer)[0] ?? null,
    participants: objectsIn(participants).slice(0, MAX_DEPRECATED_PARTICIPANTS).flatMap(toDeprecated),
    ...record,
  }
}

/** The identitySet of a participant or organizer, if it has one. */
function toDeprecated(participant: Json | undefined): JsonObject[] {
  const identity = isJsonObject(participant) ? participant.identity : undefined
  const sole = isJsonObject(identity) ? soleIdentity(identity) : undefined
  if (!sole) return []
  const { userPrincipalName: _, ...value } = sole.value
  return [{ [sole.kind]: value }]
}

/** The participants of a call's record by their ids, without looking at its history. */
export function toParticipantsById({ participants }: CallHistory, ids: readonly string[]): JsonObject[] {
  const found = new Map(participants.map((participant) => [recordedId(participant), participant]))
  return ids.flatMap((id) => {
    const participant = found.get(id)
    return participant ? [toParticipant(participant)] : []
  })
}

const KEYS = new WeakMap<object, object>()

/** What may be cached of a row or table is another thing once Graph stops to fill the deprecated members. */
export function cacheKeyAt<Key extends object>(key: Key, now: number): object {
  if (now < SUCCEEDED_AT) return key
  const later = KEYS.get(key) ?? {}
  KEYS.set(key, later)
  return later
}
