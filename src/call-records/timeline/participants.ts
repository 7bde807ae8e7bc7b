import { soleIdentity, toIdentitySet } from '../../directory/identity-set.ts'
import { isJsonObject, type Json, type JsonObject, objectsIn } from '../../engine/values/json.ts'
import type { CallHistory, RecordedParticipant } from '../rows.ts'
import { type Stay, toStays } from './stays.ts'

/** Who placed the call: the app, or whoever called it. */
export function toCaller({ participants, direction }: CallHistory): RecordedParticipant | undefined {
  return participants.find(({ self }) => self === (direction === 'outgoing'))
}

/** Who organized a meeting, there or not; of any other call, whoever placed it. */
export function toOrganizer(call: CallHistory): RecordedParticipant | undefined {
  const { meeting, participants } = call
  return meeting ? participants.find(({ id }) => id === meeting.organizerId) : toCaller(call)
}

/** Everybody who was in, the organizer first; who came back, or came with two endpoints, is there once. */
export function toParticipants(call: CallHistory): JsonObject[] {
  const known = new Set<string>()
  return whoWasIn(call, toStays(call)).flatMap((participant) => {
    const id = idOf(participant)
    if (known.has(id)) return []
    known.add(id)
    return [toParticipant(participant)]
  })
}

/** The ids of the same, without a look at anything else of them. */
export function participantIdsOf(call: CallHistory, stays: readonly Stay[]): string[] {
  return [...new Set(whoWasIn(call, stays).map(idOf))]
}

/** The ids of participants that a client wrote, each once. */
export function toParticipantIds(participants: Json | undefined): string[] {
  return [...new Set(objectsIn(participants).flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))]
}

function whoWasIn(call: CallHistory, stays: readonly Stay[]): RecordedParticipant[] {
  const ids = new Set(stays.map(({ participantId }) => participantId))
  const there = call.participants.filter(({ id }) => ids.has(id))
  const organizer = toOrganizer(call)
  return organizer && ids.has(organizer.id) ? [organizer, ...there.filter((other) => other !== organizer)] : there
}

function idOf({ id, identity }: RecordedParticipant): string {
  return soleIdentity(identity)?.id ?? id
}

/**
 * A participant or organizer. Its id is that of the user or application, or the phone number.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-participantbase
 */
export function toParticipant(participant: RecordedParticipant): JsonObject {
  const held = soleIdentity(participant.identity)
  const typed = held?.kind === 'user' && { user: { '@odata.type': '#microsoft.graph.userIdentity', ...held.value } }
  const identity = { ...toIdentitySet(participant.identity), ...typed }
  return { id: held?.id ?? participant.id, identity, administrativeUnitInfos: [] }
}

/**
 * Members of a callRecord with today's organizer and participants in the place of the deprecated ones, unless both are
 * given. The deprecated ones stay as well.
 */
export function withSuccessors(members: JsonObject): JsonObject {
  const { organizer, participants } = members
  return {
    ...(organizer !== undefined && { organizer_v2: toParticipantsOf([organizer])[0] ?? null }),
    ...(participants !== undefined && { participants_v2: toParticipantsOf(participants) }),
    ...members,
  }
}

/** Those of identitySets. Who has no id is nobody that could be found. */
function toParticipantsOf(identitySets: Json): JsonObject[] {
  return objectsIn(identitySets).flatMap((identity) => {
    const id = soleIdentity(identity)?.id
    return typeof id === 'string' ? [toParticipant({ id, identity, self: false })] : []
  })
}

/** `organizer` as records had it before `organizer_v2`: deprecated, without data since 30 June 2026. */
export function toDeprecatedOrganizer({ organizer_v2: organizer }: JsonObject): JsonObject | null {
  const identity = isJsonObject(organizer) ? organizer.identity : undefined
  const held = isJsonObject(identity) ? soleIdentity(identity) : undefined
  if (!held) return null
  const { userPrincipalName: _, ...value } = held.value
  return { [held.kind]: value }
}
