import { endSubscription } from '../simulation/subscription-life.ts'
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
    endSubscription(moment, requireSubscription(moment, params).id)
    return { kind: 'empty', status: 204 }
  },
})
