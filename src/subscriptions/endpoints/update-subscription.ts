import { defineEndpoint } from '../endpoint.ts'
import { subscriptionErrors } from '../errors.ts'
import { setExpiration } from '../expiration.ts'
import { parseSubscribedResource } from '../subscribed-resource.ts'
import { SUBSCRIPTION_PERMISSIONS } from './subscription-permissions.ts'
import { requireSubscription, SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'
import { readExpiration, requireNotificationUrl } from './subscription-rules.ts'
import { validateNotificationUrl } from './validate-notification-url.ts'

interface SubscriptionChange {
  readonly expirationDateTime?: string
  readonly notificationUrl?: string
}

/** Graph documents the expiration only. That the URL can be changed, too, is known from use. */
const CHANGEABLE = ['expirationDateTime', 'notificationUrl']

/**
 * Renew a subscription.
 * @see https://learn.microsoft.com/graph/api/subscription-update
 */
export const updateSubscription = defineEndpoint<SubscriptionChange>({
  method: 'PATCH',
  path: '/subscriptions/:subscriptionId',
  permissions: SUBSCRIPTION_PERMISSIONS,
  body: { entity: SUBSCRIPTION, partial: true },
  check(context, request, params, change) {
    const { resource } = requireSubscription(context, request, params)
    const names = Object.keys(change).filter((name) => !name.includes('@'))
    const other = names.find((name) => !CHANGEABLE.includes(name))
    if (other !== undefined || names.length === 0) {
      throw subscriptionErrors.invalidSubscription(
        other ?? 'expirationDateTime',
        `only ${CHANGEABLE.join(' and ')} can be changed. Give at least one of them.`,
      )
    }
    if (change.expirationDateTime !== undefined)
      readExpiration(change.expirationDateTime, context.now, parseSubscribedResource(resource).rules)
    if (change.notificationUrl !== undefined) requireNotificationUrl('notificationUrl', change.notificationUrl)
  },
  async prepare(outbound, _, __, { notificationUrl }) {
    if (notificationUrl !== undefined) await validateNotificationUrl(outbound, notificationUrl)
  },
  run(context, request, params, { expirationDateTime, notificationUrl }) {
    const { id, resource } = requireSubscription(context, request, params)
    if (notificationUrl !== undefined) {
      context.tx.update('subscriptions', id, (draft) => {
        draft.notificationUrl = notificationUrl
      })
    }
    if (expirationDateTime !== undefined)
      setExpiration(
        context,
        id,
        readExpiration(expirationDateTime, context.now, parseSubscribedResource(resource).rules),
      )
    return subscriptionReply(requireSubscription(context, request, params), 200)
  },
})
