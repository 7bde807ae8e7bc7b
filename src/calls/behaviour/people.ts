import {
  completeIdentity,
  type Directory,
  explainUnknownPerson,
  findPerson,
  userIdentity,
} from '../../directory/directory.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { findWho, selfOf } from '../lifecycle/participants.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step } from '../steps.ts'

/** A step by which somebody comes in. */
export type JoinStep = Extract<Step, { do: 'join' | 'lobby' }>

/** Somebody who can come into a call: known in it already, or new to it. */
type JoiningParticipant =
  | { readonly participant: ParticipantRow }
  | { readonly identity: JsonObject }
  | { readonly refusal: string }

/**
 * Who comes in: whoever was there before, a user of the directory by id or display name, or a phone by its number.
 * The app itself, unless it is in, is who waits in a lobby when nobody is named.
 */
export function findJoiningParticipant(
  call: CallRow,
  directory: Directory,
  { do: what, who }: JoinStep,
): JoiningParticipant {
  const self = selfOf(call)
  if (what === 'lobby' && self?.participation === 'calling' && (who === undefined || who === 'app')) {
    return { participant: self }
  }
  if (who === undefined) {
    const next = directory.users.find(({ id }) => !call.participants.some((one) => isUser(one, id)))
    return next
      ? { identity: completeIdentity(directory, userIdentity(directory, next.id)) }
      : { refusal: 'every user of the directory has been in the call: say who.' }
  }
  const participant = findWho(call, who)
  if (participant) {
    return participant.participation === 'left'
      ? { participant }
      : { refusal: `'${who}' is '${participant.participation}' already.` }
  }
  const identity = findPerson(directory, who)
  return identity ? { identity } : { refusal: explainUnknownPerson(directory, who) }
}

function isUser({ identity }: ParticipantRow, id: string): boolean {
  return isJsonObject(identity.user) && identity.user.id === id
}
