import type { Context } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'
import type { EndpointReply } from '../endpoint/endpoint-reply.ts'
import { isUnchanged } from './response/precondition.ts'
import type { ReplyCache } from './response/reply-cache.ts'
import type { RoutedRequest } from './routing/routed-request.ts'

const NOT_MODIFIED = { kind: 'empty', status: 304 } as const

/**
 * Runs an endpoint within a decision: check, permissions that depend on the body, preconditions, and then the endpoint
 * itself, unless its reply is cached.
 * @param prepared What the endpoint's `prepare` returned.
 * @throws GraphError when the request is refused.
 */
export function runEndpoint<Types extends ModuleTypes>(
  context: Context<Types>,
  routed: RoutedRequest<Types>,
  prepared: unknown,
  cache: ReplyCache,
): EndpointReply {
  const { endpoint, params, body, endpointRequest, client, received } = routed
  const { permissions, versionOf } = endpoint
  endpoint.check?.(context, endpointRequest, params, body)
  if (typeof permissions === 'function') client.requirePermissions(permissions(context, params, body))
  if (versionOf && isUnchanged(received.request, () => versionOf(context, params))) return NOT_MODIFIED
  const run = () => endpoint.run(context, endpointRequest, params, body, prepared)
  const key = endpoint.cacheKey?.(context, endpointRequest)
  return key ? cache.reply(key, `${endpointRequest.maxPageSize} ${endpointRequest.url}`, run) : run()
}
