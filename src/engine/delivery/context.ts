import type { Context } from '../module.ts'
import type { ModuleTypes } from '../module-types.ts'
import type { JsonObject } from '../values/json.ts'
import type { DeliveryPlan } from './delivery-plan.ts'
import type { DeliveryOutcome, DeliveryReply, Message, Notification } from './notification.ts'

/** The types of the module that sends notifications. */
export interface DeliveryTypes extends ModuleTypes {
  readonly tables: object
  readonly derived: object
  readonly actions: {
    /** A notification that was delayed is sent. */
    readonly sendNotification: { readonly message: Message }
  }
  readonly emits: {
    /** A message with a `correlation` has been delivered, or was not: once for each copy. */
    readonly delivered: {
      readonly message: Message
      readonly outcome: DeliveryOutcome
      readonly reply: DeliveryReply | undefined
    }
  }
  readonly notes: DeliveryNotes
  readonly services: {
    readonly planDelivery: (notification: Notification) => DeliveryPlan
    readonly outbox: { send(message: Message): void; drop(message: Message): void }
  }
}

export interface DeliveryNotes {
  /** A notification was decided on. */
  readonly notification: { readonly id: string; readonly url: string; readonly body: JsonObject }
  /** What became of a notification, by its id: one entry for each copy and each attempt. */
  readonly delivery: {
    readonly id: string
    readonly url: string
    readonly outcome: DeliveryOutcome
    readonly status?: number
    readonly why?: string
  }
}

export type DeliveryContext = Context<DeliveryTypes>
