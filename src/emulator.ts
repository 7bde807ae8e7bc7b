import type { RequestHandler } from 'msw'
import { createRecordReader } from './call-records/record/record-reader.ts'
import { type IncomingCallOptions, parseIncomingCall, receiveCall } from './calls/behaviour/incoming-call.ts'
import { takeStep, whyNotNow } from './calls/behaviour/take-step.ts'
import type { CallRow } from './calls/rows.ts'
import { parseStep } from './calls/step-schema.ts'
import type { Step } from './calls/steps.ts'
import { appIdentity, type Directory } from './directory/directory.ts'
import { createIds } from './engine/chance/ids.ts'
import { createRandom } from './engine/chance/random.ts'
import { createDispatcher } from './engine/delivery/dispatch.ts'
import { createOutbox, type NotificationReceiver } from './engine/delivery/outbox.ts'
import { createEngine } from './engine/engine.ts'
import { createWorldStore, type ReadonlyWorldStore } from './engine/store/store.ts'
import { type Clock, createClock } from './engine/time/clock.ts'
import { createDelayedResponses } from './graph/faults/delayed-responses.ts'
import { createFaults, type Faults } from './graph/faults/faults.ts'
import { createEntrance } from './graph/http/auth/entrance.ts'
import { createGate } from './graph/http/auth/gate.ts'
import { createMswHandler } from './graph/http/msw-handler.ts'
import { createPipeline } from './graph/http/pipeline.ts'
import { createThrottle, NOTHING_COUNTED } from './graph/throttling/throttle.ts'
import { completeOptions, type EmulatorOptions } from './options.ts'
import { type PopulateOptions, type Population, parsePopulate, populate } from './population/populate.ts'
import { endpoints } from './routes.ts'
import { checkScenario } from './scenarios/language/check-scenario.ts'
import type { Scenario } from './scenarios/language/scenario.ts'
import { DEFAULT_SCENARIOS } from './scenarios/library/library.ts'
import { beginStory } from './scenarios/player/story.ts'
import { readSnapshot, type Snapshot, takeSnapshot, type WorldState } from './snapshot.ts'
import { createTimeTravel } from './time-travel.ts'
import { createTrace } from './trace/create-trace.ts'
import { tellErrors } from './trace/tell-errors.ts'
import type { Trace } from './trace/trace.ts'

/** A world of calls behind Microsoft Graph's calling APIs. Two emulators share nothing. */
export interface Emulator {
  /** For MSW: `setupWorker(...emulator.handlers)`, `setupServer(...emulator.handlers)`. What is not Graph's calling API falls through. */
  readonly handlers: RequestHandler[]
  /** The same without MSW. A URL that is not the emulator's is answered 404; only a fault (`drop`) makes it reject. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** The whole world, read-only: a zustand store. */
  readonly store: ReadonlyWorldStore
  readonly clock: Clock
  /** Who is there: the option `directory`, with what it left out. */
  readonly directory: Directory
  /** Failures on order: none until a rule is added. */
  readonly faults: Faults
  /** What happened, in order. */
  readonly trace: Trace
  /** Resolves when everything that was sent so far has been delivered and answered. No time passes: what is delayed stays so. */
  settled(): Promise<void>
  /**
   * Receives what is sent to a URL in this page: notifications, and the request for a prompt's WAV. The URL's query does
   * not matter.
   * @returns a function that ends this.
   */
  receive(url: string, receiver: NotificationReceiver): () => void
  /** Somebody calls the app, which is told. @returns the call as stored. */
  incomingCall(options?: IncomingCallOptions): CallRow
  /**
   * The other side, or its network, does something now.
   * @throws TypeError for a step that is no step; Error for one that the call's state does not allow. Nothing changes then.
   */
  perform(callId: string, step: Step): void
  /**
   * Whether the other side can take a step in the call now: what a button asks to know if it is enabled.
   * @throws TypeError for a step that is no step.
   */
  can(callId: string, step: Step): boolean
  /**
   * Fills the tenant with a past that ends before now: calls in office hours, with phones and meetings, with bad networks
   * and failures, from the seed. Their records, and their rows in the phone logs, are read as those of any other call;
   * nobody is notified of them. Once more adds another past. Nothing that is drawn later changes.
   * @throws TypeError that names each wrong option, its value and what would be right. Nothing changes then.
   */
  populate(options?: PopulateOptions): Population
  /** Puts scenarios before those in use. */
  use(...scenarios: readonly Scenario[]): void
  /** The whole world, its future and its chance: plain JSON when written. Taking one costs the same however large it is. */
  snapshot(): Snapshot
  /** Goes on from a snapshot, of this emulator or another with the same options, as it is or read back from JSON. */
  restore(snapshot: Snapshot): void
  /**
   * With the option `timeTravel`: back to the last change of a call's state but one, and forth again. The clock goes with
   * it; what was told to others stays told, and the trace goes on. @returns whether there was somewhere to go.
   * @throws Error without the option.
   */
  undo(): boolean
  redo(): boolean
  /** With the option `timeTravel`: to where a scenario set a mark (`{ do: 'mark', name }`). @throws Error that names the marks there are. */
  jumpTo(mark: string): void
  /** Back to the first seed, clock and scenarios; receivers stay. */
  reset(): void
  [Symbol.dispose](): void
}

/**
 * Creates an emulator. Nothing happens before: importing this module does no work.
 *
 * @throws TypeError that names each wrong option, its value and what would be right.
 * @example
 * const emulator = createEmulator({ seed: 7, clock: 'manual', scenarios: [scenarios.answered] })
 * const server = setupServer(...emulator.handlers)
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const complete = completeOptions(options)
  const random = createRandom(complete.seed)
  // Requests draw their ids from a chance of their own: how often an app polls changes nothing in the world.
  const requestRandom = random.fork('requests')
  // So do notifications: how they travel changes nothing of what they tell.
  const deliveryRandom = random.fork('deliveries')
  const store = createWorldStore()
  const trace = createTrace({
    size: complete.traceSize,
    isStill: () => clock.rate === 0 && outbox.settled() === undefined,
  })
  if (complete.onError) trace.subscribe(tellErrors(complete.onError))
  const faults = createFaults(requestRandom)
  for (const rule of complete.faults) faults.add(rule)
  const throttle = complete.throttle === 'graph' ? createThrottle() : undefined
  if (throttle) trace.subscribe((entry) => throttle.observe(entry, entry.at))
  let inUse = complete.scenarios
  const settings = {
    directory: complete.directory,
    appIdentity: appIdentity(complete.directory),
    callbackUri: complete.callbackUri,
    serviceRoot: `${complete.hosts[0]}/v1.0`,
    recordLatencyMs: complete.recordLatencyMs,
    scenarios: () => [...inUse, ...DEFAULT_SCENARIOS],
    records: createRecordReader(random.fork, { traceRoutes: complete.traceRoutes }),
    randomOf: random.fork,
  }
  const outbox = createOutbox({
    deliver: complete.deliver,
    note: (note) => trace.note(clock.now(), note),
    concluded: (...concluded) => engine.conclude(...concluded),
  })
  const delays = createDelayedResponses({
    schedule: (after) =>
      engine.decide(({ schedule }) => schedule({ after, subject: 'request', happening: { type: 'answerDue' } })),
    told: outbox.settled,
    expected: () => faults.state().length > 0,
  })
  const scheduler = createClock(complete.clock, {
    pending: (sequence) => store.world().pending.get(sequence),
    run(event) {
      engine.happen(event)
      if (event.happening.type === 'answerDue') delays.end(event.sequence)
    },
    settled: delays.underWay,
    onError: (error) => trace.note(clock.now(), { type: 'error', message: String(error) }),
  })
  const { clock } = scheduler
  const engine = createEngine({
    store,
    now: clock.now,
    wakeFor: scheduler.schedule,
    ids: createIds(random),
    random,
    deliveryRandom,
    dispatch: createDispatcher(complete.dispatch, deliveryRandom),
    settings,
    outbox,
    trace,
    faults,
  })
  const { directory } = complete
  const gate = createGate(complete.auth, directory.tenantId)
  const origins = new Set(complete.hosts)
  const operations = endpoints.filter(({ writesRecords }) => complete.recordsWritable || !writesRecords)
  const handle = createPipeline({
    engine,
    now: clock.now,
    ids: createIds(requestRandom),
    trace,
    origins,
    gate,
    letIn: createEntrance({ gate, throttle, appId: directory.app.id, tenantId: directory.tenantId }),
    strict: complete.strict,
    ask(...asked) {
      delays.asking()
      return outbox.ask(...asked)
    },
    operations,
    faults,
    late: delays.delay,
  })

  const chance = () => ({
    world: random.position(),
    requests: requestRandom.position(),
    deliveries: deliveryRandom.position(),
  })
  const goOnFrom = ({
    clock: time,
    random: positions,
    faults: rules,
    throttle: counted,
    scenarios,
    world,
  }: WorldState) => {
    const { pending } = store.world()
    random.moveTo(positions.world)
    requestRandom.moveTo(positions.requests)
    deliveryRandom.moveTo(positions.deliveries)
    faults.moveTo(rules)
    throttle?.moveTo(counted)
    inUse = scenarios
    scheduler.moveTo(time)
    store.replace(world)
    for (const event of world.pending.newSince(pending)) scheduler.schedule(event)
    delays.endAll()
  }
  const standing = () => ({
    random: chance(),
    faults: faults.state(),
    throttle: throttle?.state() ?? NOTHING_COUNTED,
    scenarios: inUse,
    world: store.world(),
  })
  const begin = (scenarios: readonly Scenario[]) => {
    const stories = scenarios.filter(({ trigger }) => trigger === 'start')
    if (stories.length > 0)
      engine.decide((moment) => {
        for (const story of stories) beginStory(moment, story)
      })
  }
  begin(inUse)
  const beginning = standing()
  const snapshot = () => takeSnapshot({ clock: scheduler.state(), ...standing() })
  const timeTravel =
    complete.timeTravelDepth === undefined
      ? undefined
      : createTimeTravel({
          depth: complete.timeTravelDepth,
          trace,
          take: snapshot,
          restore: (place) => goOnFrom(readSnapshot(place)),
        })
  const traveling = (what: string) => {
    if (timeTravel) return timeTravel
    throw new Error(`emulator.${what}: nothing is kept. Give createEmulator the option timeTravel: { depth: 50 }.`)
  }

  return {
    handlers: [createMswHandler(handle, complete.hosts)],
    async fetch(input, init) {
      const request = new Request(input, init)
      const response = (await handle(request)) ?? notServed(request)
      if (response.type !== 'error') return response
      // As fetch does when it is aborted, and when the connection is lost.
      request.signal.throwIfAborted()
      throw new TypeError(`Failed to fetch: the connection was lost (${request.method} ${request.url}).`)
    },
    store: store.api,
    clock,
    directory,
    trace,
    faults,
    async settled() {
      // What is delivered may lead to more.
      for (let underWay = delays.underWay(); underWay; underWay = delays.underWay()) await underWay
    },
    receive: outbox.receive,
    incomingCall(given = {}) {
      const parsed = parseIncomingCall(given)
      return engine.decide((moment) => receiveCall(moment, parsed))
    },
    populate(given = {}) {
      const parsed = parsePopulate(given)
      return engine.decide((moment) => populate(moment, parsed))
    },
    can(callId, step) {
      const parsed = parseStep(step, 'emulator.can')
      const call = store.world().calls.get(callId.toLowerCase())
      return call !== undefined && whyNotNow(call, parsed, complete.directory) === undefined
    },
    perform(anyCaseId, step) {
      const callId = anyCaseId.toLowerCase()
      const parsed = parseStep(step, 'emulator.perform')
      const refusal = engine.decide((moment) => takeStep(moment, callId, parsed, { by: 'perform' }))
      if (refusal) throw new Error(`emulator.perform: ${refusal}`)
    },
    use(...scenarios) {
      const checked = scenarios.map((scenario) => checkScenario(scenario, complete))
      inUse = [...checked, ...inUse]
      begin(checked)
    },
    snapshot,
    restore(taken) {
      goOnFrom(readSnapshot(taken))
      timeTravel?.begin()
    },
    undo: () => traveling('undo').undo(),
    redo: () => traveling('redo').redo(),
    jumpTo: (mark) => traveling('jumpTo').jumpTo(mark),
    reset() {
      outbox.clear()
      goOnFrom({ ...beginning, clock: scheduler.initialState() })
      trace.clear()
      timeTravel?.begin()
    },
    [Symbol.dispose]: () => {
      outbox.clear()
      scheduler.dispose()
      delays.endAll()
    },
  }
}

function notServed({ method, url }: Request): Response {
  const message = `The emulator does not serve ${method} ${url}: it is not one of Graph's calling APIs, or its origin is not among the option 'hosts'.`
  return Response.json({ error: { code: 'UnknownError', message } }, { status: 404 })
}
