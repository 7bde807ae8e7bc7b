import type { PermissionGroups, Permissions } from '../../endpoint/permissions.ts'
import type { Claims } from './claims.ts'

/**
 * Checks a token against the permissions of an endpoint.
 * @param directoryTenantId The tenant that an endpoint means by `'directory'`.
 * @throws GraphError with status 403, as the endpoint's resource words it.
 */
export function requirePermissions(
  claims: Claims | undefined,
  { needs, delegated = [], tenant, refuse, refuseTenant = refuse }: Permissions,
  directoryTenantId: string,
): void {
  const expected = tenant === 'directory' ? directoryTenantId : tenant?.id
  if (expected !== undefined && claims?.tenantId !== undefined && !isSame(claims.tenantId, expected)) {
    throw refuseTenant(`the token is for the tenant '${claims.tenantId}', not for '${expected}'`)
  }
  const problem = claims?.scopes
    ? findMissing(claims.scopes, 'scp', [delegated])
    : findMissing(claims?.roles ?? [], 'roles', needs)
  if (problem !== undefined) throw refuse(problem)
}

/** A claim has to have one permission of each group. An empty group cannot be met. */
function findMissing(claimed: readonly string[], claim: 'roles' | 'scp', needs: PermissionGroups): string | undefined {
  const granted = new Set(claimed.map(toOneSpelling))
  const missing = needs.find((group) => !group.some((permission) => granted.has(toOneSpelling(permission))))
  if (!missing) return undefined
  if (missing.length > 0) return `the token's ${claim} lack ${missing.join(' or ')}`
  return `${claim === 'scp' ? 'delegated' : 'application'} permissions (${claim}) are not supported`
}

/** Graph's pages write `Calls.JoinGroupCall.All` and `Calls.JoinGroupCalls.All` for the same permission. */
function toOneSpelling(role: string): string {
  return role.replace('GroupCalls', 'GroupCall')
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
