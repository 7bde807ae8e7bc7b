import { GraphError } from '../odata/errors.ts'
import { checkQuery, parseQuery } from '../odata/query.ts'
import { routes } from '../operations/routes.ts'
import type { Ids } from '../runtime/ids.ts'
import type { Engine } from '../simulation/engine.ts'
import type { TraceKeeper } from '../trace/trace.ts'
import { readBody } from './body.ts'
import { checkBody } from './check-body.ts'
import { type Auth, enter } from './gate.ts'
import { createResponder, type Exchange, toErrorResponse } from './response.ts'
import { createRouter } from './router.ts'
import { readTarget, type Target } from './target.ts'

interface PipelineParts {
  readonly engine: Engine
  readonly now: () => number
  readonly ids: Ids
  readonly trace: TraceKeeper
  /** Whose requests are answered. */
  readonly origins: ReadonlySet<string>
  readonly auth: Auth
  readonly strict: boolean
}

export type Handle = (request: Request) => Promise<Response | undefined>

/**
 * Creates the way of a request: read, route, let in, check, run, write. It is the only place that turns an error into
 * an answer, so nothing is ever thrown at whoever sent the request.
 * @returns a function that gives nothing for a request that is not the emulator's.
 */
export function createPipeline({ engine, now, ids, trace, origins, auth, strict }: PipelineParts): Handle {
  const findRoute = createRouter(routes)
  const respond = createResponder()

  const answer = async (request: Request, target: Target | 'invalidVersion', exchange: Exchange): Promise<Response> => {
    if (target === 'invalidVersion') throw new GraphError('invalidVersion')
    const bearerToken = enter(request.headers, auth)
    const { operation, params } = findRoute(request.method, target)
    const rule = operation.body
    const body = rule ? checkBody(await readBody(request, rule.optional ?? false), rule, target.strict) : {}
    const query = parseQuery(operation.method === 'GET' ? target.search : '', { bare: target.beta })
    checkQuery(query, operation.type ?? '', operation.query)
    const { serviceRoot, beta, functionArguments } = target
    const asked = { serviceRoot, beta, strict: target.strict, query, functionArguments, bearerToken }
    const reply = engine.decide((moment) => operation.run(moment, asked, params, body))
    return respond(reply, query, exchange)
  }

  return async (request) => {
    const url = new URL(request.url)
    const target = origins.has(url.origin) ? readTarget(url, strict) : undefined
    if (!target) return undefined
    const requestId = ids.guid()
    const exchange = {
      now: now(),
      requestId,
      clientRequestId: request.headers.get('client-request-id') ?? requestId,
      serviceRoot: target === 'invalidVersion' ? url.origin : target.serviceRoot,
    }
    trace.note(now(), { type: 'request', requestId, method: request.method, url: request.url })
    let error: GraphError | undefined
    const response = await answer(request, target, exchange).catch((thrown: unknown) => {
      error = toGraphError(thrown)
      return toErrorResponse(error, exchange)
    })
    const failure = error && { error: `${error.code}: ${error.message}` }
    trace.note(now(), { type: 'response', requestId, status: response.status, ...failure })
    return request.method === 'HEAD' ? withoutBody(response) : response
  }
}

/** What is not the caller's mistake is ours: a bug, shown as such. */
function toGraphError(thrown: unknown): GraphError {
  if (thrown instanceof GraphError) return thrown
  console.error('[graph-communications-emulator]', thrown)
  return new GraphError('internal', `The emulator failed: ${String(thrown)}`)
}

function withoutBody({ status, headers }: Response): Response {
  return new Response(null, { status, headers })
}
