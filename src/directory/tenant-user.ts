import type { Random } from '../engine/chance/random.ts'
import type { JsonObject } from '../engine/values/json.ts'

/** Somebody of the tenant, as logs that follow from no call name them. */
export interface TenantUser {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName?: string
}

export function toNamedUser({ id, displayName, userPrincipalName }: TenantUser): JsonObject {
  return { userId: id, userPrincipalName: userPrincipalName ?? null, userDisplayName: displayName }
}

/**
 * The own number of somebody of the tenant, person or application: the same in all logs, from the range that is kept for
 * fiction.
 */
export function numberOf({ id }: Pick<TenantUser, 'id'>, fork: (label: string) => Random): string {
  const random = fork(`number/${id}`)
  return `+1425555${random.int(100, 199).toString().padStart(4, '0')}`
}
