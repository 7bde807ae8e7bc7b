import type { DirectoryIdentity } from '../../../directory/directory.ts'
import { isPhoneNumber } from '../../../directory/phone-number.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import { textIn } from './json.ts'

/** A user, phone, application or guest, as scenario steps name them in `who`. */
export interface CapturedIdentity {
  /** The id; the display name when there is no id. Empty when neither was captured. */
  readonly who: string
  /** Whether a scenario can bring them into a call: only users of the directory and phones. */
  readonly isScriptable: boolean
  readonly user?: DirectoryIdentity
}

/** @param identitySet Graph's identitySet. */
export function readIdentity(identitySet: JsonObject): CapturedIdentity {
  const { user } = identitySet
  if (isJsonObject(user) && textIn(user.id)) {
    const id = textIn(user.id)
    return { who: id, isScriptable: true, user: { id, displayName: textIn(user.displayName) || id } }
  }
  const others = Object.values(identitySet).filter(isJsonObject)
  const who =
    others.map(({ id }) => textIn(id)).find(Boolean) ?? others.map((one) => textIn(one.displayName)).find(Boolean)
  return { who: who ?? '', isScriptable: isPhoneNumber(who ?? '') }
}
