import type { DirectoryUser } from '../../../directory/directory.ts'
import { isPhoneNumber } from '../../../directory/phone-number.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { textIn } from './json.ts'

/** A user, phone, application or guest, as scenario steps name them in `who`. */
export interface CapturedIdentity {
  /** The id; the display name when there is no id. Empty when neither was captured. */
  readonly who: string
  /** Whether a scenario can bring them into a call: only people of the directory and phones. */
  readonly isScriptable: boolean
  readonly user?: DirectoryUser
}

/** @param identitySet Graph's identitySet. */
export function readIdentity(identitySet: JsonObject): CapturedIdentity {
  const { user, guest } = identitySet
  const person = [user, guest].find((one) => isJsonObject(one) && textIn(one.id) !== '')
  if (isJsonObject(person)) {
    const id = textIn(person.id)
    const displayName = textIn(person.displayName)
    const tenantId = textIn(person.tenantId)
    const from = person === guest ? { guest: true as const } : { ...(tenantId && { tenantId }) }
    return { who: id, isScriptable: true, user: { id, ...(displayName && { displayName }), ...from } }
  }
  const others = Object.values(identitySet).filter(isJsonObject)
  const who =
    others.map(({ id }) => textIn(id)).find(Boolean) ?? others.map((one) => textIn(one.displayName)).find(Boolean)
  return { who: who ?? '', isScriptable: isPhoneNumber(who ?? '') }
}
