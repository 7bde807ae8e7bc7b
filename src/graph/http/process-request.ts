import type { Ids } from '../../engine/chance/ids.ts'
import type { Context } from '../../engine/module.ts'
import type { ModuleTypes, Tagged } from '../../engine/module-types.ts'
import { setWallTimer } from '../../engine/time/wall-timer.ts'
import type { JsonObject } from '../../engine/values/json.ts'
import type { Endpoint, OutboundRequests } from '../endpoint/endpoint.ts'
import { NO_PERMISSIONS, type Permissions } from '../endpoint/permissions.ts'
import { GraphError } from '../errors/graph-error.ts'
import { graphErrors } from '../errors/graph-errors.ts'
import { DEFAULT_FORMAT } from '../odata/json/format.ts'
import type { Authorize } from './auth/authorize.ts'
import type { RequestNotes } from './notes.ts'
import { readBody } from './request/body.ts'
import type { ReceivedRequest } from './request/received-request.ts'
import { isBatch, type Target } from './request/target.ts'
import { toPreflightResponse } from './response/cors.ts'
import { toPartReply } from './response/part-reply.ts'
import { createReplyCache } from './response/reply-cache.ts'
import { createReplyWriter } from './response/write-reply.ts'
import { createQueryReader } from './routing/read-query.ts'
import { type RoutedRequest, readRoutedRequest } from './routing/routed-request.ts'
import type { Route } from './routing/router.ts'
import { createRoutes, type RoutesParts } from './routing/routes.ts'
import { runEndpoint } from './run-endpoint.ts'

export interface ProcessorParts<Types extends ModuleTypes> extends RoutesParts<Types> {
  readonly authorize: Authorize
  /** Runs a decision: everything it does to the world happens, or nothing. */
  readonly decide: <Result>(decision: (context: Context<Types>) => Result) => Result
  readonly ids: Ids
  readonly note: (note: Tagged<RequestNotes>) => void
  /** Sends a request to a URL of the app. */
  readonly sendRequest: OutboundRequests['sendRequest']
}

interface RequestProcessor {
  /** Takes a request from routing to the written reply. @throws GraphError for a mistake of the client. */
  process(received: ReceivedRequest): Promise<Response>
  /** Loads everything that is otherwise loaded with the first request for it. */
  load(): Promise<void>
}

export function createRequestProcessor<Types extends ModuleTypes>({
  authorize,
  decide,
  ids,
  note,
  sendRequest,
  ...routesParts
}: ProcessorParts<Types>): RequestProcessor {
  const routes = createRoutes(routesParts, [{ path: '/$batch', load: async () => void (await loadBatch()) }])
  const readQuery = createQueryReader()
  const cache = createReplyCache()
  const write = createReplyWriter(cache)

  const processRequest = async (received: ReceivedRequest): Promise<Response> => {
    const { request, target, now } = received
    if (request.method === 'OPTIONS') return toPreflightResponse(request.headers)
    if (target === 'invalidVersion') throw graphErrors.invalidVersion()
    const loading = routes.loadFor(target)
    if (loading) await loading
    const route = isBatch(target) ? undefined : routes.find(request.method, target)
    const client = authorize(request, target, now, permissionsOf(route))
    if (!route) return processBatchRequest(received, target)
    if (route instanceof GraphError) throw noteUnmatched(route, received, target)
    const { body: rule, prepare } = route.endpoint
    const json = rule ? await readInTime(received, rule.optional ?? false) : {}
    const routed = readRoutedRequest({ received, target, client, route, json, readQuery })
    const prepared = prepare ? await prepareEndpoint(routed) : undefined
    const reply = decide((context) => runEndpoint(context, routed, prepared, cache))
    return write(routed.part === 'whole' ? reply : toPartReply(reply, routed.part, routed), routed)
  }

  const processBatchRequest = async (received: ReceivedRequest, { serviceRoot }: Target): Promise<Response> => {
    const { request, sendInner } = received
    if (request.method !== 'POST') throw graphErrors.methodNotAllowed('POST')
    const outer = { serviceRoot, authorization: request.headers.get('authorization') }
    const { processBatch } = await loadBatch()
    const json = await processBatch(await readInTime(received, false), outer, sendInner)
    return write({ kind: 'json', status: 200, json }, { received, query: {}, format: DEFAULT_FORMAT })
  }

  const noteUnmatched = (error: GraphError, { request, requestId }: ReceivedRequest, target: Target) => {
    const { method } = request
    const closest = routes.findClosest(method, target)
    const path = `/${target.segments.join('/')}`
    note({ type: 'unmatched', requestId, method, path, ...(closest !== undefined && { nearest: closest }) })
    return error
  }

  /** Lets the endpoint send requests to the app. They are not sent for a request that is refused anyway. */
  const prepareEndpoint = ({ endpoint, params, body, endpointRequest, received }: RoutedRequest<Types>) => {
    const { now, endTurn } = received
    decide((context) => endpoint.check?.(context, endpointRequest, params, body))
    const send: typeof sendRequest = (...args) => {
      endTurn()
      return sendRequest(...args)
    }
    return endpoint.prepare?.({ now, token: () => ids.token(), sendRequest: send }, endpointRequest, params, body)
  }

  return { process: processRequest, load: routes.loadAll }
}

const loadBatch = () => import('./batch/batch.ts')

/**
 * How long a request may keep its turn while its body is read, by the wall clock: the emulator's choice. Without a limit,
 * a body that never ends would stop all other requests and the clock. A request that is aborted loses its turn at once.
 */
const BODY_TURN_MS = 10_000

async function readInTime({ request, endTurn }: ReceivedRequest, optional: boolean): Promise<JsonObject> {
  const cancel = setWallTimer(BODY_TURN_MS, endTurn)
  request.signal.addEventListener('abort', endTurn, { once: true })
  if (request.signal.aborted) endTurn()
  try {
    return await readBody(request, optional)
  } finally {
    cancel()
    request.signal.removeEventListener('abort', endTurn)
  }
}

/** The permissions that are checked before the body is read. */
function permissionsOf<Types extends ModuleTypes>(
  route: Route<Endpoint<Types>> | GraphError | undefined,
): Permissions | undefined {
  if (!route || route instanceof GraphError) return undefined
  const { permissions = NO_PERMISSIONS } = route.endpoint
  return typeof permissions === 'function' ? undefined : permissions
}
