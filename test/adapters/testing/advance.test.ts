import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { advance, settle, setupEmulator } from '../../../src/adapters/testing/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { createGraph } from '../../support/graph.ts'

const graph = createGraph((url, init) => fetch(url, init))

/** An app that reads its call whenever it is notified, after its webhook has responded. @returns the states it shows. */
function startApp(emulator: ReturnType<typeof setupEmulator>['emulator']) {
  const shown: string[] = []
  emulator.receive(CALLBACK, async (request) => {
    const [{ resourceUrl }] = (await request.json()).value
    void graph.get(resourceUrl).then(({ body, status }) => shown.push(body.state ?? String(status)))
  })
  return shown
}

describe.each(['real', 'fake'])('advance with %s timers', (timers) => {
  const { emulator } = setupEmulator({ seed: 7, hooks: { beforeAll, afterEach, afterAll } })
  beforeEach(() => {
    if (timers === 'fake') vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('advances the clock and lets the app process its notifications', async () => {
    const shown = startApp(emulator)
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

  it('returns even if an app sends requests without end', async () => {
    let requestCount = 0
    let isOpen = true
    const poll = async (): Promise<void> => {
      requestCount += 1
      await emulator.fetch('https://graph.microsoft.com/v1.0/communications/callRecords')
      // Each request in its own task: microtasks alone would starve everything else.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        if (isOpen) void poll()
      }
      port2.postMessage(undefined)
    }
    void poll()
    await advance(emulator, '1s')
    isOpen = false
    expect(requestCount).toBeGreaterThan(1)
  })

  it('waits for a slow receiver by real time, even with fake timers', async () => {
    // The emulator gives up after ten seconds of real time.
    let answer = () => {}
    emulator.receive(CALLBACK, () => new Promise<void>((resolve) => (answer = resolve)))
    await createCall(graph)
    const advanced = advance(emulator, '1s')
    if (timers === 'fake') await vi.advanceTimersByTimeAsync(60_000)
    answer()
    await advanced
    expect(emulator.trace.of('delivery')).toMatchObject([{ outcome: 'delivered' }])
  })

  it('rejects an invalid duration, naming it', async () => {
    await expect(advance(emulator, 'soon')).rejects.toThrow("'soon'")
  })
})

describe('a real clock with fake timers', () => {
  const { emulator } = setupEmulator({ seed: 7, clock: 'real', hooks: { beforeAll, afterEach, afterAll } })
  beforeEach(() => {
    vi.useFakeTimers()
    emulator.reset()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('follows the fake timers, as the page does', async () => {
    const shown = startApp(emulator)
    await createCall(graph)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(shown).toEqual(['establishing'])
    await vi.advanceTimersByTimeAsync(1)
    await settle(emulator)
    expect([shown.at(-1), emulator.clock.now()]).toEqual(['established', Date.now()])
  })

  it('can be advanced ahead of the fake timers', async () => {
    const shown = startApp(emulator)
    await createCall(graph)
    await advance(emulator, '2s')
    expect(shown.at(-1)).toBe('established')
  })
})
