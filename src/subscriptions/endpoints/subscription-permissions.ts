import type { Permissions } from '../../graph/endpoint/permissions.ts'
import { graphErrors } from '../../graph/errors/graph-errors.ts'
import { SUBSCRIBABLE_RESOURCES } from '../subscribable-resources.ts'

/**
 * Whoever may subscribe to something may see, renew and end subscriptions: an app sees its own, and the emulator knows one
 * app.
 * @see https://learn.microsoft.com/graph/api/subscription-get#permissions
 */
export const KEEP_SUBSCRIPTIONS: Permissions = {
  needs: [[...new Set(SUBSCRIBABLE_RESOURCES.flatMap(({ roles }) => roles))]],
  delegated: [...new Set(SUBSCRIBABLE_RESOURCES.flatMap(({ scopes }) => scopes))],
  tenant: 'directory',
  refuse: graphErrors.forbidden,
}
