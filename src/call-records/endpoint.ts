import type { CallTypes } from '../calls/context.ts'
import type { DeliveryTypes } from '../engine/delivery/context.ts'
import { type DefineEndpoint, defineEndpointFor } from '../graph/endpoint/define-endpoint.ts'
import { graphErrors } from '../graph/errors/graph-errors.ts'
import type { CallRecordTypes } from './context.ts'

/** What the endpoints of this module may use. */
export type EndpointTypes = DeliveryTypes & CallTypes & CallRecordTypes

export const defineEndpoint: DefineEndpoint<EndpointTypes> = defineEndpointFor(graphErrors.invalidProperty)
