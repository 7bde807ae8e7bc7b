import { defineOperation } from './define.ts'
import { READ_CALL_RECORDS } from './permissions.ts'
import { requireSubscription } from './subscription-reply.ts'

export const deleteSubscription = defineOperation({
  method: 'DELETE',
  path: '/subscriptions/:subscriptionId',
  title: 'Delete a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-delete',
  permissions: READ_CALL_RECORDS,
  run(moment, _, params) {
    moment.tx.remove('subscriptions', requireSubscription(moment, params).id)
    return { kind: 'empty', status: 204 }
  },
})
