import { identityName } from '../../directory/identity-set.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import type { CallRow, Modality, ParticipantRow } from '../rows.ts'
import type { Who } from '../steps.ts'

/** Who is on the roster: in, or in the lobby. */
export function isOnRoster({ participation }: Pick<ParticipantRow, 'participation'>): boolean {
  return participation === 'in' || participation === 'lobby'
}

/** Whether the call goes on for somebody: who is gone does not count, and the large gallery is nobody. */
export function isAround({ participation, gallery }: Pick<ParticipantRow, 'participation' | 'gallery'>): boolean {
  return participation !== 'left' && !gallery
}

export function modalitiesOf(
  { modalities }: Pick<ParticipantRow, 'modalities'>,
  { requestedModalities }: Pick<CallRow, 'requestedModalities'>,
): readonly Modality[] {
  return modalities ?? requestedModalities
}

/** The app's own leg. */
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
 * Whom a step names: `'app'`, a participant's id, or the id or display name of the user, application or phone. Of several
 * legs of the same, one that is not gone.
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

/** The name by which a step can address a participant, quoted for error messages. */
export function quotedName({ self, id, identity }: ParticipantRow): string {
  return self ? "'app'" : `'${identityName(identity) ?? id}'`
}

/** Whether two identity sets are of the same user, application or phone. */
export function isSameIdentity(one: JsonObject, other: JsonObject): boolean {
  return Object.entries(one).some(([kind, held]) => {
    const there = other[kind]
    return isJsonObject(held) && isJsonObject(there) && isSameId(held.id, there.id)
  })
}

/** GUIDs are compared without case. */
function isSameId(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase()
}

function names(identity: ParticipantRow['identity'], member: 'id' | 'displayName', name: string): boolean {
  return Object.values(identity).some((held) => isJsonObject(held) && held[member] === name)
}
