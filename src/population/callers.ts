import type { JsonObject } from '../engine/values/json.ts'
import { type Office, officeNamed } from './offices.ts'
import type { PastPlan } from './plan.ts'

/** One of a plan's people, as those need them who draw calls by the thousand. */
export interface Caller {
  readonly id: string
  /** The same object in all their calls. */
  readonly identity: JsonObject
  readonly office: Office
}

export function toCallers({ people, tenantId }: PastPlan): Caller[] {
  return people.map(({ id, displayName, userPrincipalName, office }) => ({
    id,
    identity: { user: { tenantId, id, ...(userPrincipalName !== undefined && { userPrincipalName }), displayName } },
    office: officeNamed(office),
  }))
}
