import { describe, expect, it, vi } from 'vitest'
import { createEmulator, type TraceEntry } from '../../src/index.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const isEnded = (entry: TraceEntry) => entry.type === 'transition' && entry.to === 'terminated'

describe('trace.waitFor', () => {
  it('resolves under a manual clock when the test advances it', async () => {
    const { emulator, graph } = setup()
    const ended = emulator.trace.waitFor(isEnded)
    const call = await createCall(graph)
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    expect(await ended).toMatchObject({ callId: call.id })
  })

  it('infers the type of the entry from its predicate', async () => {
    const { emulator, graph } = setup()
    const answered = emulator.trace.waitFor((entry) => entry.type === 'response')
    await graph.get('/communications/callRecords')
    expect((await answered).status).toBe(200)
    expect(emulator.trace.find((entry) => entry.type === 'request')?.method).toBe('GET')
  })

  it('resolves under a running clock', async () => {
    using emulator = createEmulator({ seed: 7, clock: { start: '2026-03-01', rate: 1_000 } })
    emulator.incomingCall({ callbackUri: 'https://bot.contoso.com/calls' })
    // The app does not answer, so the call rings until its timeout.
    expect(await emulator.trace.waitFor(isEnded)).toMatchObject({ from: 'incoming' })
  })

  it('fails after its limit with its predicate and the entries so far', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    const message = await failureOf(emulator.trace.waitFor(isEnded, { limit: '10ms' }))
    expect(message).toContain('trace.waitFor: No entry matched within 10 ms. The predicate: (entry) => entry.type === ')
    expect(message).toContain('09:00:00.000 request      POST /v1.0/communications/calls\n')
    const short = `${call.id.slice(0, 4)}…${call.id.slice(-4)}`
    expect(message).toContain(`09:00:00.000 transition   call ${short} establishing\n`)
  })

  it('fails with a note when the trace is empty', async () => {
    expect(await failureOf(setup().emulator.trace.waitFor(isEnded, { limit: 0 }))).toContain('The trace is empty.')
  })

  it('shows the latest 20 entries', async () => {
    const { emulator, graph } = setup()
    for (let count = 0; count < 11; count += 1) await graph.get(`/communications/calls/call-${count}`)
    const message = await failureOf(emulator.trace.waitFor(isEnded, { limit: 0 }))
    expect(message).not.toContain('call-0')
    expect(message).toContain('call-1\n')
    expect(message).toContain('call-10')
  })

  it.each(['soon', -1])('rejects the limit %j at once and names it', async (limit) => {
    const { emulator } = setup()
    await expect(emulator.trace.waitFor(isEnded, { limit })).rejects.toThrow(/^trace\.waitFor: limit: .*(soon|-1)/)
  })

  it('without a limit fails when the clock is paused and nothing happens', async () => {
    const { emulator, graph } = setup()
    await graph.get('/communications/callRecords')
    const message = await failureOf(emulator.trace.waitFor(isEnded))
    expect(message).toContain('The clock stands still and nothing has happened for 2000 ms')
    expect(message).toContain('emulator.clock')
    expect(message).toContain('GET /v1.0/communications/callRecords')
  })

  it('is not affected by fake timers', async () => {
    vi.useFakeTimers()
    try {
      const { emulator, graph } = setup()
      const ended = emulator.trace.waitFor(isEnded, { limit: '1h' })
      await vi.advanceTimersByTimeAsync(2 * 3_600_000)
      const call = await createCall(graph)
      await graph.delete(`/communications/calls/${call.id}`)
      await emulator.clock.runToIdle()
      expect(await ended).toMatchObject({ callId: call.id })
      await expect(emulator.trace.waitFor(() => false, { limit: '1ms' })).rejects.toThrow('within 1 ms')
    } finally {
      vi.useRealTimers()
    }
  })

  it('continues after the trace is cleared', async () => {
    const { emulator, graph } = setup()
    const answered = emulator.trace.waitFor(({ type }) => type === 'response')
    emulator.reset()
    await graph.get('/communications/callRecords')
    expect(await answered).toMatchObject({ index: 1 })
  })
})

async function failureOf(wait: Promise<unknown>): Promise<string> {
  return wait.then(
    () => 'it did not fail',
    (error: Error) => error.message,
  )
}
