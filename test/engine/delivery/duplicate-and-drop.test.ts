import { describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

/** Runs ten calls that are answered and ended. */
async function play(notifications: EmulatorOptions['notifications']) {
  const world = setup({ ...(notifications && { notifications }) })
  const { emulator, graph } = world
  for (let count = 0; count < 10; count += 1) {
    const call = await createCall(graph)
    await emulator.clock.advance('5s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('10s')
  }
  return world
}

describe('a duplicated notification', () => {
  it('arrives twice with the same content', async () => {
    const { emulator, received } = await play({ duplicate: 1 })
    const decided = emulator.trace.of('notification')
    expect(received).toEqual(decided.flatMap(({ body }) => [...[body.value].flat(), ...[body.value].flat()]))
    expect(emulator.trace.of('delivery').map(({ id }) => id)).toEqual(decided.flatMap(({ id }) => [id, id]))
  })

  it('occurs with the given probability', async () => {
    const { emulator } = await play({ duplicate: 0.5 })
    const [decided, delivered] = [emulator.trace.of('notification').length, emulator.trace.of('delivery').length]
    expect(delivered).toBeGreaterThan(decided * 1.25)
    expect(delivered).toBeLessThan(decided * 1.75)
  })
})

describe('a dropped notification', () => {
  it('does not arrive and is traced as dropped', async () => {
    const { emulator, received } = await play({ drop: 1, duplicate: 1 })
    expect(received).toEqual([])
    const decided = emulator.trace.of('notification')
    expect(emulator.trace.of('delivery')).toMatchObject(decided.map(({ id, url }) => ({ id, url, outcome: 'dropped' })))
  })

  it('does not affect the other notifications', async () => {
    const { emulator, received } = await play({ drop: 0.4 })
    const dropped = new Set(emulator.trace.of('delivery').flatMap((it) => (it.outcome === 'dropped' ? [it.id] : [])))
    const rest = emulator.trace.of('notification').filter(({ id }) => !dropped.has(id))
    expect(received).toEqual(rest.flatMap(({ body }) => body.value))
    expect(dropped.size).toBeGreaterThan(5)
    expect(rest.length).toBeGreaterThan(5)
  })

  it('is the same one whatever the other delivery options are', async () => {
    const dropped = async (others: EmulatorOptions['notifications']) => {
      const { emulator } = await play({ drop: 0.3, ...others })
      return emulator.trace.of('delivery').flatMap(({ id, outcome }) => (outcome === 'dropped' ? [id] : []))
    }
    expect(await dropped({ duplicate: 0.7, shuffle: true, delay: { min: 0, max: '3s' } })).toEqual(await dropped({}))
  })
})

it('the delivery options change neither records nor notifications', async () => {
  const worldOf = async (notifications: EmulatorOptions['notifications']) => {
    const { emulator, graph } = await play(notifications)
    const { random } = emulator.snapshot()
    const read = async (id: string) =>
      (await graph.get(`/communications/callRecords/${id}?$expand=sessions($expand=segments)`)).body
    const ids = emulator.store.getState().callRecords.keys()
    const decided = emulator.trace.of('notification').map(({ id, url, body }) => ({ id, url, body }))
    return { random, records: await Promise.all([...ids].map(read)), decided }
  }
  const calm = await worldOf({})
  expect(await worldOf({ drop: 0.5, duplicate: 0.5 })).toEqual(calm)
  expect(await worldOf({ delay: { min: '1s', max: '1h' }, shuffle: true })).toEqual(calm)
})
