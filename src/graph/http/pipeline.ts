import type { ModuleTypes, Tagged } from '../../engine/module-types.ts'
import { GraphError } from '../errors/graph-error.ts'
import { graphErrors } from '../errors/graph-errors.ts'
import type { DelayedResponses } from '../faults/delayed-responses.ts'
import type { FaultInjector, FaultMatch } from '../faults/faults.ts'
import type { RequestNotes } from './notes.ts'
import { createRequestProcessor, type ProcessorParts } from './process-request.ts'
import type { ReceivedRequest } from './request/received-request.ts'
import { createRequestReader, type RequestReaderParts } from './request/request-reader.ts'
import type { RequestQueue } from './request-queue.ts'
import { applyFault } from './response/apply-fault.ts'
import { makeReadable } from './response/cors.ts'
import { toErrorResponse } from './response/error-response.ts'

interface PipelineParts<Types extends ModuleTypes> extends Omit<ProcessorParts<Types>, 'note'>, RequestReaderParts {
  readonly note: (at: number, note: Tagged<RequestNotes>) => void
  readonly faults: FaultInjector
  readonly delay: DelayedResponses['delay']
  readonly queue: RequestQueue
}

/**
 * @param fallThrough Responds to the requests of a batch that the emulator does not serve.
 * @returns nothing for a request that the emulator does not serve.
 */
export type Handle = (request: Request, fallThrough: FallThrough) => Promise<Response | undefined>

type FallThrough = (request: Request) => Response | Promise<Response>

export interface Pipeline {
  /** Takes a request to its response, if the emulator serves it. */
  readonly handle: Handle
  /** Loads everything that is otherwise loaded with the first request for it. */
  readonly load: () => Promise<void>
}

/**
 * Creates the request pipeline: receives a request, injects faults, processes it, and adds both to the trace. Only here an
 * error becomes a response, so the client never sees an exception.
 */
export function createPipeline<Types extends ModuleTypes>(parts: PipelineParts<Types>): Pipeline {
  const { now, note, faults, delay, queue } = parts
  const { targetOf, read } = createRequestReader(parts)
  const { process, load } = createRequestProcessor({
    ...parts,
    note: (entry) => note(now(), entry),
  })

  const receive = (
    request: Request,
    target: ReceivedRequest['target'],
    fallThrough: FallThrough,
    endTurn: () => void,
  ): ReceivedRequest =>
    read(request, target, {
      endTurn,
      sendInner(inner) {
        const innerTarget = targetOf(inner)
        if (innerTarget) return handle(receive(inner, innerTarget, fallThrough, endTurn), true)
        endTurn()
        return Promise.resolve(fallThrough(inner))
      },
    })

  const matchFault = ({ request, target, requestId }: ReceivedRequest, inBatch: boolean): FaultMatch | undefined => {
    if (target === 'invalidVersion' || request.method === 'OPTIONS' || faults.state().length === 0) return undefined
    const match = faults.match(request.method, target.segments, inBatch)
    if (match) note(now(), { type: 'fault', requestId, rules: match.rules })
    return match
  }

  const handle = async (received: ReceivedRequest, inBatch: boolean): Promise<Response> => {
    const { request } = received
    const { requestId } = received
    note(now(), { type: 'request', requestId, method: request.method, url: request.url })
    let error: GraphError | undefined
    const respond = () =>
      process(received).catch((thrown: unknown) => {
        error = toGraphError(thrown)
        return toErrorResponse(error, received)
      })
    const match = matchFault(received, inBatch)
    const response = await (match
      ? applyFault(match, { received, respond, delay: delayOutOfTurn(received) })
      : respond())
    note(now(), { type: 'response', requestId, status: response.status, ...(error && { error: toLine(error) }) })
    makeReadable(response, request.headers)
    return request.method === 'HEAD' ? withoutBody(response) : response
  }

  /** The work is done within the turn of the request. Then it waits for the clock. */
  const delayOutOfTurn =
    ({ endTurn }: ReceivedRequest): DelayedResponses['delay'] =>
    (durationMs, work) =>
      delay(durationMs, () => work().finally(endTurn))

  const handleInTurn: Handle = async (request, fallThrough) => {
    const target = targetOf(request)
    if (!target) return undefined
    const { begins, end } = queue.enter()
    try {
      if (begins) await begins
      return await handle(receive(request, target, fallThrough, end), false)
    } finally {
      end()
    }
  }

  return { handle: handleInTurn, load }
}

/** Anything that is not a GraphError is a bug in the emulator: it is logged, and reported as 500. */
function toGraphError(thrown: unknown): GraphError {
  if (thrown instanceof GraphError) return thrown
  console.error('[graph-communications-emulator]', thrown)
  return graphErrors.internal(`The emulator failed: ${String(thrown)}`)
}

function toLine({ code, message, hint }: GraphError): string {
  return [code, message].filter(Boolean).join(': ') + (hint === undefined ? '' : ` (${hint})`)
}

function withoutBody(response: Response): Response {
  if (response.type === 'error') return response
  const { status, headers } = response
  return new Response(null, { status, headers })
}
