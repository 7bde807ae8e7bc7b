import type { RequestHandler } from 'msw'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'

/** The test runner's functions of these names. */
export interface TestHooks {
  beforeAll(hook: () => Promise<void>): unknown
  afterEach(hook: () => Promise<void>): unknown
  afterAll(hook: () => Promise<void>): unknown
}

export interface SetupOptions extends EmulatorOptions {
  /** Your own handlers, for what is not Graph's calling API. */
  readonly handlers?: readonly RequestHandler[]
  /** Default: the runner's globals. Jest has them; Vitest has them with `globals: true`, otherwise import and give them. */
  readonly hooks?: TestHooks
}

/** What is the same of MSW's server and worker: `server.use(…)` answers otherwise until the test ends. */
export interface Server {
  use(...handlers: RequestHandler[]): void
  resetHandlers(...handlers: RequestHandler[]): void
}

export interface Setup {
  readonly emulator: Emulator
  readonly server: Server
}

/** How requests are caught: MSW in Node, or in a page. */
interface Interception {
  readonly server: Server
  start(): unknown
  stop(): unknown
}

export function setupWith(
  intercept: (handlers: RequestHandler[]) => Interception,
  { handlers = [], hooks, ...options }: SetupOptions,
): Setup {
  // Nothing is made before all three are there.
  const [beforeAll, afterEach, afterAll] = [
    hookNamed('beforeAll', hooks),
    hookNamed('afterEach', hooks),
    hookNamed('afterAll', hooks),
  ]
  const emulator = createEmulator({ clock: 'manual', ...options })
  const { server, start, stop } = intercept([...emulator.handlers, ...handlers])

  // Hooks without parameters, which give nothing back: Jest would wait for a callback to be called, and Vitest take what
  // a `beforeAll` returns for its tear-down.
  beforeAll(async () => {
    await start()
  })
  afterEach(async () => {
    server.resetHandlers()
    emulator.reset()
  })
  afterAll(async () => {
    await stop()
    emulator[Symbol.dispose]()
  })
  return { emulator, server }
}

function hookNamed(name: keyof TestHooks, hooks: TestHooks | undefined): (hook: () => Promise<void>) => void {
  const given: unknown = hooks ? hooks[name] : Reflect.get(globalThis, name)
  if (typeof given === 'function') return (hook) => given(hook)
  throw new TypeError(
    hooks
      ? `setupEmulator: 'hooks.${name}' is ${String(given)}. Give the test runner's own function.`
      : `setupEmulator: there is no global '${name}'. Give the test runner's own: setupEmulator({ hooks: { beforeAll, afterEach, afterAll } }).`,
  )
}
