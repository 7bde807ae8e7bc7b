import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { callErrors } from '../errors.ts'
import { isSameIdentity } from '../lifecycle/participants.ts'

/**
 * Requires that each of these participants is another one: by identity, and by the participant id if the client chose one.
 * @param parameter Where the participants are in the request.
 * @see https://learn.microsoft.com/graph/api/resources/call (the same identity cannot be invited multiple times)
 */
export function requireDistinct(parameter: string, participants: readonly JsonObject[]): void {
  for (const [index, participant] of participants.entries()) {
    const earlier = participants.slice(0, index)
    const id = idOf(participant)
    if (id !== undefined && earlier.some((one) => idOf(one) === id)) {
      throw callErrors.invalidArgument(
        `${parameter}[${index}].participantId`,
        `'${id}' is given twice. Choose another id for each participant.`,
      )
    }
    if (earlier.some((one) => isSameIdentity(identityOf(one), identityOf(participant)))) {
      throw callErrors.invalidArgument(
        `${parameter}[${index}].identity`,
        'this identity is given twice. Name each participant once.',
      )
    }
  }
}

export function identityOf({ identity }: JsonObject): JsonObject {
  return isJsonObject(identity) ? identity : {}
}

/** The participant id chosen by the client. */
export function idOf({ participantId }: JsonObject): string | undefined {
  return typeof participantId === 'string' && participantId !== '' ? participantId.toLowerCase() : undefined
}
