import { type Directory, explainUnknownPerson, findPerson, personIdentity } from '../../directory/directory.ts'
import { soleIdentity } from '../../directory/identity-set.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import { findWho, selfOf } from '../lifecycle/participants.ts'
import type { CallRow, ParticipantRow } from '../rows.ts'
import type { Step } from '../steps.ts'

/** A step by which a participant joins a call or its lobby. */
export type JoinStep = Extract<Step, { do: 'join' | 'lobby' }>

/** An existing participant that can join again, the identity of a new one, or why neither is possible. */
type JoiningParticipant =
  | { readonly participant: ParticipantRow }
  | { readonly identity: JsonObject }
  | { readonly refusal: string }

/**
 * Finds the participant that a step adds: an earlier participant, a user of the directory by id or display name, or a
 * phone by its number. Without `who`, the next user of the directory who has not been in the call; for `lobby`, the app
 * while it is connecting.
 */
export function findJoiningParticipant(call: CallRow, directory: Directory, step: JoinStep): JoiningParticipant {
  const { who } = step
  const self = selfOf(call)
  if (step.do === 'lobby' && self?.participation === 'calling' && (who === undefined || who === 'app')) {
    return { participant: self }
  }
  if (who === undefined) {
    const next = directory.users.find(
      ({ id }) => !call.participants.some((one) => soleIdentity(one.identity)?.id === id),
    )
    return next
      ? { identity: personIdentity(directory, next) }
      : { refusal: "every user of the directory has been in the call already. Name a participant with 'who'." }
  }
  const participant = findWho(call, who)
  if (participant) {
    return participant.participation === 'left'
      ? { participant }
      : { refusal: `'${who}' has not left the call: the participation is '${participant.participation}'.` }
  }
  const identity = findPerson(directory, who)
  return identity ? { identity } : { refusal: explainUnknownPerson(directory, who) }
}
