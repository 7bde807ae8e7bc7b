import type { Ids } from '../../engine/chance/ids.ts'
import type { Context } from '../../engine/module.ts'
import type { ModuleTypes, Tagged } from '../../engine/module-types.ts'
import type { Endpoint, OutboundRequests } from '../endpoint/endpoint.ts'
import type { EndpointReply } from '../endpoint/endpoint-reply.ts'
import { NO_PERMISSIONS, type Permissions } from '../endpoint/permissions.ts'
import { GraphError } from '../errors/graph-error.ts'
import { graphErrors } from '../errors/graph-errors.ts'
import { DEFAULT_FORMAT } from '../odata/json/format.ts'
import type { Authorize } from './auth/authorize.ts'
import { answerBatch } from './batch/batch.ts'
import { createClosestEndpointFinder } from './closest-endpoint.ts'
import type { RequestNotes } from './notes.ts'
import { readBody } from './request/body.ts'
import { type EndpointCall, readCall } from './request/read-call.ts'
import { createQueryReader } from './request/read-query.ts'
import type { ReceivedRequest } from './request/received-request.ts'
import { isBatch, type Target } from './request/target.ts'
import { answerPreflight } from './response/cors.ts'
import { toPartReply } from './response/part-reply.ts'
import { isUnchanged } from './response/precondition.ts'
import { createReplyCache } from './response/reply-cache.ts'
import { createReplyWriter } from './response/write-reply.ts'
import { createRouter, type Route } from './router.ts'

export interface ServerParts<Types extends ModuleTypes> {
  readonly endpoints: readonly Endpoint<Types>[]
  readonly authorize: Authorize
  /** Runs a decision: everything it does to the world happens, or nothing. */
  readonly decide: <Result>(decision: (context: Context<Types>) => Result) => Result
  readonly ids: Ids
  readonly note: (note: Tagged<RequestNotes>) => void
  /** Sends a request to a URL of the app. */
  readonly ask: OutboundRequests['ask']
  /** Sends a request of a batch, which may be for another service. */
  readonly sendInner: (request: Request) => Promise<Response>
}

const NOT_MODIFIED = { kind: 'empty', status: 304 } as const

/** Creates the function that serves a request. @returns a function that throws GraphError for a mistake of the client. */
export function createServer<Types extends ModuleTypes>({
  endpoints,
  authorize,
  decide,
  ids,
  note,
  ask,
  sendInner,
}: ServerParts<Types>): (received: ReceivedRequest) => Promise<Response> {
  const findRoute = createRouter(endpoints)
  const findClosest = createClosestEndpointFinder(endpoints)
  const readQuery = createQueryReader()
  const cache = createReplyCache()
  const write = createReplyWriter(cache)

  const serve = async (received: ReceivedRequest): Promise<Response> => {
    const { request, target, now } = received
    if (request.method === 'OPTIONS') return answerPreflight(request.headers)
    if (target === 'invalidVersion') throw graphErrors.invalidVersion()
    const route = isBatch(target) ? undefined : findRoute(request.method, target)
    const client = authorize(request, target, now, permissionsOf(route))
    if (!route) return serveBatch(received, target)
    if (route instanceof GraphError) throw noteUnmatched(route, received, target)
    const { body: rule, prepare } = route.endpoint
    const json = rule ? await readBody(request, rule.optional ?? false) : {}
    const call = readCall({ received, target, client, route, json, readQuery })
    const prepared = prepare ? await prepareEndpoint(call) : undefined
    const reply = decide((context) => runEndpoint(context, call, prepared))
    return write(call.part === 'whole' ? reply : toPartReply(reply, call.part, call), call)
  }

  const serveBatch = async (received: ReceivedRequest, { serviceRoot }: Target): Promise<Response> => {
    const { request } = received
    if (request.method !== 'POST') throw graphErrors.methodNotAllowed('POST')
    const outer = { serviceRoot, authorization: request.headers.get('authorization') }
    const json = await answerBatch(await readBody(request, false), outer, sendInner)
    return write({ kind: 'json', status: 200, json }, { received, query: {}, format: DEFAULT_FORMAT })
  }

  const noteUnmatched = (error: GraphError, { request, requestId }: ReceivedRequest, target: Target) => {
    const { method } = request
    const closest = findClosest(method, target)
    const path = `/${target.segments.join('/')}`
    note({ type: 'unmatched', requestId, method, path, ...(closest !== undefined && { nearest: closest }) })
    return error
  }

  /** Lets the endpoint send requests to the app. They are not sent for a request that is refused anyway. */
  const prepareEndpoint = ({ endpoint, params, body, request, received: { now } }: EndpointCall<Types>) => {
    decide((context) => endpoint.check?.(context, request, params, body))
    return endpoint.prepare?.({ now, token: () => ids.token(), ask }, request, params, body)
  }

  const runEndpoint = (context: Context<Types>, call: EndpointCall<Types>, prepared: unknown): EndpointReply => {
    const { endpoint, params, body, request, client, received } = call
    const { permissions, versionOf } = endpoint
    endpoint.check?.(context, request, params, body)
    if (typeof permissions === 'function') client.requirePermissions(permissions(context, params, body))
    if (versionOf && isUnchanged(received.request, () => versionOf(context, params))) return NOT_MODIFIED
    const run = () => endpoint.run(context, request, params, body, prepared)
    const key = endpoint.cacheKey?.(context, request)
    return key ? cache.reply(key, `${request.maxPageSize} ${request.url}`, run) : run()
  }

  return serve
}

/** The permissions that are checked before the body is read. */
function permissionsOf<Types extends ModuleTypes>(
  route: Route<Endpoint<Types>> | GraphError | undefined,
): Permissions | undefined {
  if (!route || route instanceof GraphError) return undefined
  const { permissions = NO_PERMISSIONS } = route.endpoint
  return typeof permissions === 'function' ? undefined : permissions
}
