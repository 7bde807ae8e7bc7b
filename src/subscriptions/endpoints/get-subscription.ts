import { defineEndpoint } from '../endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription, subscriptionReply } from './subscription-reply.ts'

/**
 * Get a subscription.
 * @see https://learn.microsoft.com/graph/api/subscription-get
 */
export const getSubscription = defineEndpoint({
  method: 'GET',
  path: '/subscriptions/:subscriptionId',
  permissions: KEEP_SUBSCRIPTIONS,
  run: (context, _, params) => subscriptionReply(context, requireSubscription(context, params), 200),
})
