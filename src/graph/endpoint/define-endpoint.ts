import type { ModuleTypes } from '../../engine/module-types.ts'
import type { BodyRule, Endpoint, EndpointOf } from './endpoint.ts'

/** Each module has a `defineEndpoint` of its own, whose endpoints see its tables and those of the modules below. */
export interface DefineEndpoint<Types extends ModuleTypes> {
  /** @typeParam Body The body once it has been checked against the rule in `body`. */
  <Body>(endpoint: EndpointOf<Types, Body>): Endpoint<Types>
  /** @typeParam Prepared What `prepare` hands to `run`. */
  <Body, Prepared>(
    endpoint: EndpointOf<Types, Body, Prepared> & Required<Pick<EndpointOf<Types, Body, Prepared>, 'prepare'>>,
  ): Endpoint<Types>
}

/** @param invalid Creates the module's error for an invalid value in a body. */
export function defineEndpointFor<Types extends ModuleTypes>(
  invalid: NonNullable<BodyRule['invalid']>,
): DefineEndpoint<Types> {
  return <Body, Prepared>(endpoint: EndpointOf<Types, Body, Prepared>) => {
    const { body } = endpoint
    const defined = body ? { ...endpoint, body: { invalid, ...body } } : endpoint
    // The pipeline calls `run` only with a body that fits the rule in `body`, and with what `prepare` returned.
    return defined as EndpointOf<Types, never, Prepared> as Endpoint<Types>
  }
}
