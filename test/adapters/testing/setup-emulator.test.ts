import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { setupEmulator, type TestHooks } from '../../../src/adapters/testing/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'
import { createGraph } from '../../support/graph.ts'

const graph = createGraph((url, init) => fetch(url, init))
const ME = 'https://graph.microsoft.com/v1.0/me'

describe('setupEmulator', () => {
  const { emulator, server } = setupEmulator({
    seed: 7,
    handlers: [http.get(ME, () => HttpResponse.json({ displayName: 'Adele Vance' }))],
    hooks: { beforeAll, afterEach, afterAll },
  })
  /** Collected across the tests of this block: every test must see the same as the first. */
  const seen: unknown[] = []

  it.each([1, 2])('answers fetch with a fresh emulator in each test: test %d', async () => {
    expect([emulator.clock.now(), emulator.clock.rate]).toEqual([Date.parse('2026-01-05T09:00:00Z'), 0])
    const { status, body: call } = await graph.post('/communications/calls', anOutgoingCall())
    expect(status).toBe(201)
    await emulator.clock.advance('2s')
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('established')
    seen.push(call.id, emulator.trace.entries().length)
    expect(seen).toEqual([...seen.slice(0, 2), ...seen.slice(0, 2)].slice(0, seen.length))
  })

  it.each(['overridden', 'reset'])('resets the handlers of a test after it: %s', async (handler) => {
    if (handler === 'overridden') server.use(http.get(ME, () => new HttpResponse(null, { status: 503 })))
    expect((await graph.get(ME)).status).toBe(handler === 'overridden' ? 503 : 200)
  })
})

describe("setupEmulator with the runner's hooks", () => {
  /** A test runner that collects hooks instead of running them. */
  function createRunner() {
    const registered: { name: string; hook: () => Promise<void> }[] = []
    const register = (name: string) => (hook: () => Promise<void>) => void registered.push({ name, hook })
    const hooks: TestHooks = {
      beforeAll: register('beforeAll'),
      afterEach: register('afterEach'),
      afterAll: register('afterAll'),
    }
    return { hooks, registered }
  }

  it('registers functions without parameters or results, which suit both Jest and Vitest', async () => {
    const { hooks, registered } = createRunner()
    setupEmulator({ hooks })
    expect(registered.map(({ name, hook }) => [name, hook.length])).toEqual([
      ['beforeAll', 0],
      ['afterEach', 0],
      ['afterAll', 0],
    ])
    for (const { hook } of registered) expect(await hook()).toBeUndefined()
  })

  it('uses global hooks by default', () => {
    const { hooks, registered } = createRunner()
    for (const [name, hook] of Object.entries(hooks)) vi.stubGlobal(name, hook)
    try {
      setupEmulator()
    } finally {
      vi.unstubAllGlobals()
    }
    expect(registered).toHaveLength(3)
  })

  it('throws an error that names the missing hook', () => {
    expect(() => setupEmulator()).toThrow(
      "setupEmulator: there is no global 'beforeAll'. Pass the test runner's hooks: setupEmulator({ hooks: { beforeAll, afterEach, afterAll } }).",
    )
    const { beforeAll, afterAll } = createRunner().hooks
    // @ts-expect-error Users without TypeScript can omit one.
    expect(() => setupEmulator({ hooks: { beforeAll, afterAll } })).toThrow("'hooks.afterEach' is undefined")
  })

  it('registers no hook when an option is invalid, and names the option', () => {
    const { hooks, registered } = createRunner()
    // @ts-expect-error Users without TypeScript can pass it.
    expect(() => setupEmulator({ hooks, sede: 7 })).toThrow("'sede'")
    expect(registered).toEqual([])
  })

  it('stops the clock after the last test', async () => {
    const { hooks, registered } = createRunner()
    const { emulator } = setupEmulator({ clock: 'real', hooks })
    expect(emulator.clock.rate).toBe(1)
    for (const { hook } of registered) await hook()
    expect(emulator.clock.rate).toBe(0)
  })
})
