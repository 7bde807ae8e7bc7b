import type { CallRecordTypes } from '../call-records/context.ts'
import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import { type DefineEndpoint, defineEndpointFor } from '../graph/endpoint/define-endpoint.ts'
import type { SubscriptionTypes } from './context.ts'
import { subscriptionErrors } from './errors.ts'

/** The types that endpoints of subscriptions may use. */
export type EndpointTypes = DeliveryTypes & CallTypes & CallRecordTypes & SubscriptionTypes

export const defineEndpoint: DefineEndpoint<EndpointTypes> = defineEndpointFor(subscriptionErrors.invalidSubscription)
