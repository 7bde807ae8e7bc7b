import { identityName } from '../../directory/identity-set.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import type { CallRow, Modality, ParticipantRow } from '../rows.ts'
import type { Who } from '../steps.ts'

/** Whether a participant is on the roster: present or in the lobby, and not hidden. */
export function isOnRoster({ participation, hidden }: Pick<ParticipantRow, 'participation' | 'hidden'>): boolean {
  return !hidden && (participation === 'in' || participation === 'lobby')
}

/** Whether a participant keeps the call going: not one who has left, nor the large gallery. */
export function isAround({ participation, gallery }: Pick<ParticipantRow, 'participation' | 'gallery'>): boolean {
  return participation !== 'left' && !gallery
}

/** Whether a transferred or redirected call goes on between the others, after it has ended for the app. */
export function goesOnWithoutApp({ handover, participants }: Pick<CallRow, 'handover' | 'participants'>): boolean {
  return handover?.answeredBy !== undefined && participants.some(({ participation }) => participation === 'in')
}

export function modalitiesOf(
  { modalities }: Pick<ParticipantRow, 'modalities'>,
  { requestedModalities }: Pick<CallRow, 'requestedModalities'>,
): readonly Modality[] {
  return modalities ?? requestedModalities
}

/** The participant that is the app itself. */
export function selfOf({ participants }: Pick<CallRow, 'participants'>): ParticipantRow | undefined {
  return participants.find(({ self }) => self)
}

export function participantById(
  { participants }: Pick<CallRow, 'participants'>,
  participantId: string,
): ParticipantRow | undefined {
  const id = participantId.toLowerCase()
  return participants.find((participant) => participant.id === id)
}

/**
 * Finds the participant that a step names: `'app'`, a participant's id, or the id or display name of its user,
 * application or phone. If several match, one who has not left is preferred.
 */
export function findWho(call: Pick<CallRow, 'participants'>, who: Who): ParticipantRow | undefined {
  if (who === 'app') return selfOf(call)
  const known = [...call.participants.filter(isAround), ...call.participants.filter((one) => !isAround(one))]
  return (
    participantById(call, who) ??
    known.find(({ identity }) => names(identity, 'id', who)) ??
    known.find(({ identity }) => names(identity, 'displayName', who))
  )
}

/** The name with which a step can refer to a participant, quoted for error messages. */
export function quotedName({ self, id, identity }: ParticipantRow): string {
  return self ? "'app'" : `'${identityName(identity) ?? id}'`
}

/** Whether two identity sets belong to the same user, application or phone. */
export function isSameIdentity(one: JsonObject, other: JsonObject): boolean {
  return Object.entries(one).some(([kind, held]) => {
    const there = other[kind]
    return isJsonObject(held) && isJsonObject(there) && isSameId(held.id, there.id)
  })
}

/** GUIDs are compared ignoring case. */
function isSameId(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase()
}

function names(identity: ParticipantRow['identity'], member: 'id' | 'displayName', name: string): boolean {
  return Object.values(identity).some((held) => isJsonObject(held) && held[member] === name)
}
