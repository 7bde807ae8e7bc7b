import { defineEndpoint } from '../endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/** The app may still watch what it watches; when the subscription expires stays as it is. */
export const reauthorizeSubscription = defineEndpoint({
  method: 'POST',
  path: '/subscriptions/:subscriptionId/reauthorize',
  title: 'Reauthorize a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-reauthorize',
  permissions: KEEP_SUBSCRIPTIONS,
  run(context, _, params) {
    requireSubscription(context, params)
    return { kind: 'empty', status: 204 }
  },
})
