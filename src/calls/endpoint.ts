import type { DeliveryTypes } from '../engine/delivery/context.ts'
import { type DefineEndpoint, defineEndpointFor } from '../graph/endpoint/endpoint.ts'
import type { CallTypes } from './context.ts'

/** What the endpoints of this module may use. */
export type EndpointTypes = DeliveryTypes & CallTypes

export const defineEndpoint: DefineEndpoint<EndpointTypes> = defineEndpointFor()
