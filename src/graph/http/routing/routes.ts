import type { ModuleTypes } from '../../../engine/module-types.ts'
import type { Endpoint } from '../../endpoint/endpoint.ts'
import type { EndpointGroup } from '../../endpoint/endpoint-group.ts'
import { createClosestEndpointFinder } from './closest-endpoint.ts'
import { type CodeLoader, createCodeLoader, type LoadableCode } from './code-loader.ts'
import { createRouter, type Router } from './router.ts'

/** The endpoints that are there, and those whose code is loaded with the first request for one of them. */
export interface Routes<Types extends ModuleTypes> extends CodeLoader, Pick<Router<Endpoint<Types>>, 'find'> {
  /** Finds the endpoint that a request without a route may have meant, loaded or not. */
  readonly findClosest: ReturnType<typeof createClosestEndpointFinder>
}

export interface RoutesParts<Types extends ModuleTypes> {
  readonly endpoints: readonly Endpoint<Types>[]
  readonly endpointGroups: readonly EndpointGroup<Types>[]
}

/** @param others What else is loaded on demand. */
export function createRoutes<Types extends ModuleTypes>(
  { endpoints, endpointGroups }: RoutesParts<Types>,
  others: readonly LoadableCode[],
): Routes<Types> {
  const { add, find } = createRouter<Endpoint<Types>>()
  add(endpoints)
  const groups = endpointGroups.map(({ path, load }) => ({ path, load: async () => add(await load()) }))
  const addresses = endpointGroups.flatMap((group) => group.addresses)
  return {
    ...createCodeLoader([...groups, ...others]),
    find,
    findClosest: createClosestEndpointFinder([...endpoints, ...addresses]),
  }
}
