import { defineEndpoint } from '../../graph/endpoint/endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription, subscriptionReply } from './subscription-reply.ts'

export const getSubscription = defineEndpoint({
  method: 'GET',
  path: '/subscriptions/:subscriptionId',
  title: 'Get a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-get',
  permissions: KEEP_SUBSCRIPTIONS,
  run: (moment, _, params) => subscriptionReply(moment, requireSubscription(moment, params), 200),
})
