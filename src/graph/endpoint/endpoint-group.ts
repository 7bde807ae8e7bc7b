import type { ModuleTypes } from '../../engine/module-types.ts'
import type { Endpoint, EndpointAddress } from './endpoint.ts'

/** Endpoints whose code is loaded when a request first needs one of them. */
export interface EndpointGroup<Types extends ModuleTypes> {
  /** Where the paths of all of them begin: `/communications/callRecords`. */
  readonly path: string
  /** Which requests are for them: known before they are loaded. */
  readonly addresses: readonly EndpointAddress[]
  readonly load: () => Promise<readonly Endpoint<Types>[]>
}
