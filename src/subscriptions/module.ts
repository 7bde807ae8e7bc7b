import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import type { SubscriptionTypes } from './context.ts'
import { removeSubscription, requestReauthorization } from './expiration.ts'
import { notifySubscribers } from './notify-subscribers.ts'
import { retry, scheduleRetry } from './retry.ts'

export const subscriptions = {
  actions: {
    retryNotification: (context, { action }) => retry(context, action.message),
    reauthorizationDue: (context, { entityId }) => requestReauthorization(context, entityId),
    subscriptionExpires: (context, { entityId }) => removeSubscription(context, entityId),
  },
  on: { delivered: scheduleRetry, recordChanged: notifySubscribers },
} as const satisfies Module<SubscriptionTypes, DeliveryTypes & CallTypes & CallRecordTypes>
