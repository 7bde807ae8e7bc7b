import type { JsonObject } from '../edm/json.ts'
import type { Random } from '../runtime/random.ts'
import { drawOwnNumber } from './pstn-leg.ts'

/** Somebody of the tenant, as logs that follow from no call name them. */
export interface TenantUser {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName?: string
}

export function toNamedUser({ id, displayName, userPrincipalName }: TenantUser): JsonObject {
  return { userId: id, userPrincipalName: userPrincipalName ?? null, userDisplayName: displayName }
}

/** A user's own number: the same in all logs. */
export function numberOf({ id }: TenantUser, fork: (label: string) => Random): string {
  return drawOwnNumber(fork(`number/${id}`))
}
