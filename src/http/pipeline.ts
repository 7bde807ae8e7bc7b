import type { FaultKeeper, FaultRule } from '../faults/faults.ts'
import { GraphError } from '../odata/errors.ts'
import type { Asking, Operation } from '../operations/define.ts'
import type { Ids } from '../runtime/ids.ts'
import type { Engine } from '../simulation/engine.ts'
import type { Moment } from '../simulation/moment.ts'
import type { TraceKeeper } from '../trace/trace.ts'
import { DEFAULT_FORMAT, readFormat } from './accept.ts'
import { answerBatch } from './batch.ts'
import { readBody } from './body.ts'
import { checkBody } from './check-body.ts'
import { type Auth, enter } from './gate.ts'
import { readPreferences } from './prefer.ts'
import { readQuery, toCountReply } from './read-query.ts'
import { createResponder, type Exchange, toErrorResponse } from './response.ts'
import { createRouter } from './router.ts'
import { readTarget, type Target } from './target.ts'

interface PipelineParts {
  readonly faults: FaultKeeper
  readonly operations: readonly Operation[]
  readonly engine: Engine
  readonly now: () => number
  readonly ids: Ids
  readonly trace: TraceKeeper
  /** Whose requests are answered. */
  readonly origins: ReadonlySet<string>
  readonly auth: Auth
  readonly strict: boolean
  /** Sends a request to an endpoint of the app's. */
  readonly ask: Asking['ask']
}

export type Handle = (request: Request) => Promise<Response | undefined>

/**
 * Creates the way of a request: read, route, let in, check, run, write. It is the only place that turns an error into
 * an answer, so nothing is ever thrown at whoever sent the request.
 * @returns a function that gives nothing for a request that is not the emulator's.
 */
export function createPipeline({
  engine,
  now,
  ids,
  trace,
  origins,
  auth,
  strict,
  ask,
  operations,
  faults,
}: PipelineParts): Handle {
  const findRoute = createRouter(operations)
  const respond = createResponder()
  const onlyText = createTextPool()

  const answer = async (request: Request, target: Target | 'invalidVersion', exchange: Exchange): Promise<Response> => {
    if (target === 'invalidVersion') throw new GraphError('invalidVersion')
    const bearerToken = enter(request.headers, auth)
    const fault = faults.strike(request.method, `/${target.segments.join('/')}`)
    if (fault) return failOnOrder(fault, exchange)
    if (isBatch(target)) return answerBatchRequest(request, target, exchange)
    const { operation, params, counts } = findRoute(request.method, target)
    const rule = operation.body
    const body = rule ? checkBody(await readBody(request, rule.optional ?? false), rule, target.strict) : {}
    const query = readQuery(operation, target, counts)
    const isJson = !operation.binary && !counts
    const format = isJson ? readFormat(request.headers.get('accept'), query.format) : DEFAULT_FORMAT
    const { beta, functionArguments } = target
    const { serviceRoot, preferences } = exchange
    const asked = {
      serviceRoot,
      beta,
      strict: target.strict,
      query,
      functionArguments,
      bearerToken,
      userAgent: request.headers.get('user-agent'),
      url: request.url,
      maxPageSize: preferences.maxPageSize,
    }
    const check = (moment: Moment) => operation.check?.(moment, asked, params, body)
    // Nobody is asked for the sake of a request that is refused.
    if (operation.prepare) engine.decide(check)
    const asking = { now: exchange.now, token: () => ids.token(), ask }
    const learned = operation.prepare && (await operation.prepare(asking, asked, params, body))
    const reply = engine.decide((moment) => {
      check(moment)
      return operation.run(moment, asked, params, body, learned)
    })
    return respond(counts ? toCountReply(reply) : reply, query, exchange, format)
  }

  const answerBatchRequest = async (
    request: Request,
    { serviceRoot }: Target,
    exchange: Exchange,
  ): Promise<Response> => {
    if (request.method !== 'POST') throw new GraphError('methodNotAllowed').withHeaders({ Allow: 'POST' })
    const outer = { serviceRoot, authorization: request.headers.get('authorization') }
    // What is not the emulator's goes out, to the page's other handlers or into the world.
    const send = async (inner: Request) => (await handle(inner)) ?? fetch(inner)
    const json = await answerBatch(await readBody(request, false), outer, send)
    return respond({ kind: 'json', status: 200, json }, {}, exchange)
  }

  const handle: Handle = async (request) => {
    const url = new URL(request.url)
    const target = origins.has(url.origin) ? readTarget(url, strict) : undefined
    if (!target) return undefined
    const requestId = ids.guid()
    const exchange = {
      now: now(),
      method: request.method,
      preferences: readPreferences(request.headers.get('prefer')),
      requestId,
      clientRequestId: request.headers.get('client-request-id') ?? requestId,
      serviceRoot: onlyText(target === 'invalidVersion' ? url.origin : target.serviceRoot),
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
  return handle
}

/**
 * Gives the same text for equal ones. Calls keep their service root, and one that was cut out of a request's URL would
 * keep the URL, too.
 */
function createTextPool(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) => {
    const first = known.get(text)
    if (first === undefined) known.set(text, text)
    return first ?? text
  }
}

function failOnOrder({ error }: FaultRule, exchange: Exchange): Response {
  const { status, code, message = 'The request failed on order.', retryAfter } = error
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }
  return toErrorResponse({ status, code, message, headers }, exchange)
}

function isBatch({ segments }: Target): boolean {
  return segments.length === 1 && segments[0]?.toLowerCase() === '$batch'
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
