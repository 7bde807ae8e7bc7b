import { describe, expect, it, vi } from 'vitest'
import type { TraceEntry } from '../../src/index.ts'
import { CALLBACK } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const START = Date.parse('2026-01-05T09:00:00Z')

describe('the trace', () => {
  it('lists what happened in order, with times', async () => {
    const { emulator, call } = await establishedCall(setup())
    const entries = emulator.trace.entries()
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_, index) => index))
    expect(entries.map(({ at, type }) => [at - START, type])).toEqual([
      [0, 'request'],
      [0, 'transition'],
      [0, 'notification'],
      [0, 'response'],
      [0, 'delivery'],
      [2_000, 'step'],
      [2_000, 'transition'],
      [2_000, 'notification'],
      [2_000, 'notification'],
      [2_000, 'delivery'],
      [2_000, 'delivery'],
    ])
    expect(emulator.trace.of('transition')).toMatchObject([
      { callId: call.id, event: 'create', from: null, to: 'establishing' },
      { callId: call.id, event: 'connect', from: 'establishing', to: 'established' },
    ])
  })

  it('links deliveries to notifications and responses to requests', async () => {
    const { emulator } = await establishedCall(setup())
    const ids = (type: 'notification' | 'delivery') => emulator.trace.of(type).map(({ id, url }) => [id, url])
    expect(ids('delivery')).toEqual(ids('notification'))
    expect(new Set(ids('notification').map(([id]) => id)).size).toBe(3)
    expect(emulator.trace.of('response').map(({ requestId }) => requestId)).toEqual(
      emulator.trace.of('request').map(({ requestId }) => requestId),
    )
  })

  it('contains the error of a rejected request', async () => {
    const { emulator, graph } = setup()
    const { body } = await graph.get('/communications/calls/x/nowhere')
    expect(emulator.trace.of('response')).toMatchObject([{ status: 400, error: `BadRequest: ${body.error.message}` }])
  })

  it('finds the first entry that a predicate accepts', async () => {
    const { emulator } = await establishedCall(setup())
    const established = (entry: TraceEntry) => entry.type === 'transition' && entry.to === 'established'
    expect(emulator.trace.find(established)).toBe(emulator.trace.of('transition')[1])
    expect(emulator.trace.find(() => false)).toBeUndefined()
  })

  it('waits for an entry that exists or is added later', async () => {
    const { emulator, graph } = await establishedCall(setup())
    const received = (entry: TraceEntry) => entry.type === 'delivery'
    expect(await emulator.trace.waitFor(received)).toBe(emulator.trace.of('delivery')[0])
    const ended = emulator.trace.waitFor((entry) => entry.type === 'transition' && entry.to === 'terminated')
    const [live] = emulator.store.getState().calls
    await graph.delete(`/communications/calls/${live?.id}`)
    await emulator.clock.runToIdle()
    expect(await ended).toMatchObject({ callId: live?.id, at: START + 2_100 })
  })

  it('rejects a wait whose predicate throws', async () => {
    const { emulator, graph } = await establishedCall(setup())
    const predicate = () => {
      throw new Error('mine')
    }
    await expect(emulator.trace.waitFor(predicate)).rejects.toThrow('mine')
    emulator.reset()
    const later = emulator.trace.waitFor(predicate)
    const refusal = expect(later).rejects.toThrow('mine')
    await graph.get('/communications/callRecords')
    await refusal
  })

  it('notifies subscribers of new entries until they unsubscribe', async () => {
    const { emulator, graph } = setup()
    const observed: TraceEntry[] = []
    const unsubscribe = emulator.trace.subscribe((entry) => observed.push(entry))
    await graph.get('/communications/callRecords')
    expect(observed).toEqual(emulator.trace.entries())
    unsubscribe()
    await graph.get('/communications/callRecords')
    expect(observed).toHaveLength(2)
  })

  it('keeps the newest 10,000 entries', async () => {
    const { emulator, graph } = setup()
    for (let count = 0; count < 5_001; count += 1) await graph.get('/communications/calls/x')
    const entries = emulator.trace.entries()
    expect([entries.length, entries[0]?.index, entries.at(-1)?.index]).toEqual([10_000, 2, 10_001])
  })

  it.each([
    [3, [1, 2, 3]],
    [4, [0, 1, 2, 3]],
    [0, []],
  ])('keeps as many entries as the option trace.size: %j of 4', async (size, kept) => {
    const { emulator, graph } = setup({ trace: { size } })
    const observed: number[] = []
    emulator.trace.subscribe(({ index }) => observed.push(index))
    for (const id of ['x', 'y']) await graph.get(`/communications/calls/${id}`)
    expect(emulator.trace.entries().map(({ index }) => index)).toEqual(kept)
    expect(observed).toEqual([0, 1, 2, 3])
  })

  it('is cleared by clear and reset, which notifies subscribers and restarts the index', async () => {
    const { emulator, graph } = setup()
    const observed: (number | 'cleared')[] = []
    const unsubscribe = emulator.trace.subscribe(
      ({ index }) => observed.push(index),
      () => observed.push('cleared'),
    )
    await graph.get('/communications/calls/x')
    emulator.trace.clear()
    expect(emulator.trace.entries()).toEqual([])
    await graph.get('/communications/calls/x')
    emulator.reset()
    expect(observed).toEqual([0, 1, 'cleared', 0, 1, 'cleared'])
    unsubscribe()
    emulator.trace.clear()
    expect(observed).toHaveLength(6)
  })

  it('serializes to its entries', async () => {
    const { emulator } = await establishedCall(setup())
    expect(JSON.parse(JSON.stringify(emulator.trace))).toEqual(emulator.trace.entries())
  })

  it('shows an injected fault between the request and its response', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ error: { status: 503, code: 'ServiceUnavailable' }, times: 1 })
    await graph.get('/communications/callRecords')
    const [request] = emulator.trace.of('request')
    expect(emulator.trace.entries()).toMatchObject([
      { type: 'request' },
      { type: 'fault', requestId: request?.requestId, rules: ['fault 1'] },
      { type: 'response', status: 503 },
    ])
    await graph.get('/communications/callRecords')
    expect(emulator.trace.of('fault')).toHaveLength(1)
  })
})

describe('settled', () => {
  it('resolves when all notifications are answered, without advancing time', async () => {
    const { emulator, graph } = setup()
    let answered = 0
    emulator.receive(CALLBACK, async (request) => {
      await request.json()
      await new Promise((resolve) => setImmediate(resolve))
      answered += 1
    })
    await createCall(graph)
    const [call] = emulator.store.getState().calls
    emulator.perform(call?.id ?? '', { do: 'answer' })
    expect(answered).toBe(0)
    await emulator.settled()
    expect([answered, emulator.clock.now()]).toEqual([3, START])
  })

  it('includes the consequences of answered notifications', async () => {
    const { emulator, graph } = setup()
    const states: string[] = []
    emulator.receive(CALLBACK, async (request) => {
      const { state, id } = (await request.json()).value[0].resourceData
      states.push(state)
      if (state === 'establishing') await graph.delete(`/communications/calls/${id}`)
    })
    await createCall(graph)
    await emulator.settled()
    expect(states).toEqual(['establishing', 'terminating'])
  })

  it('resolves at once when nothing is pending', async () => {
    await expect(setup().emulator.settled()).resolves.toBeUndefined()
  })

  it('leaves no trace entry of a delivery that was in progress during a reset', async () => {
    const { emulator } = setup()
    let answer = () => {}
    emulator.receive(CALLBACK, () => new Promise<void>((resolve) => (answer = resolve)))
    emulator.incomingCall({ callbackUri: CALLBACK })
    await Promise.resolve()
    await Promise.resolve()
    emulator.reset()
    answer()
    await emulator.settled()
    expect(emulator.trace.entries()).toEqual([])
  })

  it('resolves when a receiver throws', async () => {
    const { emulator, graph } = setup()
    emulator.receive(CALLBACK, () => {
      throw new Error('mine')
    })
    await createCall(graph)
    await emulator.settled()
    expect(emulator.trace.of('delivery')).toMatchObject([{ outcome: 'failed', why: expect.stringContaining('mine') }])
  })
})

describe('receive', () => {
  it('rejects a URL that is not absolute and names it', () => {
    expect(() => setup().emulator.receive('/callback', vi.fn())).toThrow("'/callback'")
  })

  it('delivers to the latest receiver of a URL, which removing an earlier one does not affect', async () => {
    const { emulator, graph } = setup()
    const first = vi.fn()
    const second = vi.fn()
    const endFirst = emulator.receive(CALLBACK, first)
    emulator.receive(CALLBACK, second)
    endFirst()
    await createCall(graph)
    await emulator.settled()
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
  })
})
