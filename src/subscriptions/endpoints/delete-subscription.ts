import { defineEndpoint } from '../endpoint.ts'
import { removeSubscription } from '../expiration.ts'
import { SUBSCRIPTION_PERMISSIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/**
 * Delete a subscription.
 * @see https://learn.microsoft.com/graph/api/subscription-delete
 */
export const deleteSubscription = defineEndpoint({
  method: 'DELETE',
  path: '/subscriptions/:subscriptionId',
  permissions: SUBSCRIPTION_PERMISSIONS,
  run(context, request, params) {
    removeSubscription(context, requireSubscription(context, request, params).id)
    return { kind: 'empty', status: 204 }
  },
})
