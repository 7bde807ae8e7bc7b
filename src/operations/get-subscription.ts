import { defineOperation } from './define.ts'
import { READ_CALL_RECORDS } from './permissions.ts'
import { requireSubscription, subscriptionReply } from './subscription-reply.ts'

export const getSubscription = defineOperation({
  method: 'GET',
  path: '/subscriptions/:subscriptionId',
  title: 'Get a subscription',
  doc: 'https://learn.microsoft.com/graph/api/subscription-get',
  permissions: READ_CALL_RECORDS,
  run: (moment, _, params) => subscriptionReply(moment, requireSubscription(moment, params), 200),
})
