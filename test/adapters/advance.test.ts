import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, settle, setupEmulator } from '../../src/adapters/testing/index.ts'
import { CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

const graph = createGraph((url, init) => fetch(url, init))

/** An app that asks Graph for its call whenever it is told of it, and shows what it reads: after its webhook has answered. */
function anApp(emulator: ReturnType<typeof setupEmulator>['emulator']) {
  const shown: string[] = []
  emulator.receive(CALLBACK, async (request) => {
    const [{ resourceUrl }] = (await request.json()).value
    void graph.get(resourceUrl).then(({ body, status }) => shown.push(body.state ?? String(status)))
  })
  return shown
}

describe.each(['real', 'fake'])('advance, with timers that are %s', (timers) => {
  const { emulator } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
  beforeEach(() => {
    if (timers === 'fake') vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('lets time pass, and the app take in what it was told', async () => {
    const shown = anApp(emulator)
    const call = await createCall(graph)
    await settle(emulator)
    expect(shown).toEqual(['establishing'])
    const start = emulator.clock.now()
    await advance(emulator, '2s')
    expect([shown.at(-1), emulator.clock.now() - start]).toEqual(['established', 2_000])

    emulator.perform(call.id, { do: 'hangUp' })
    await advance(emulator, '1s')
    expect(shown.at(-1)).toBe('404')
  })

  it('comes to an end where an app asks again as soon as it is answered', async () => {
    let asked = 0
    let isOpen = true
    const ask = async (): Promise<void> => {
      asked += 1
      await emulator.fetch('https://graph.microsoft.com/v1.0/communications/callRecords')
      // Each in a turn of its own, or nobody else would have one.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        if (isOpen) void ask()
      }
      port2.postMessage(undefined)
    }
    void ask()
    await advance(emulator, '1s')
    isOpen = false
    expect(asked).toBeGreaterThan(1)
  })

  it('lets a receiver take its time, whatever fake timers say', async () => {
    // Ten seconds, as Graph does; but they are the wall's.
    let answer = () => {}
    emulator.receive(CALLBACK, () => new Promise<void>((resolve) => (answer = resolve)))
    await createCall(graph)
    const advanced = advance(emulator, '1s')
    if (timers === 'fake') await vi.advanceTimersByTimeAsync(60_000)
    answer()
    await advanced
    expect(emulator.trace.of('delivery')).toMatchObject([{ outcome: 'delivered' }])
  })

  it('refuses what is no duration by its value', async () => {
    await expect(advance(emulator, 'soon')).rejects.toThrow("'soon'")
  })
})

describe("a clock that is 'real', with fake timers", () => {
  const { emulator } = setupEmulator({ seed: 7, clock: 'real', hooks: { beforeAll, afterEach, afterAll } })
  beforeEach(() => {
    vi.useFakeTimers()
    emulator.reset()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('goes by them: the page and the emulator have one time', async () => {
    const shown = anApp(emulator)
    await createCall(graph)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(shown).toEqual(['establishing'])
    await vi.advanceTimersByTimeAsync(1)
    await settle(emulator)
    expect([shown.at(-1), emulator.clock.now()]).toEqual(['established', Date.now()])
  })

  it('can be moved ahead of them', async () => {
    const shown = anApp(emulator)
    await createCall(graph)
    await advance(emulator, '2s')
    expect(shown.at(-1)).toBe('established')
  })
})
