import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import type { Message } from '../engine/delivery/notification.ts'
import type { Context } from '../engine/module.ts'
import type { ModuleTypes } from '../engine/module-types.ts'
import type { SubscriptionRow } from './rows.ts'

/** The types of the subscriptions module. */
export interface SubscriptionTypes extends ModuleTypes {
  readonly tables: { readonly subscriptions: SubscriptionRow }
  readonly derived: object
  readonly actions: {
    /** A failed change notification is retried. */
    readonly retryNotification: { readonly message: Message }
    /** The app is asked to reauthorize a subscription that is about to expire. */
    readonly reauthorizationDue: object
    readonly subscriptionExpires: object
  }
  readonly emits: object
  readonly notes: object
  readonly services: object
}

export type SubscriptionContext = Context<DeliveryTypes & CallTypes & CallRecordTypes & SubscriptionTypes>
