import { defineEndpoint } from '../../graph/endpoint/endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

/** The app may still watch what it watches; when the subscription expires stays as it is. */
export const reauthorizeSubscription = defineEndpoint({
  method: 'POST',
  path: '/subscriptions/:subscriptionId/reauthorize',
  title: 'Reauthorize a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-reauthorize',
  permissions: KEEP_SUBSCRIPTIONS,
  run(moment, _, params) {
    requireSubscription(moment, params)
    return { kind: 'empty', status: 204 }
  },
})
