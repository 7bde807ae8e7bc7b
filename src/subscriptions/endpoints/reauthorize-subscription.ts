import { defineEndpoint } from '../endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/**
 * Reauthorize a subscription.
 *
 * The app may still watch what it watches; when the subscription expires stays as it is.
 * @see https://learn.microsoft.com/graph/api/subscription-reauthorize
 */
export const reauthorizeSubscription = defineEndpoint({
  method: 'POST',
  path: '/subscriptions/:subscriptionId/reauthorize',
  permissions: KEEP_SUBSCRIPTIONS,
  run(context, _, params) {
    requireSubscription(context, params)
    return { kind: 'empty', status: 204 }
  },
})
