import { describe, expect, it } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

describe('time travel', () => {
  const travel = async (options: EmulatorOptions = {}) => {
    const world = setup({ timeTravel: { depth: 10 }, ...options })
    const call = await createCall(world.graph)
    const state = () => world.emulator.store.getState().calls.get(call.id)?.state
    return { ...world, call, state }
  }

  it('undoes and redoes each change together with the clock', async () => {
    const { emulator, graph, call, state } = await travel()
    const start = emulator.clock.now()
    await emulator.clock.advance('2s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const seen = [state()]
    while (emulator.undo()) seen.push(state())
    expect(seen).toEqual(['terminated', 'terminating', 'established', 'establishing', undefined])
    expect(emulator.clock.now()).toBe(start)
    while (emulator.redo()) seen.push(state())
    expect(seen.slice(5)).toEqual(['establishing', 'established', 'terminating', 'terminated'])
  })

  it('continues from the undone state with its pending events and drops the changes to redo', async () => {
    const { emulator, call, state } = await travel()
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    for (let back = 0; back < 3; back += 1) emulator.undo()
    expect(state()).toBe('establishing')
    await emulator.clock.advance('2s')
    expect(state()).toBe('established')
    expect(emulator.redo()).toBe(false)
  })

  it('keeps as many states as its depth', async () => {
    const { emulator, call, state } = await travel({ timeTravel: { depth: 2 } })
    await emulator.clock.advance('2s')
    for (const step of ['hold', 'resume', 'hold'] as const) emulator.perform(call.id, { do: step })
    expect([emulator.undo(), emulator.undo(), emulator.undo()]).toEqual([true, true, false])
    expect(state()).toBe('hold')
  })

  it('jumps to a mark that a scenario has set', async () => {
    const { emulator, state } = await travel({
      scenarios: [
        {
          name: 'marked',
          steps: [
            { after: '2s', do: 'answer' },
            { after: '5s', do: 'mark', name: 'in mid-call' },
            { after: '5s', do: 'hangUp' },
          ],
        },
      ],
    })
    const start = emulator.clock.now()
    expect(() => emulator.jumpTo('in mid-call')).toThrow("there is no mark 'in mid-call'. There are: none")
    await emulator.clock.runToIdle()
    expect(state()).toBe('terminated')
    emulator.jumpTo('in mid-call')
    expect([state(), emulator.clock.now() - start]).toEqual(['established', 7_000])
    await emulator.clock.runToIdle()
    expect(state()).toBe('terminated')
    expect(() => emulator.jumpTo('elsewhere')).toThrow("There are: 'in mid-call'")
  })

  it('drops its history on reset', async () => {
    const { emulator } = await travel()
    emulator.reset()
    expect([emulator.undo(), emulator.redo()]).toEqual([false, false])
  })

  it('must be enabled with the option timeTravel', () => {
    const emulator = createEmulator()
    expect(() => emulator.undo()).toThrow('timeTravel: { depth: 50 }')
    expect(() => createEmulator({ timeTravel: { depth: 0 } })).toThrow("'timeTravel.depth'")
  })
})

describe('a scenario with control steps', () => {
  it('makes requests fail for a while', async () => {
    const { emulator, graph } = setup({
      scenarios: [
        {
          name: 'an outage',
          steps: [
            { do: 'answer' },
            { after: '1s', do: 'fault', rule: { name: 'outage', error: { status: 503, code: 'ServiceUnavailable' } } },
            { after: '10s', do: 'endFault', name: 'outage' },
          ],
        },
      ],
    })
    await createCall(graph)
    const status = async () => (await graph.get('/communications/callRecords')).status
    expect(await status()).toBe(200)
    await emulator.clock.advance('1s')
    expect(await status()).toBe(503)
    await emulator.clock.advance('10s')
    expect(await status()).toBe(200)
  })
})
