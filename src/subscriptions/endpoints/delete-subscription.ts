import { defineEndpoint } from '../../graph/endpoint/endpoint.ts'
import { endSubscription } from '../subscription-life.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

export const deleteSubscription = defineEndpoint({
  method: 'DELETE',
  path: '/subscriptions/:subscriptionId',
  title: 'Delete a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-delete',
  permissions: KEEP_SUBSCRIPTIONS,
  run(moment, _, params) {
    endSubscription(moment, requireSubscription(moment, params).id)
    return { kind: 'empty', status: 204 }
  },
})
