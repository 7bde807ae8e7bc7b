import { setupWorker } from 'msw/browser'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'

const SUBSCRIPTIONS = 'https://graph.microsoft.com/v1.0/subscriptions'

let stop = () => {}
afterEach(() => stop())

async function startEmulator() {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  const worker = setupWorker(...emulator.handlers)
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  stop = () => worker.stop()
  return emulator
}

describe('fetch of a page', () => {
  it('rejects while a fault rule drops the connection', async () => {
    const emulator = await startEmulator()
    emulator.faults.add({ drop: true, times: 1 })
    await expect(fetch(SUBSCRIPTIONS)).rejects.toThrow(TypeError)
    expect((await fetch(SUBSCRIPTIONS)).status).toBe(200)
  })

  it('resolves after the latency of a fault rule by the emulator’s clock', async () => {
    const emulator = await startEmulator()
    emulator.faults.add({ name: 'slow', latency: '1h' })
    const response = fetch(SUBSCRIPTIONS)
    await emulator.trace.waitFor(({ type }) => type === 'fault')
    expect(emulator.trace.of('response')).toEqual([])
    await emulator.clock.advance('1h')
    expect((await response).status).toBe(200)
  })

  it('receives a truncated body from a fault rule', async () => {
    const emulator = await startEmulator()
    emulator.faults.add({ malformed: true })
    const response = await fetch(SUBSCRIPTIONS)
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })
})
