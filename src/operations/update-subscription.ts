import { GraphError } from '../odata/errors.ts'
import { defineOperation } from './define.ts'
import { READ_CALL_RECORDS } from './permissions.ts'
import { readExpiration, requireSubscription, SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'

interface SubscriptionChange {
  readonly expirationDateTime?: string
}

/** A subscription is renewed by a later time of expiry; nothing else of it can be changed here. */
export const updateSubscription = defineOperation<SubscriptionChange>({
  method: 'PATCH',
  path: '/subscriptions/:subscriptionId',
  title: 'Renew a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-update',
  permissions: READ_CALL_RECORDS,
  body: { entity: SUBSCRIPTION, partial: true, invalid: 'invalidSubscription' },
  run(moment, _, params, { expirationDateTime, ...others }) {
    const { id } = requireSubscription(moment, params)
    const other = Object.keys(others).find((name) => !name.startsWith('@'))
    if (other !== undefined || expirationDateTime === undefined) {
      throw new GraphError(
        'invalidSubscription',
        other ?? 'expirationDateTime',
        'only expirationDateTime can be changed, and it has to be given.',
      )
    }
    const expiresAt = readExpiration(expirationDateTime, moment.now)
    moment.tx.update('subscriptions', id, (draft) => {
      draft.expiresAt = expiresAt
    })
    return subscriptionReply(moment, requireSubscription(moment, params), 200)
  },
})
