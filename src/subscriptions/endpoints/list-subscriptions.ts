import { collectionReply } from '../../graph/endpoint/collection-reply.ts'
import { defineEndpoint } from '../endpoint.ts'
import { SUBSCRIPTION_PERMISSIONS } from './subscription-permissions.ts'
import { SUBSCRIPTION, toSubscription } from './subscription-reply.ts'

/**
 * List subscriptions.
 *
 * Lists do not show `clientState`.
 * @see https://learn.microsoft.com/graph/api/subscription-list
 */
export const listSubscriptions = defineEndpoint({
  method: 'GET',
  path: '/subscriptions',
  permissions: SUBSCRIPTION_PERMISSIONS,
  run(context, request) {
    const live = [...context.tx.world.subscriptions].filter(
      ({ expiresAt, applicationId }) => expiresAt > context.now && applicationId === request.appId,
    )
    const source = live
      .sort((one, other) => one.sequence - other.sequence)
      .map((row) => ({ ...toSubscription(row), clientState: null }))
    return collectionReply(request, { type: SUBSCRIPTION, source, read: (item) => item, contextPath: 'subscriptions' })
  },
})
