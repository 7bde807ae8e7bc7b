import { isJsonObject, type Json, type JsonObject } from '../edm/json.ts'
import type { CallHistory, RecordedParticipant } from '../store/call-record-row.ts'
import { heldIdentity, toIdentitySet } from './identity.ts'
import { toStays } from './stays.ts'

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
  const stays = toStays(call)
  const organizer = toOrganizer(call)
  const there = call.participants.filter(({ id }) => stays.some(({ participantId }) => participantId === id))
  const isFirst = organizer && there.includes(organizer)
  const inOrder = isFirst ? [organizer, ...there.filter((other) => other !== organizer)] : there
  const entities = inOrder.map(toParticipant)
  return entities.filter(({ id }, index) => entities.findIndex((earlier) => earlier.id === id) === index)
}

/** The ids of participants, each once, whoever wrote them. */
export function toParticipantIds(participants: Json | undefined): string[] {
  const entities: readonly Json[] = Array.isArray(participants) ? participants : []
  return [...new Set(entities.flatMap((one) => (isJsonObject(one) && typeof one.id === 'string' ? [one.id] : [])))]
}

/**
 * A participant or organizer. Its id is that of the user or application, or the phone number.
 * @see https://learn.microsoft.com/graph/api/resources/callrecords-participantbase
 */
export function toParticipant(participant: RecordedParticipant): JsonObject {
  const identity = toIdentitySet(participant.identity)
  const held = heldIdentity(identity)
  const typed = held?.kind === 'user' && { user: { '@odata.type': '#microsoft.graph.userIdentity', ...held.value } }
  return { id: held?.id ?? participant.id, identity: { ...identity, ...typed }, administrativeUnitInfos: [] }
}

/** `organizer` as records had it before `organizer_v2`: deprecated, without data since 30 June 2026. */
export function toDeprecatedOrganizer({ organizer_v2: organizer }: JsonObject): JsonObject | null {
  const identity = isJsonObject(organizer) ? organizer.identity : undefined
  const held = isJsonObject(identity) ? heldIdentity(identity) : undefined
  if (!held) return null
  const { userPrincipalName: _, ...value } = held.value
  return { [held.kind]: value }
}
