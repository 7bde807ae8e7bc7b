import type { DirectoryUser } from '../../directory/directory.ts'
import { drawPhoneNumber } from '../../directory/phone-number.ts'
import type { Random } from '../../engine/chance/random.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { PstnLeg } from '../timeline/pstn-leg.ts'

/** The columns of a log row that identify its user. */
export function toUserColumns({ id, displayName, userPrincipalName }: DirectoryUser): JsonObject {
  return { userId: id, userPrincipalName: userPrincipalName ?? null, userDisplayName: displayName ?? null }
}

/** The same columns for the owner of a leg. They are empty when the owner is an application. */
export function toOwnerColumns({ owner }: Pick<PstnLeg, 'owner'>): JsonObject {
  const user: JsonObject = owner?.kind === 'user' ? owner.value : {}
  const text = (name: string) => (typeof user[name] === 'string' ? user[name] : null)
  return { userId: text('id'), userPrincipalName: text('userPrincipalName'), userDisplayName: text('displayName') }
}

/** The number on the tenant's side of a leg: the owner's, or that of the audio conferencing bridge. */
export function drawOwnNumber({ isConference, owner }: PstnLeg, fork: (label: string) => Random): string {
  return drawPhoneNumber({ id: isConference ? 'conference bridge' : (owner?.id ?? 'nobody') }, fork)
}
