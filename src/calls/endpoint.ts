import type { DeliveryTypes } from '../engine/delivery/context.ts'
import { type DefineEndpoint, defineEndpointFor } from '../graph/endpoint/define-endpoint.ts'
import type { CallTypes } from './context.ts'
import { callErrors } from './errors.ts'

/** The types that endpoints of calls may use. */
export type EndpointTypes = DeliveryTypes & CallTypes

export const defineEndpoint: DefineEndpoint<EndpointTypes> = defineEndpointFor(callErrors.invalidArgument)
