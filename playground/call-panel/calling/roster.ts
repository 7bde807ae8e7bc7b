import type { Participant } from '@microsoft/microsoft-graph-types'
import { type KnownCall, planOf, toPerson } from './known-calls.ts'

/** A participant as the app shows them. */
export interface RosterEntry {
  readonly participantId: string
  /** The id of the user, application or phone. */
  readonly id: string
  readonly name: string
  readonly isSelf: boolean
  readonly isInLobby: boolean
  readonly isMuted: boolean
  readonly isSharing: boolean
}

/** The participants: the app first, those in the lobby last. */
export function rosterEntries({ roster, call }: KnownCall): readonly RosterEntry[] {
  const entries = roster.map((participant) => toEntry(participant, call.myParticipantId))
  const place = ({ isSelf, isInLobby }: RosterEntry) => (isSelf ? 0 : isInLobby ? 2 : 1)
  return entries.sort((one, other) => place(one) - place(other))
}

/** The app's own entry, once it is on the roster. */
export function selfOn(known: KnownCall): RosterEntry | undefined {
  return rosterEntries(known).find(({ isSelf }) => isSelf)
}

/** The names of the callees who are not in the call: not yet, or no longer. */
export function absentFrom(known: KnownCall): readonly string[] {
  const present = new Set(rosterEntries(known).map(({ id }) => id))
  const { kind, people } = planOf(known.call)
  return kind === 'group' ? people.filter(({ id }) => !present.has(id)).map(({ displayName }) => displayName) : []
}

function toEntry({ id, info, isInLobby, isMuted, mediaStreams }: Participant, self: string | null | undefined) {
  const person = toPerson(info?.identity ?? {})
  return {
    participantId: id ?? '',
    id: person.id,
    name: person.displayName,
    isSelf: id === self,
    isInLobby: isInLobby === true,
    isMuted: isMuted === true,
    isSharing: (mediaStreams ?? []).some(
      ({ mediaType, direction }) => mediaType === 'videoBasedScreenSharing' && direction === 'sendOnly',
    ),
  }
}
