import { HttpResponse, http } from 'msw'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { setupEmulator, type TestHooks } from '../../src/adapters/testing/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { createGraph } from '../support/graph.ts'

const graph = createGraph((url, init) => fetch(url, init))
const ME = 'https://graph.microsoft.com/v1.0/me'

describe('setupEmulator', () => {
  const { emulator, server } = setupEmulator({
    seed: 7,
    handlers: [http.get(ME, () => HttpResponse.json({ displayName: 'Adele Vance' }))],
    hooks: { beforeAll, afterEach, afterAll },
  })
  /** What the tests of this block leave behind: each must find the world as the first did. */
  const found: unknown[] = []

  it.each([1, 2])('answers real fetches in a world that is new in each test: %d', async () => {
    expect([emulator.clock.now(), emulator.clock.rate]).toEqual([Date.parse('2026-01-05T09:00:00Z'), 0])
    const { status, body: call } = await graph.post('/communications/calls', anOutgoingCall())
    expect(status).toBe(201)
    await emulator.clock.advance('2s')
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('established')
    found.push(call.id, emulator.trace.entries().length)
    expect(found).toEqual([...found.slice(0, 2), ...found.slice(0, 2)].slice(0, found.length))
  })

  it.each(['overridden', 'as it was'])('forgets after a test what the test let the server do: %s', async (turn) => {
    if (turn === 'overridden') server.use(http.get(ME, () => new HttpResponse(null, { status: 503 })))
    expect((await graph.get(ME)).status).toBe(turn === 'overridden' ? 503 : 200)
  })
})

describe("setupEmulator and the runner's hooks", () => {
  /** A runner that keeps what it is given. */
  function aRunner() {
    const kept: { name: string; hook: () => Promise<void> }[] = []
    const keep = (name: string) => (hook: () => Promise<void>) => void kept.push({ name, hook })
    const hooks: TestHooks = {
      beforeAll: keep('beforeAll'),
      afterEach: keep('afterEach'),
      afterAll: keep('afterAll'),
    }
    return { hooks, kept }
  }

  it('gives them functions without parameters that give nothing back, as Jest and Vitest both can take', async () => {
    const { hooks, kept } = aRunner()
    setupEmulator({ hooks })
    expect(kept.map(({ name, hook }) => [name, hook.length])).toEqual([
      ['beforeAll', 0],
      ['afterEach', 0],
      ['afterAll', 0],
    ])
    for (const { hook } of kept) expect(await hook()).toBeUndefined()
  })

  it('takes those that are global when none are given', () => {
    const { hooks, kept } = aRunner()
    for (const [name, hook] of Object.entries(hooks)) vi.stubGlobal(name, hook)
    try {
      setupEmulator()
    } finally {
      vi.unstubAllGlobals()
    }
    expect(kept).toHaveLength(3)
  })

  it('says what is missing where there are none', () => {
    expect(() => setupEmulator()).toThrow(
      "setupEmulator: there is no global 'beforeAll'. Give the test runner's own: setupEmulator({ hooks: { beforeAll, afterEach, afterAll } }).",
    )
    const { beforeAll, afterAll } = aRunner().hooks
    // @ts-expect-error A program without types may leave one out.
    expect(() => setupEmulator({ hooks: { beforeAll, afterAll } })).toThrow("'hooks.afterEach' is undefined")
  })

  it('asks for no hook when an option is wrong, and names it', () => {
    const { hooks, kept } = aRunner()
    // @ts-expect-error A program without types may write it.
    expect(() => setupEmulator({ hooks, sede: 7 })).toThrow("'sede'")
    expect(kept).toEqual([])
  })

  it('ends what the emulator would still do by itself', async () => {
    const { hooks, kept } = aRunner()
    const { emulator } = setupEmulator({ clock: 'real', hooks })
    expect(emulator.clock.rate).toBe(1)
    for (const { hook } of kept) await hook()
    expect(emulator.clock.rate).toBe(0)
  })
})
