import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Module } from '../engine/module.ts'
import type { SubscriptionTypes } from './context.ts'
import { notifySubscribers } from './notify-subscribers.ts'
import { planRetry, retry } from './retry.ts'
import { askForReauthorization, endSubscription } from './subscription-life.ts'

export const subscriptions = {
  actions: {
    retryNotification: (context, { action }) => retry(context, action.message),
    reauthorizationDue: (context, { entityId }) => askForReauthorization(context, entityId),
    subscriptionExpires: (context, { entityId }) => endSubscription(context, entityId),
  },
  on: { delivered: planRetry, recordChanged: notifySubscribers },
} as const satisfies Module<SubscriptionTypes, DeliveryTypes & CallTypes & CallRecordTypes>
