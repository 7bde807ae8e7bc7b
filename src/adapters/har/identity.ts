import type { DirectoryIdentity } from '../../directory/directory.ts'
import { isPhoneNumber } from '../../directory/phone-number.ts'
import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import { textIn } from './json.ts'

/** Somebody, as steps name them. */
export interface Somebody {
  /** The id of the user, phone, application or guest; a name where there is no id. Empty: nobody can say who. */
  readonly who: string
  /** Whether a scenario can bring them into a call: a user of the directory, or a phone. */
  readonly canCome: boolean
  readonly user?: DirectoryIdentity
}

export function somebodyIn(identity: JsonObject): Somebody {
  const { user } = identity
  if (isJsonObject(user) && textIn(user.id)) {
    const id = textIn(user.id)
    return { who: id, canCome: true, user: { id, displayName: textIn(user.displayName) || id } }
  }
  const others = Object.values(identity).filter(isJsonObject)
  const who =
    others.map(({ id }) => textIn(id)).find(Boolean) ?? others.map((one) => textIn(one.displayName)).find(Boolean)
  return { who: who ?? '', canCome: isPhoneNumber(who ?? '') }
}
