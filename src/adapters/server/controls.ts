import { createToken, type Emulator, type Scenario, scenarios, selectCallRecords, selectCalls } from '../../index.ts'

/** What a control is given: what stands in its path, and the JSON of the body, which its member of the emulator checks. */
// biome-ignore lint/suspicious/noExplicitAny: every member that takes it says by name what is wrong with it
type Argument = any

/** A member of the emulator for those who are in another process. */
export interface Control {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/emulator`; `:name` stands for a value. */
  readonly path: string
  /** The member, as it is called in JavaScript. */
  readonly does: string
  /** @returns the answer; nothing is answered 204. */
  run(emulator: Emulator, argument: Argument, params: Readonly<Record<string, string>>): unknown
}

/** The body is the argument, the answer is the result. */
export const CONTROLS: readonly Control[] = [
  { method: 'GET', path: '/clock', does: 'clock', run: toTime },
  moving('/clock/advance', 'clock.advance("2s")', ({ clock }, duration) => clock.advance(duration)),
  moving('/clock/advanceTo', 'clock.advanceTo("2026-01-05T10:00:00Z")', ({ clock }, at) => clock.advanceTo(at)),
  moving('/clock/runToIdle', 'clock.runToIdle()', ({ clock }) => clock.runToIdle()),
  moving('/clock/pause', 'clock.pause()', ({ clock }) => clock.pause()),
  moving('/clock/resume', 'clock.resume()', ({ clock }) => clock.resume()),
  {
    method: 'PUT',
    path: '/clock/rate',
    does: 'clock.rate = 10',
    run(emulator, rate) {
      emulator.clock.rate = rate
      return toTime(emulator)
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
    run: (emulator, given) => emulator.use(...[given].flat().map(toScenario)),
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
  { method: 'PUT', path: '/snapshot', does: 'restore(snapshot)', run: (emulator, taken) => emulator.restore(taken) },
  { method: 'POST', path: '/undo', does: 'undo()', run: (emulator) => emulator.undo() },
  { method: 'POST', path: '/redo', does: 'redo()', run: (emulator) => emulator.redo() },
  { method: 'POST', path: '/jumpTo', does: 'jumpTo("a mark")', run: (emulator, mark) => emulator.jumpTo(mark) },
  { method: 'POST', path: '/settled', does: 'settled()', run: (emulator) => emulator.settled() },
  { method: 'POST', path: '/reset', does: 'reset()', run: (emulator) => emulator.reset() },
]

/** Nobody here knows such a thing: 404. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError'
}

/** A control of the clock: its answer says what time it is afterwards. */
function moving(path: string, does: string, run: (emulator: Emulator, argument: Argument) => unknown): Control {
  const move: Control['run'] = async (emulator, argument) => {
    await run(emulator, argument)
    return toTime(emulator)
  }
  return { method: 'POST', path, does, run: move }
}

function toTime({ clock }: Emulator) {
  return { now: new Date(clock.now()).toISOString(), rate: clock.rate }
}

function requireCall({ store }: Emulator, callId: string) {
  const call = store.getState().calls.get(callId.toLowerCase())
  if (call) return call
  throw new NotFoundError(`There is no call '${callId}'. GET /emulator/calls lists those there are.`)
}

/** A scenario, or the name of one in the library. */
export function toScenario(given: string | Scenario): Scenario {
  if (typeof given !== 'string') return given
  const library: Readonly<Record<string, Scenario>> = scenarios
  const named = Object.hasOwn(library, given) ? library[given] : undefined
  if (named) return named
  throw new TypeError(`There is no scenario '${given}' in the library. There are ${Object.keys(library).join(', ')}.`)
}
