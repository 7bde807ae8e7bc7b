import { applyStep, explainRefusal } from './calls/behaviour/apply-step.ts'
import { parseIncomingCall, startIncomingCall } from './calls/behaviour/incoming-call.ts'
import { parseStep } from './calls/step-schema.ts'
import type { Emulator } from './emulator-api.ts'
import { createIds } from './engine/chance/ids.ts'
import { reportError } from './engine/run-callback.ts'
import type { Endpoint } from './graph/endpoint/endpoint.ts'
import { createAuthorize } from './graph/http/auth/authorize.ts'
import { createMswHandler } from './graph/http/msw-handler.ts'
import { createPipeline, type Handle, type Pipeline } from './graph/http/pipeline.ts'
import { createMachine, type Machine } from './machine.ts'
import { endpointGroups, endpoints, faultRule, type Types } from './modules.ts'
import { type CompleteOptions, completeOptions, type EmulatorOptions } from './options.ts'
import { populate } from './population/populate.ts'
import { parsePopulateOptions } from './population/populate-options.ts'
import { checkScenario } from './scenarios/language/check-scenario.ts'
import type { Scenario } from './scenarios/language/scenario.ts'
import { startScenario } from './scenarios/player/start-run.ts'
import { checkParts, toSnapshot } from './snapshot.ts'
import { createTimeTravel, type TimeTravel } from './time-travel.ts'

/**
 * Creates an emulator. Nothing happens before: importing this module does no work.
 *
 * @throws TypeError that names each wrong option, its value and what would be right.
 * @example
 * const emulator = createEmulator({ seed: 7, clock: 'manual', scenarios: [scenarios.answered] })
 * const server = setupServer(...emulator.handlers)
 */
export function createEmulator(given: EmulatorOptions = {}): Emulator {
  const options = completeOptions(given)
  const { directory } = options
  const machine = createMachine(options)
  const { engine, store, trace, faults, scheduler, outbox, delayedResponses, requestQueue } = machine
  const { handle, load } = createRequestPipeline(machine, options)
  const start = (scenarios: readonly Scenario[]) => {
    const started = scenarios.filter(({ trigger }) => trigger === 'start')
    if (started.length === 0) return
    engine.decide((context) => {
      for (const scenario of started) startScenario(context, scenario)
    })
  }
  start(options.scenarios)
  const beginning = machine.state()
  const snapshot = () => toSnapshot(machine.state())
  const timeTravel =
    options.timeTravelDepth === undefined
      ? undefined
      : createTimeTravel({ depth: options.timeTravelDepth, trace, take: snapshot, restore: machine.moveTo })

  return {
    handlers: [createMswHandler(handle, options.hosts)],
    fetch(input, init) {
      const isAbortable = init?.signal != null || input instanceof Request
      return fetchFrom(handle, new Request(input, init), isAbortable)
    },
    store: store.api,
    clock: scheduler.clock,
    directory,
    trace,
    faults,
    load,
    async settled() {
      await requestQueue.pending()
      // What is delivered may lead to more.
      for (let pending = delayedResponses.pending(); pending; pending = delayedResponses.pending()) await pending
    },
    receive: outbox.receive,
    incomingCall(options = {}) {
      const parsed = parseIncomingCall(options)
      return engine.decide((context) => startIncomingCall(context, parsed))
    },
    populate(given = {}) {
      const parsed = parsePopulateOptions(given)
      const population = engine.decide((context) => populate(context, parsed))
      if (population.reason !== undefined) reportError(options.onError, new Error(population.reason))
      return population
    },
    can(callId, step) {
      const parsed = parseStep(step, 'emulator.can')
      const call = store.world().calls.get(callId.toLowerCase())
      return call !== undefined && explainRefusal(call, parsed, directory) === undefined
    },
    perform(callId, step) {
      const parsed = parseStep(step, 'emulator.perform')
      const refusal = engine.decide((context) => applyStep(context, callId.toLowerCase(), parsed, { by: 'perform' }))
      if (refusal !== undefined) throw new Error(`emulator.perform: ${refusal}`)
    },
    use(...scenarios) {
      const checked = scenarios.map((scenario) => checkScenario(scenario, { ...options, faultRule }))
      machine.scenarios.prepend(checked)
      start(checked)
    },
    snapshot,
    restore(taken) {
      checkParts(taken)
      machine.moveTo(taken)
      timeTravel?.begin()
    },
    undo: () => requireTimeTravel(timeTravel, 'undo').undo(),
    redo: () => requireTimeTravel(timeTravel, 'redo').redo(),
    jumpTo: (mark) => requireTimeTravel(timeTravel, 'jumpTo').jumpTo(mark),
    reset() {
      outbox.clear()
      machine.moveTo({ ...beginning, clock: scheduler.initialState() })
      trace.clear()
      timeTravel?.begin()
    },
    [Symbol.dispose]() {
      outbox.dispose()
      scheduler.dispose()
      delayedResponses.releaseAll()
    },
  }
}

function createRequestPipeline(
  { engine, scheduler, trace, faults, throttle, outbox, delayedResponses, requestQueue, requestRandom }: Machine,
  { auth, directory, hosts, strict, recordsWritable }: CompleteOptions,
): Pipeline {
  const served = (all: readonly Endpoint<Types>[]) =>
    all.filter(({ writesRecords }) => recordsWritable || !writesRecords)
  return createPipeline({
    decide: engine.decide,
    now: scheduler.clock.now,
    ids: createIds(requestRandom),
    note: trace.note,
    origins: new Set(hosts),
    authorize: createAuthorize({ auth, throttle, appId: directory.app.id, tenantId: directory.tenantId }),
    strict,
    sendRequest(...args) {
      delayedResponses.releaseClock()
      return outbox.sendRequest(...args)
    },
    endpoints: served(endpoints),
    endpointGroups: endpointGroups.map((group) => ({ ...group, load: async () => served(await group.load()) })),
    faults,
    delay: delayedResponses.delay,
    queue: requestQueue,
  })
}

/**
 * As fetch: rejects when it is aborted, and when the connection is lost.
 * @param isAbortable Whether the caller may have given a signal: watching one costs as much as a small request.
 */
async function fetchFrom(handle: Handle, request: Request, isAbortable: boolean): Promise<Response> {
  if (isAbortable) request.signal.throwIfAborted()
  const handled = handle(request, notServed)
  const answered = isAbortable ? Promise.race([handled, rejectWhenAborted(request.signal)]) : handled
  const response = (await answered) ?? notServed(request)
  if (response.type !== 'error') return response
  throw new TypeError(`Failed to fetch: the connection was lost (${request.method} ${request.url}).`)
}

function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function notServed({ method, url }: Request): Response {
  const message = `The emulator does not serve ${method} ${url}: it is not one of Graph's calling APIs, or its origin is not among the option 'hosts'.`
  return Response.json({ error: { code: 'UnknownError', message } }, { status: 404 })
}

function requireTimeTravel(timeTravel: TimeTravel | undefined, what: string): TimeTravel {
  if (timeTravel) return timeTravel
  throw new Error(`emulator.${what}: no history is kept. Give createEmulator the option timeTravel: { depth: 50 }.`)
}
