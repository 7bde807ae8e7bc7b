import type { RequestHandler } from 'msw'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../index.ts'

/** The test runner's hooks. */
export interface TestHooks {
  beforeAll(hook: () => Promise<void>): unknown
  afterEach(hook: () => Promise<void>): unknown
  afterAll(hook: () => Promise<void>): unknown
}

export interface SetupOptions extends EmulatorOptions {
  /** MSW handlers for requests to other APIs. */
  readonly handlers?: readonly RequestHandler[]
  /** Default: the runner's globals. Jest has them, Vitest only with `globals: true`; otherwise import and pass them. */
  readonly hooks?: TestHooks
}

/** The members that MSW's server and worker share. `server.use(…)` adds handlers until the end of the test. */
export interface Server {
  use(...handlers: RequestHandler[]): void
  resetHandlers(...handlers: RequestHandler[]): void
}

export interface Setup {
  readonly emulator: Emulator
  readonly server: Server
}

/** MSW's server in Node, or its worker in a page. */
interface Interception {
  readonly server: Server
  start(): unknown
  stop(): unknown
}

export function setupWith(
  intercept: (handlers: RequestHandler[]) => Interception,
  { handlers = [], hooks, ...options }: SetupOptions,
): Setup {
  // Before anything is created: a missing hook must leave nothing behind.
  const [beforeAll, afterEach, afterAll] = [
    findHook('beforeAll', hooks),
    findHook('afterEach', hooks),
    findHook('afterAll', hooks),
  ]
  const emulator = createEmulator({ clock: 'manual', ...options })
  const { server, start, stop } = intercept([...emulator.handlers, ...handlers])

  // The hooks take no parameter and return nothing: Jest would wait for a callback, and Vitest runs what `beforeAll` returns
  // as its teardown.
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

function findHook(name: keyof TestHooks, hooks: TestHooks | undefined): (callback: () => Promise<void>) => void {
  const hook: unknown = hooks ? hooks[name] : Reflect.get(globalThis, name)
  if (typeof hook === 'function') return (callback) => hook(callback)
  throw new TypeError(
    hooks
      ? `setupEmulator: 'hooks.${name}' is ${String(hook)}. Pass the test runner's ${name} function.`
      : `setupEmulator: there is no global '${name}'. Pass the test runner's hooks: setupEmulator({ hooks: { beforeAll, afterEach, afterAll } }).`,
  )
}
