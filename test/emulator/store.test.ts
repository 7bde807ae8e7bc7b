import { describe, expect, it } from 'vitest'
import { selectCall, selectCallRecord, selectCallRecords, selectCalls, type World } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

describe('the store', () => {
  const withCalls = async () => {
    const world = setup()
    const create = async () => (await world.graph.post('/communications/calls', anOutgoingCall())).body
    return { ...world, one: await create(), other: await create(), state: () => world.emulator.store.getState() }
  }

  it('shows the whole world, ended calls too', async () => {
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

  it('has nothing for ids that are not there', () => {
    const { emulator } = setup()
    const state = emulator.store.getState()
    expect([selectCall('x')(state), selectCallRecord('x')(state)]).toEqual([undefined, undefined])
    expect([selectCalls()(state), selectCallRecords()(state)]).toEqual([[], []])
  })

  it('gives the same object for the same state, as React demands', async () => {
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

  it('tells subscribers of each change once, with the state before and after', async () => {
    const { emulator, one } = await withCalls()
    const heard: (readonly [World, World])[] = []
    const leave = emulator.store.subscribe((after, before) => heard.push([after, before]))
    emulator.perform(one.id, { do: 'answer' })
    expect(heard.map((states) => states.map((state) => selectCall(one.id)(state)?.state))).toEqual([
      ['established', 'establishing'],
    ])
    expect(heard[0]?.[0]).toBe(emulator.store.getState())
    leave()
    emulator.perform(one.id, { do: 'hangUp' })
    expect(heard).toHaveLength(1)
  })

  it('tells subscribers nothing of what changes nothing', async () => {
    const { emulator, graph, one } = await withCalls()
    let heard = 0
    emulator.store.subscribe(() => {
      heard += 1
    })
    await graph.get(`/communications/calls/${one.id}`)
    await graph.post('/communications/calls', {})
    expect(() => emulator.perform(one.id, { do: 'hold' })).toThrow()
    await emulator.clock.advance('1s')
    expect(heard).toBe(0)
  })

  it('cannot be written to', async () => {
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

  it('gives what incomingCall returns: the call as it stands in the store', () => {
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
