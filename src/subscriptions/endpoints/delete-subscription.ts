import { defineEndpoint } from '../endpoint.ts'
import { endSubscription } from '../subscription-life.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/**
 * Delete a subscription.
 * @see https://learn.microsoft.com/graph/api/subscription-delete
 */
export const deleteSubscription = defineEndpoint({
  method: 'DELETE',
  path: '/subscriptions/:subscriptionId',
  permissions: KEEP_SUBSCRIPTIONS,
  run(context, _, params) {
    endSubscription(context, requireSubscription(context, params).id)
    return { kind: 'empty', status: 204 }
  },
})
