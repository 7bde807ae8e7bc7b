import { isPhoneNumber } from '../../directory/phone-number.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { callErrors } from '../errors.ts'
import { canReachPhones, isInstance } from '../lifecycle/phones.ts'
import type { CallRow } from '../rows.ts'

/**
 * Requires that the source of a new call can call the phones among its targets.
 * @throws GraphError for a number that is not in E.164 form, or without an application instance as the source.
 * @see https://learn.microsoft.com/graph/api/application-post-calls (examples 9 and 10)
 */
export function requireInstanceForPhones(targets: readonly JsonObject[], source: JsonObject | null | undefined): void {
  if (includesPhone('targets', targets) && !isInstance(source)) throw callErrors.sourceNotInstance()
}

/**
 * Requires that the call can be extended to the phones among these participants.
 * @param parameter Where the participants are in the request.
 * @throws GraphError for a number that is not in E.164 form, or when Graph does not support phones in such a call.
 */
export function requireReachablePhones(parameter: string, participants: readonly JsonObject[], call: CallRow): void {
  if (!includesPhone(parameter, participants) || canReachPhones(call)) return
  throw callErrors.notSupported(
    `'${parameter}' contains a phone, and ${
      call.kind === 'meeting'
        ? 'the app has joined the meeting by a token. Join it by its organizer or its joinMeetingId.'
        : `no application instance is the ${call.direction === 'incoming' ? 'target' : 'source'} of this call.`
    }`,
  )
}

function includesPhone(parameter: string, participants: readonly JsonObject[]): boolean {
  const phones = participants
    .flatMap(({ identity }) => (isJsonObject(identity) ? [identity.phone] : []))
    .filter(isJsonObject)
  for (const { id } of phones) {
    if (typeof id === 'string' && isPhoneNumber(id)) continue
    throw callErrors.invalidArgument(
      parameter,
      `'${String(id)}' is not a phone number in E.164 form such as '+12065550100'.`,
    )
  }
  return phones.length > 0
}
