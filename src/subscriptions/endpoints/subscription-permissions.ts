import type { Permissions } from '../../graph/endpoint/permissions.ts'
import { WATCHABLES } from '../watchables.ts'

/**
 * Whoever may subscribe to something may see, renew and end subscriptions: an app sees its own, and the emulator knows one
 * app.
 * @see https://learn.microsoft.com/graph/api/subscription-get#permissions
 */
export const KEEP_SUBSCRIPTIONS: Permissions = {
  needs: [[...new Set(WATCHABLES.flatMap(({ roles }) => roles))]],
  delegated: [...new Set(WATCHABLES.flatMap(({ scopes }) => scopes))],
  tenant: 'directory',
  refusal: 'forbidden',
}
