import type { Ids } from '../../engine/chance/ids.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Context } from '../../engine/module.ts'
import type { ModuleTypes } from '../../engine/module-types.ts'
import type { TraceKeeper } from '../../trace/trace.ts'
import type { Endpoint, OutboundRequests } from '../endpoint/endpoint.ts'
import { NOT_DOCUMENTED } from '../endpoint/permissions.ts'
import { GraphError } from '../errors/errors.ts'
import type { DelayedResponses } from '../faults/delayed-responses.ts'
import type { FaultInjector } from '../faults/faults.ts'
import type { LetIn } from './auth/entrance.ts'
import type { Gate } from './auth/gate.ts'
import { answerBatch } from './batch/batch.ts'
import { createClosestEndpointFinder } from './closest-endpoint.ts'
import { isText, toView } from './property-path.ts'
import { DEFAULT_FORMAT, readFormat } from './request/accept.ts'
import { readBody } from './request/body.ts'
import { checkBody } from './request/check-body.ts'
import { missingIn } from './request/clouds.ts'
import { readPreferences } from './request/prefer.ts'
import { createQueryReader } from './request/read-query.ts'
import { isBatch, readTarget, type Target } from './request/target.ts'
import { applyFault } from './response/apply-fault.ts'
import { answerPreflight, makeReadable } from './response/cors.ts'
import { isUnchanged } from './response/precondition.ts'
import { createReplyCache } from './response/reply-cache.ts'
import { createResponder, type ReceivedRequest, toErrorResponse } from './response/response.ts'
import { createRouter } from './router.ts'

interface PipelineParts<Types extends ModuleTypes> {
  readonly faults: FaultInjector
  readonly late: DelayedResponses['delay']
  readonly letIn: LetIn
  readonly operations: readonly Endpoint<Types>[]
  readonly engine: Engine<Types>
  readonly now: () => number
  readonly ids: Ids
  readonly trace: TraceKeeper
  /** Whose requests are answered. */
  readonly origins: ReadonlySet<string>
  readonly gate: Pick<Gate, 'permit'>
  readonly strict: boolean
  /** Sends a request to an endpoint of the app's. */
  readonly ask: OutboundRequests['ask']
}

const NOT_MODIFIED = { kind: 'empty', status: 304 } as const

export type Handle = (request: Request) => Promise<Response | undefined>

/**
 * Creates the way of a request: read, route, let in, check, run, write. It is the only place that turns an error into
 * an answer, so nothing is ever thrown at whoever sent the request.
 * @returns a function that gives nothing for a request that is not the emulator's.
 */
export function createPipeline<Types extends ModuleTypes>({
  engine,
  now,
  ids,
  trace,
  origins,
  gate,
  strict,
  ask,
  operations,
  faults,
  late,
  letIn,
}: PipelineParts<Types>): Handle {
  const findRoute = createRouter(operations)
  const nearest = createClosestEndpointFinder(operations)
  const readQuery = createQueryReader()
  const respond = createResponder()
  const keepReply = createReplyCache()
  const onlyText = createTextPool()

  const routeOf = (method: string, target: Target, { now, requestId }: ReceivedRequest) => {
    try {
      const missing = missingIn(target.serviceRoot, target.segments)
      if (missing !== undefined) throw new GraphError('unknownSegment', missing)
      return findRoute(method, target)
    } catch (error) {
      const path = `/${target.segments.join('/')}`
      trace.note(now, { type: 'unmatched', requestId, method, path, ...nearest(method, target) })
      throw error
    }
  }

  const answer = async (
    request: Request,
    target: Target | 'invalidVersion',
    exchange: ReceivedRequest,
  ): Promise<Response> => {
    if (request.method === 'OPTIONS') return answerPreflight(request.headers)
    if (target === 'invalidVersion') throw new GraphError('invalidVersion')
    const caller = letIn(request, target, exchange.now)
    if (isBatch(target)) return answerBatchRequest(request, target, exchange)
    const { operation, params, view } = routeOf(request.method, target, exchange)
    const { permissions = NOT_DOCUMENTED } = operation
    if (typeof permissions !== 'function') gate.permit(caller, permissions)
    const rule = operation.body
    const body = rule ? checkBody(await readBody(request, rule.optional ?? false), rule, target.strict) : {}
    const query = readQuery(operation, target, view)
    const isJson = !operation.binary && !isText(view)
    const format = isJson ? readFormat(request.headers.get('accept'), query.format) : DEFAULT_FORMAT
    const { beta, functionArguments } = target
    const { serviceRoot, preferences } = exchange
    const asked = {
      serviceRoot,
      beta,
      strict: target.strict,
      query,
      functionArguments,
      bearerToken: caller.token,
      userAgent: request.headers.get('user-agent'),
      url: request.url,
      maxPageSize: preferences.maxPageSize,
    }
    const check = (context: Context<Types>) => operation.check?.(context, asked, params, body)
    // Nobody is asked for the sake of a request that is refused.
    if (operation.prepare) engine.decide(check)
    const asking = { now: exchange.now, token: () => ids.token(), ask }
    const learned = operation.prepare && (await operation.prepare(asking, asked, params, body))
    const reply = engine.decide((context) => {
      check(context)
      if (typeof permissions === 'function') gate.permit(caller, permissions(context, params, body))
      const { versionOf } = operation
      if (versionOf && isUnchanged(request, () => versionOf(context, params))) return NOT_MODIFIED
      const run = () => operation.run(context, asked, params, body, learned)
      const basis = operation.cacheKey?.(context, asked)
      return basis ? keepReply(basis, `${preferences.maxPageSize} ${request.url}`, run) : run()
    })
    return respond(view === 'whole' ? reply : toView(reply, view, { ...format, ...exchange }), query, exchange, format)
  }

  const answerBatchRequest = async (
    request: Request,
    { serviceRoot }: Target,
    exchange: ReceivedRequest,
  ): Promise<Response> => {
    if (request.method !== 'POST') throw new GraphError('methodNotAllowed').withHeaders({ Allow: 'POST' })
    const outer = { serviceRoot, authorization: request.headers.get('authorization') }
    // What is not the emulator's goes out, to the page's other handlers or into the world.
    const send = async (inner: Request) => (await handle(inner, true)) ?? fetch(inner)
    const json = await answerBatch(await readBody(request, false), outer, send)
    return respond({ kind: 'json', status: 200, json }, {}, exchange)
  }

  const handle = async (request: Request, inBatch: boolean): Promise<Response | undefined> => {
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
    const serve = () =>
      answer(request, target, exchange).catch((thrown: unknown) => {
        error = toGraphError(thrown)
        return toErrorResponse(error, exchange)
      })
    const fault = target === 'invalidVersion' ? undefined : strike(request, target, { requestId, inBatch })
    const response = await (fault ? applyFault(fault, { exchange, signal: request.signal, serve, late }) : serve())
    const failure = error && { error: toLine(error) }
    trace.note(now(), { type: 'response', requestId, status: response.status, ...failure })
    makeReadable(response, request.headers)
    return request.method === 'HEAD' ? withoutBody(response) : response
  }

  const strike = (
    { method }: Request,
    { segments }: Target,
    { requestId, inBatch }: { readonly requestId: string; readonly inBatch: boolean },
  ) => {
    if (faults.state().length === 0 || method === 'OPTIONS') return undefined
    const fault = faults.match(method, `/${segments.join('/')}`, inBatch)
    if (fault) trace.note(now(), { type: 'fault', requestId, rules: fault.rules })
    return fault
  }
  return (request) => handle(request, false)
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

/** What is not the caller's mistake is ours: a bug, shown as such. */
function toGraphError(thrown: unknown): GraphError {
  if (thrown instanceof GraphError) return thrown
  console.error('[graph-communications-emulator]', thrown)
  return new GraphError('internal', `The emulator failed: ${String(thrown)}`)
}

function toLine({ code, message, hint }: GraphError): string {
  return [code, message].filter(Boolean).join(': ') + (hint === undefined ? '' : ` (${hint})`)
}

function withoutBody(response: Response): Response {
  if (response.type === 'error') return response
  const { status, headers } = response
  return new Response(null, { status, headers })
}
