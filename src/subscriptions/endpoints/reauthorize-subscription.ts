import { defineEndpoint } from '../endpoint.ts'
import { SUBSCRIPTION_PERMISSIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/**
 * Reauthorize a subscription.
 *
 * Always succeeds for an existing subscription, and does not change its expiration.
 * @see https://learn.microsoft.com/graph/api/subscription-reauthorize
 */
export const reauthorizeSubscription = defineEndpoint({
  method: 'POST',
  path: '/subscriptions/:subscriptionId/reauthorize',
  permissions: SUBSCRIPTION_PERMISSIONS,
  run(context, request, params) {
    requireSubscription(context, request, params)
    return { kind: 'empty', status: 204 }
  },
})
