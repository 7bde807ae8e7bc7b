import { createToken, type Emulator, selectCallRecords, selectCalls } from '../../index.ts'
import { NotFoundError } from './not-found-error.ts'
import { resolveScenario } from './resolve-scenario.ts'

/** The JSON of the body, unvalidated. */
// biome-ignore lint/suspicious/noExplicitAny: the emulator's members validate their arguments
type Argument = any

/** A request of the control API, which calls a member of the emulator. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/emulator`; `:name` is a parameter. */
  readonly path: string
  /** The same call in JavaScript. */
  readonly does: string
  /** @returns the response body; undefined is answered with 204. */
  run(emulator: Emulator, argument: Argument, params: Readonly<Record<string, string>>): unknown
}

/** The request body is the argument of the member, the response body its result. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  { method: 'GET', path: '/clock', does: 'clock', run: clockState },
  clockRoute('/clock/advance', 'clock.advance("2s")', ({ clock }, duration) => clock.advance(duration)),
  clockRoute('/clock/advanceTo', 'clock.advanceTo("2026-01-05T10:00:00Z")', ({ clock }, at) => clock.advanceTo(at)),
  clockRoute('/clock/runToIdle', 'clock.runToIdle()', ({ clock }) => clock.runToIdle()),
  clockRoute('/clock/pause', 'clock.pause()', ({ clock }) => clock.pause()),
  clockRoute('/clock/resume', 'clock.resume()', ({ clock }) => clock.resume()),
  {
    method: 'PUT',
    path: '/clock/rate',
    does: 'clock.rate = 10',
    run(emulator, rate) {
      emulator.clock.rate = rate
      return clockState(emulator)
    },
  },
  {
    method: 'POST',
    path: '/incomingCall',
    does: 'incomingCall({ from: { phone: "+12065550100" } })',
    run: (emulator, options) => emulator.incomingCall(options),
  },
  { method: 'GET', path: '/calls', does: 'the calls as stored', run: ({ store }) => selectCalls()(store.getState()) },
  {
    method: 'GET',
    path: '/calls/:callId',
    does: 'a call as stored, also when it has ended',
    run: (emulator, _, { callId = '' }) => requireCall(emulator, callId),
  },
  {
    method: 'POST',
    path: '/calls/:callId/perform',
    does: 'perform(callId, { do: "hangUp" })',
    run(emulator, step, { callId = '' }) {
      requireCall(emulator, callId)
      emulator.perform(callId, step)
    },
  },
  {
    method: 'POST',
    path: '/calls/:callId/can',
    does: 'can(callId, { do: "hangUp" })',
    run(emulator, step, { callId = '' }) {
      requireCall(emulator, callId)
      return emulator.can(callId, step)
    },
  },
  {
    method: 'GET',
    path: '/callRecords',
    does: 'the call records as stored',
    run: ({ store }) => selectCallRecords()(store.getState()),
  },
  {
    method: 'POST',
    path: '/use',
    does: 'use("busy"), use({ name: …, steps: […] }), or several in a list',
    run: (emulator, scenarios) => emulator.use(...[scenarios].flat().map(resolveScenario)),
  },
  {
    method: 'POST',
    path: '/populate',
    does: 'populate({ days: 14 })',
    run: (emulator, options) => emulator.populate(options),
  },
  {
    method: 'POST',
    path: '/faults',
    does: 'faults.add({ match: …, error: … })',
    run: ({ faults }, rule) => void faults.add(rule),
  },
  { method: 'DELETE', path: '/faults', does: 'faults.clear()', run: ({ faults }) => faults.clear() },
  {
    method: 'DELETE',
    path: '/faults/:name',
    does: 'faults.remove(name)',
    run: ({ faults }, _, { name = '' }) => faults.remove(name),
  },
  { method: 'GET', path: '/trace', does: 'trace', run: ({ trace }) => trace.entries() },
  { method: 'GET', path: '/trace/mermaid', does: 'trace.toMermaid()', run: ({ trace }) => trace.toMermaid() },
  { method: 'DELETE', path: '/trace', does: 'trace.clear()', run: ({ trace }) => trace.clear() },
  {
    method: 'POST',
    path: '/createToken',
    does: 'createToken({ roles: ["Calls.Initiate.All"] })',
    run: (_, options) => createToken(options),
  },
  { method: 'GET', path: '/snapshot', does: 'snapshot()', run: (emulator) => emulator.snapshot() },
  {
    method: 'PUT',
    path: '/snapshot',
    does: 'restore(snapshot)',
    run: (emulator, snapshot) => emulator.restore(snapshot),
  },
  { method: 'POST', path: '/undo', does: 'undo()', run: (emulator) => emulator.undo() },
  { method: 'POST', path: '/redo', does: 'redo()', run: (emulator) => emulator.redo() },
  { method: 'POST', path: '/jumpTo', does: 'jumpTo("a mark")', run: (emulator, mark) => emulator.jumpTo(mark) },
  { method: 'POST', path: '/settled', does: 'settled()', run: (emulator) => emulator.settled() },
  { method: 'POST', path: '/reset', does: 'reset()', run: (emulator) => emulator.reset() },
]

/** A route that moves the clock, and answers with the time afterwards. */
function clockRoute(
  path: string,
  does: string,
  run: (emulator: Emulator, argument: Argument) => unknown,
): ControlRoute {
  const moveClock: ControlRoute['run'] = async (emulator, argument) => {
    await run(emulator, argument)
    return clockState(emulator)
  }
  return { method: 'POST', path, does, run: moveClock }
}

function clockState({ clock }: Emulator) {
  return { now: new Date(clock.now()).toISOString(), rate: clock.rate }
}

function requireCall({ store }: Emulator, callId: string) {
  const call = store.getState().calls.get(callId.toLowerCase())
  if (call) return call
  throw new NotFoundError(`There is no call '${callId}'. GET /emulator/calls lists all calls.`)
}
