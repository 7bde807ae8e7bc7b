import { appIdentity } from './directory/directory.ts'
import { createIds } from './engine/chance/ids.ts'
import { createRandom, type Random } from './engine/chance/random.ts'
import { randomPosition } from './engine/chance/random-position.ts'
import { createDeliveryPlanner } from './engine/delivery/delivery-plan.ts'
import { createOutbox, type Outbox } from './engine/delivery/outbox.ts'
import { createEngine, type Engine } from './engine/engine.ts'
import { restorable, type Stateful } from './engine/stateful.ts'
import type { WorldStore } from './engine/store/store.ts'
import { createClock, type Scheduler } from './engine/time/clock.ts'
import { checkRestored, members } from './engine/validation.ts'
import { createDelayedResponses, type DelayedResponses } from './graph/faults/delayed-responses.ts'
import { createFaults, type FaultInjector } from './graph/faults/faults.ts'
import { createRequestQueue, type RequestQueue } from './graph/http/request-queue.ts'
import { createThrottle, type Throttle, UNTHROTTLED } from './graph/throttling/throttle.ts'
import { actions, createStore, endDecision, faultRule, listeners, type Types } from './modules.ts'
import type { CompleteOptions } from './options.ts'
import { type ActiveScenarios, createActiveScenarios } from './scenarios/active-scenarios.ts'
import type { MachineState, RandomPositions } from './snapshot.ts'
import { createTrace } from './trace/create-trace.ts'
import { reportErrors } from './trace/report-errors.ts'
import type { TraceKeeper } from './trace/trace.ts'
import { createWorldState } from './world-state.ts'

/** Everything that has a state, wired once. */
export interface Machine {
  readonly store: WorldStore<Types>
  readonly trace: TraceKeeper
  readonly engine: Engine<Types>
  readonly scheduler: Scheduler
  readonly outbox: Outbox
  readonly delayedResponses: DelayedResponses
  readonly requestQueue: RequestQueue
  readonly faults: FaultInjector
  readonly throttle: Throttle | undefined
  readonly scenarios: ActiveScenarios
  /** The generator for request ids. It is separate, so polling does not affect the world. */
  readonly requestRandom: Random
  state(): MachineState
  /** Checks the state of every part, then moves all of them. @throws TypeError when one is wrong; nothing has moved then. */
  moveTo(state: MachineState): void
}

export function createMachine(options: CompleteOptions): Machine {
  const random = createRandom(options.seed)
  const requestRandom = random.fork('requests')
  // Separate, too: delivery settings do not change a notification's content.
  const deliveryRandom = random.fork('deliveries')
  const store = createStore()
  const scenarios = createActiveScenarios(options.scenarios)
  const faults = createFaults(requestRandom, faultRule)
  for (const rule of options.faults) faults.add(rule)

  // Clock, outbox and delayed responses need the engine, which needs them: they refer to each other in closures.
  const trace = createTrace({
    size: options.traceSize,
    isStalled: () => scheduler.clock.rate === 0 && outbox.settled() === undefined,
  })
  trace.subscribe(reportErrors(options.onError))
  const throttle = options.throttle === 'graph' ? createThrottle() : undefined
  if (throttle) trace.subscribe((entry) => throttle.observe(entry, entry.at))
  const requestQueue = createRequestQueue()
  const outbox = createOutbox({
    deliver: options.deliver,
    requests: requestQueue.pending,
    note: (note) => trace.note(scheduler.clock.now(), note),
    onDelivered: (message, outcome, response) =>
      engine.decide((context) => context.emit('delivered', { message, outcome, response })),
  })
  const delayedResponses = createDelayedResponses({
    schedule: (after) =>
      engine.decide((context) => context.schedule({ after, entityId: 'request', action: { type: 'responseDue' } })),
    deliveries: outbox.settled,
    mayDelay: () => faults.state().length > 0,
  })
  const scheduler = createClock(options.clock, {
    pending: (sequence) => store.world().pending.get(sequence),
    run: (event) => engine.run(event),
    settled: createSettled(delayedResponses.pending, requestQueue.pending),
    onError: (error) => trace.note(scheduler.clock.now(), { type: 'error', message: String(error) }),
  })
  const engine: Engine<Types> = createEngine<Types>({
    store,
    now: scheduler.clock.now,
    schedule: scheduler.schedule,
    ids: createIds(random),
    random,
    drawnFrom: [random, deliveryRandom],
    services: {
      ...toServices(options),
      forkRandom: random.fork,
      scenarios: scenarios.all,
      planDelivery: createDeliveryPlanner(options.delivery, deliveryRandom),
      outbox,
      faults,
      releaseResponse: delayedResponses.release,
    },
    note: trace.note,
    actions,
    listeners,
    endDecision,
  })

  const { state, moveTo } = createMachineState({
    random: createRandomState({ world: random, requests: requestRandom, deliveries: deliveryRandom }),
    faults,
    throttle: throttle ?? UNTHROTTLED,
    scenarios,
    clock: scheduler,
    world: createWorldState(store, scheduler.schedule),
  })
  return {
    store,
    trace,
    engine,
    scheduler,
    outbox,
    delayedResponses,
    requestQueue,
    faults,
    throttle,
    scenarios,
    requestRandom,
    state,
    moveTo(to) {
      moveTo(to)
      delayedResponses.releaseAll()
    },
  }
}

/** The services that follow from the options alone. */
function toServices({ directory, callbackUri, hosts, aloneLimitMs, recordLatencyMs, traceRoutes }: CompleteOptions) {
  return {
    directory,
    appIdentity: appIdentity(directory),
    callbackUri,
    serviceRoot: `${hosts[0]}/v1.0`,
    aloneLimitMs,
    recordLatencyMs,
    traceRoutes,
  }
}

/** The state of all parts as one. */
function createMachineState({
  random,
  faults,
  throttle,
  scenarios,
  clock,
  world,
}: {
  readonly [Name in keyof MachineState]: Stateful<MachineState[Name]>
}): Pick<Machine, 'state' | 'moveTo'> {
  // The clock moves before the world, whose new events are then scheduled.
  const checks = [
    restorable('random', random),
    restorable('faults', faults),
    restorable('throttle', throttle),
    restorable('scenarios', scenarios),
    restorable('clock', clock),
    restorable('world', world),
  ]
  return {
    state: () => ({
      clock: clock.state(),
      random: random.state(),
      faults: faults.state(),
      throttle: throttle.state(),
      scenarios: scenarios.state(),
      world: world.state(),
    }),
    moveTo(to) {
      const moves = checks.map((check) => check(to, to.clock.now))
      for (const move of moves) move()
    },
  }
}

/**
 * What the clock waits for before the next event: deliveries and delayed responses, and once the queued requests. Waiting
 * for later ones, too, would never end while apps poll.
 */
function createSettled(
  responses: () => Promise<void> | undefined,
  requests: () => Promise<void> | undefined,
): () => Promise<void> | undefined {
  let hasWaited = false
  return () => {
    const pending = responses()
    if (pending) return pending
    const queued = hasWaited ? undefined : requests()
    hasWaited = queued !== undefined
    return queued
  }
}

/** The positions of generators that a seed has. */
function createRandomState(generators: Record<keyof RandomPositions, Random>): Stateful<RandomPositions> {
  const { world, requests, deliveries } = generators
  return {
    state: () => ({ world: world.position(), requests: requests.position(), deliveries: deliveries.position() }),
    check(positions) {
      const schema = members({ world: randomPosition, requests: randomPosition, deliveries: randomPosition })
      checkRestored('random', schema, positions)
      return positions
    },
    moveTo(positions) {
      world.moveTo(positions.world)
      requests.moveTo(positions.requests)
      deliveries.moveTo(positions.deliveries)
    },
  }
}
