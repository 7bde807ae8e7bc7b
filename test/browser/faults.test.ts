import { setupWorker } from 'msw/browser'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../../src/index.ts'

const SUBSCRIPTIONS = 'https://graph.microsoft.com/v1.0/subscriptions'

let stop = () => {}
afterEach(() => stop())

async function serve() {
  const emulator = createEmulator({ seed: 7, clock: 'manual' })
  const worker = setupWorker(...emulator.handlers)
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  stop = () => worker.stop()
  return emulator
}

describe("a page's own fetch", () => {
  it('rejects when the connection is lost, and is answered when it is not', async () => {
    const emulator = await serve()
    emulator.faults.add({ drop: true, times: 1 })
    await expect(fetch(SUBSCRIPTIONS)).rejects.toThrow(TypeError)
    expect((await fetch(SUBSCRIPTIONS)).status).toBe(200)
  })

  it("is answered late, by the emulator's clock", async () => {
    const emulator = await serve()
    emulator.faults.add({ name: 'slow', latency: '1h' })
    const answer = fetch(SUBSCRIPTIONS)
    await emulator.trace.waitFor(({ type }) => type === 'fault')
    expect(emulator.trace.of('response')).toEqual([])
    await emulator.clock.advance('1h')
    expect((await answer).status).toBe(200)
  })

  it('gets half an answer', async () => {
    const emulator = await serve()
    emulator.faults.add({ malformed: true })
    const answer = await fetch(SUBSCRIPTIONS)
    expect(answer.status).toBe(200)
    await expect(answer.json()).rejects.toThrow(SyntaxError)
  })
})
