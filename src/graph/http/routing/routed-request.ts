import type { ModuleTypes } from '../../../engine/module-types.ts'
import type { JsonObject } from '../../../engine/values/json.ts'
import type { Endpoint, EndpointRequest } from '../../endpoint/endpoint.ts'
import { DEFAULT_FORMAT, type Format } from '../../odata/json/format.ts'
import type { Query } from '../../odata/query/query.ts'
import type { AuthorizedClient } from '../auth/authorize.ts'
import { readFormat } from '../request/accept.ts'
import { checkBody } from '../request/check-body.ts'
import type { ReceivedRequest } from '../request/received-request.ts'
import type { Target } from '../request/target.ts'
import { isText } from './property-path.ts'
import type { ReadQuery } from './read-query.ts'
import type { Route } from './router.ts'

/** A request that has been read and checked, and the endpoint that it is for. */
export interface RoutedRequest<Types extends ModuleTypes> extends Route<Endpoint<Types>> {
  readonly received: ReceivedRequest
  readonly client: AuthorizedClient
  readonly body: JsonObject
  readonly query: Query
  /** What the endpoint is given of it. */
  readonly endpointRequest: EndpointRequest
  /** How the response is written. */
  readonly format: Format
}

interface RoutedRequestParts<Types extends ModuleTypes> {
  readonly received: ReceivedRequest
  readonly target: Target
  readonly client: AuthorizedClient
  readonly route: Route<Endpoint<Types>>
  /** The body as it was sent. */
  readonly json: JsonObject
  readonly readQuery: ReadQuery
}

/** @throws GraphError for a body, a query or an `Accept` header that the endpoint does not take. */
export function readRoutedRequest<Types extends ModuleTypes>({
  received,
  target,
  client,
  route,
  readQuery,
  json,
}: RoutedRequestParts<Types>): RoutedRequest<Types> {
  const { endpoint, part } = route
  const { request, serviceRoot, preferences } = received
  const { headers, url } = request
  const body = endpoint.body ? checkBody(json, endpoint.body, target.strict) : json
  const query = readQuery(endpoint, target, part)
  const isJson = !endpoint.binary && !isText(part)
  return {
    ...route,
    received,
    client,
    body,
    query,
    endpointRequest: {
      serviceRoot,
      beta: target.beta,
      strict: target.strict,
      query,
      functionArguments: target.functionArguments,
      bearerToken: client.bearerToken,
      appId: client.appId,
      userAgent: headers.get('user-agent'),
      url,
      maxPageSize: preferences.maxPageSize,
    },
    format: isJson ? readFormat(headers.get('accept'), query.format) : DEFAULT_FORMAT,
  }
}
