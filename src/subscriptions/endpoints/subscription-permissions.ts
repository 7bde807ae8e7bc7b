import type { Permissions } from '../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../graph/errors/graph-errors.ts'
import { SUBSCRIBABLE_RESOURCES } from '../subscribable-resources.ts'

/**
 * An app that may subscribe to any resource may read, renew and delete its own subscriptions.
 * @see https://learn.microsoft.com/graph/api/subscription-get#permissions
 */
export const SUBSCRIPTION_PERMISSIONS: Permissions = {
  needs: [[...new Set(SUBSCRIBABLE_RESOURCES.flatMap(({ roles }) => roles))]],
  delegated: [...new Set(SUBSCRIBABLE_RESOURCES.flatMap(({ scopes }) => scopes))],
  tenant: 'directory',
  refuse: graphErrors.forbidden,
}
