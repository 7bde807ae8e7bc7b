import type { CapturedCall } from '../capture/captured-call.ts'
import { readIdentity } from '../capture/captured-identity.ts'
import { type CapturedParticipant, readParticipant } from '../capture/captured-participant.ts'
import { objectIn, objectsIn } from '../capture/json.ts'
import type { ObservationOf } from '../capture/observation.ts'
import { organizerOf } from '../capture/organizer.ts'
import type { AddNote, Cause, ObservedStep } from './observed-step.ts'

/** A ringing participant. */
export interface Ringing {
  readonly after?: Cause
  /** The id of the invitation's operation; undefined for a target of the call. */
  readonly operationId?: string
}

/** Who is in the call after the observations followed so far, and the steps found. */
export interface RosterState {
  readonly call: CapturedCall
  readonly addNote: AddNote
  readonly steps: ObservedStep[]
  /** By participant id. */
  readonly participants: Map<string, CapturedParticipant>
  /** By `who`. Rejoining participants keep their mute state and video. */
  readonly departed: Map<string, CapturedParticipant>
  /** By `who`. */
  readonly ringing: Map<string, Ringing>
  /** The `who` of participants in the call from the start: they appear on the roster without a step. */
  readonly presentFromStart: Set<string>
  /** Changes that the app made itself, such as `mute 1234`: they need no step. */
  readonly appChanges: Set<string>
  readonly isGroup: boolean
  rosterCount: number
}

export function createRosterState(call: CapturedCall, addNote: AddNote): RosterState {
  const { direction, kind, created } = call
  const targets = objectsIn(created.targets).map(({ identity }) => readIdentity(objectIn(identity)).who)
  const presentFromStart = new Set(kind === 'group' || direction === 'incoming' ? [] : targets)
  if (direction === 'incoming') presentFromStart.add(callerOf(call))
  const organizer = organizerOf(created)
  if (kind === 'meeting' && organizer) presentFromStart.add(organizer)
  const ringing = kind === 'group' && direction === 'outgoing' ? targets : []
  return {
    call,
    addNote,
    steps: [],
    participants: new Map(),
    departed: new Map(),
    ringing: new Map(ringing.map((who) => [who, {}])),
    presentFromStart,
    appChanges: new Set(),
    isGroup: kind !== 'peerToPeer',
    rosterCount: 0,
  }
}

/** The `who` of an incoming call's caller. */
export function callerOf({ created }: CapturedCall): string {
  return readIdentity(objectIn(objectIn(created.source).identity)).who
}

/** The `who` of the other participants on the first roster. In an incoming call they joined before the app. */
export function readFirstRoster(
  { call, presentFromStart }: RosterState,
  { participants }: ObservationOf<'roster'>,
): readonly string[] {
  const found = participants.flatMap((one) => {
    const { isSelf, isInLobby, isScriptable, who } = readParticipant(one, call)
    return isSelf || isInLobby || !isScriptable ? [] : [who]
  })
  if (call.direction === 'incoming') for (const who of found) presentFromStart.add(who)
  return found
}
