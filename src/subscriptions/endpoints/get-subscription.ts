import { defineEndpoint } from '../endpoint.ts'
import { SUBSCRIPTION_PERMISSIONS } from './subscription-permissions.ts'
import { requireSubscription, SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'

/**
 * Get a subscription.
 * @see https://learn.microsoft.com/graph/api/subscription-get
 */
export const getSubscription = defineEndpoint({
  method: 'GET',
  path: '/subscriptions/:subscriptionId',
  permissions: SUBSCRIPTION_PERMISSIONS,
  type: SUBSCRIPTION,
  query: { options: ['select'] },
  run: (context, request, params) => subscriptionReply(requireSubscription(context, request, params), 200),
})
