import type { Context } from '../module.ts'
import type { ModuleTypes } from '../module-types.ts'
import type { JsonObject } from '../values/json.ts'
import type { DeliveryPlan } from './delivery-plan.ts'
import type { DeliveryOutcome, DeliveryResponse, Message, Notification } from './notification.ts'

/** The types of the delivery module. */
export interface DeliveryTypes extends ModuleTypes {
  readonly tables: object
  readonly derived: object
  readonly actions: {
    /** A delayed notification is sent. */
    readonly sendNotification: { readonly message: Message }
  }
  readonly emits: {
    /** The delivery of a message with a `correlation` has ended, successful or not: once for each copy. */
    readonly delivered: {
      readonly message: Message
      readonly outcome: DeliveryOutcome
      readonly response: DeliveryResponse | undefined
    }
  }
  readonly notes: DeliveryNotes
  readonly services: {
    readonly planDelivery: (notification: Notification) => DeliveryPlan
    readonly outbox: { send(message: Message): void; drop(message: Message): void }
  }
}

export interface DeliveryNotes {
  /** A decision caused a notification. */
  readonly notification: { readonly id: string; readonly url: string; readonly body: JsonObject }
  /** The outcome of a delivery: one entry for each copy and each attempt. */
  readonly delivery: {
    /** The notification's id; `validation` or `prompt` for a request that is not a notification. */
    readonly id: string
    readonly url: string
    readonly outcome: DeliveryOutcome
    /** The status of the response, if there was one. */
    readonly status?: number
    /** Why the notification was not delivered. */
    readonly why?: string
  }
}

export type DeliveryContext = Context<DeliveryTypes>
