import { collectionReply } from '../../graph/endpoint/collection-reply.ts'
import { defineEndpoint } from '../../graph/endpoint/endpoint.ts'
import { KEEP_SUBSCRIPTIONS } from './subscription-permissions.ts'
import { SUBSCRIPTION, toSubscription } from './subscription-reply.ts'

/** `clientState` is kept secret in lists. */
export const listSubscriptions = defineEndpoint({
  method: 'GET',
  path: '/subscriptions',
  title: 'List subscriptions',
  doc: 'https://learn.microsoft.com/graph/api/subscription-list',
  permissions: KEEP_SUBSCRIPTIONS,
  run(moment, request) {
    const live = [...moment.tx.world.subscriptions].filter(({ expiresAt }) => expiresAt > moment.now)
    const source = live
      .sort((one, other) => one.sequence - other.sequence)
      .map((row) => ({ ...toSubscription(moment, row), clientState: null }))
    return collectionReply(request, { type: SUBSCRIPTION, source, read: (item) => item, context: 'subscriptions' })
  },
})
