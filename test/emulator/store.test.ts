import { describe, expect, it } from 'vitest'
import { selectCall, selectCallRecord, selectCallRecords, selectCalls, type World } from '../../src/index.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

describe('emulator.store', () => {
  const withCalls = async () => {
    const world = setup()
    const create = () => createCall(world.graph)
    return { ...world, one: await create(), other: await create(), state: () => world.emulator.store.getState() }
  }

  it('contains all calls and records, including ended calls', async () => {
    const { emulator, state, one, other } = await withCalls()
    expect(selectCalls()(state()).map(({ id }) => id)).toEqual([one.id, other.id])
    await emulator.clock.advance('2s')
    emulator.perform(one.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(selectCall(one.id)(state())).toMatchObject({
      state: 'terminated',
      establishedAt: Date.parse('2026-01-05T09:00:02Z'),
    })
    expect(selectCall(other.id)(state())?.state).toBe('established')
    expect(selectCallRecord(one.callChainId)(state())).toMatchObject({ id: one.callChainId, version: 1 })
    expect(selectCallRecords()(state())).toHaveLength(1)
  })

  it('has no row for an unknown id', () => {
    const { emulator } = setup()
    const state = emulator.store.getState()
    expect([selectCall('x')(state), selectCallRecord('x')(state)]).toEqual([undefined, undefined])
    expect([selectCalls()(state), selectCallRecords()(state)]).toEqual([[], []])
  })

  it('returns the same object for the same state, as React requires', async () => {
    const { emulator, graph, state, one, other } = await withCalls()
    const before = state()
    await graph.get(`/communications/calls/${one.id}`)
    expect(state()).toBe(before)
    expect(selectCalls()(state())).toBe(selectCalls()(before))
    emulator.perform(one.id, { do: 'answer' })
    expect(selectCall(one.id)(state())).not.toBe(selectCall(one.id)(before))
    expect(selectCall(other.id)(state())).toBe(selectCall(other.id)(before))
    expect(selectCallRecords()(state())).toBe(selectCallRecords()(before))
  })

  it('notifies subscribers once of each change, with the new and the previous state', async () => {
    const { emulator, one } = await withCalls()
    const changes: (readonly [World, World])[] = []
    const unsubscribe = emulator.store.subscribe((after, before) => changes.push([after, before]))
    emulator.perform(one.id, { do: 'answer' })
    expect(changes.map((states) => states.map((state) => selectCall(one.id)(state)?.state))).toEqual([
      ['established', 'establishing'],
    ])
    expect(changes[0]?.[0]).toBe(emulator.store.getState())
    unsubscribe()
    emulator.perform(one.id, { do: 'hangUp' })
    expect(changes).toHaveLength(1)
  })

  it('does not notify subscribers when nothing changes', async () => {
    const { emulator, graph, one } = await withCalls()
    let changes = 0
    emulator.store.subscribe(() => {
      changes += 1
    })
    await graph.get(`/communications/calls/${one.id}`)
    await graph.post('/communications/calls', {})
    expect(() => emulator.perform(one.id, { do: 'hold' })).toThrow()
    await emulator.clock.advance('1s')
    expect(changes).toBe(0)
  })

  it('is read-only', async () => {
    const { emulator, one } = await withCalls()
    const before = emulator.store.getState()
    expect('setState' in emulator.store && typeof emulator.store.setState === 'function').toBe(false)
    const call = selectCall(one.id)(before) as unknown as {
      state: string
      targets: unknown[]
      participants: { identity: object }[]
    }
    expect(() => {
      call.state = 'established'
    }).toThrow(TypeError)
    expect(() => call.targets.push({})).toThrow(TypeError)
    expect(() => Object.assign(call.participants[0]?.identity ?? {}, { user: {} })).toThrow(TypeError)
    expect(() => Object.assign(emulator.store.getState(), { sequence: 0 })).toThrow(TypeError)
    expect(emulator.store.getState()).toBe(before)
  })

  it('contains the call that incomingCall returns', () => {
    const { emulator } = setup({ callbackUri: 'https://bot.contoso.com/incoming' })
    const call = emulator.incomingCall({
      from: { phone: '+12065550100' },
      subject: 'Hello',
      modalities: ['audio', 'video'],
    })
    expect(call).toBe(selectCall(call.id)(emulator.store.getState()))
    expect(call).toMatchObject({
      state: 'incoming',
      direction: 'incoming',
      subject: 'Hello',
      requestedModalities: ['audio', 'video'],
    })
  })
})
