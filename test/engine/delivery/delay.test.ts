import { describe, expect, it } from 'vitest'
import type { EmulatorOptions, Snapshot } from '../../../src/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const START = Date.parse('2026-01-05T09:00:00Z')

/** An app that keeps the states it is notified of, with their times. */
function setupApp(notifications: NonNullable<EmulatorOptions['notifications']>) {
  const world = setup({ notifications })
  const received: [at: number, state: string][] = []
  world.emulator.receive(CALLBACK, async (request) => {
    const { resourceData } = (await request.json()).value[0]
    received.push([world.emulator.clock.now() - START, resourceData.state])
  })
  const call = () => createCall(world.graph)
  return { ...world, received, call }
}

describe('a delayed notification', () => {
  it('arrives after its delay', async () => {
    const { emulator, received, call } = setupApp({ delay: '500ms' })
    await call()
    await emulator.clock.advance('499ms')
    expect(received).toEqual([])
    await emulator.clock.advance('3s')
    expect(received).toEqual([
      [500, 'establishing'],
      [2_500, 'established'],
      [2_500, 'established'],
    ])
  })

  it('arrives in order among notifications with the same delay', async () => {
    const { emulator, graph, received } = setup({ notifications: { delay: '1min' } })
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) {
      ids.push((await createCall(graph)).id)
    }
    await emulator.clock.advance('1min')
    expect(received.map(({ resourceData }) => resourceData.id)).toEqual(ids)
  })

  it('gets its own delay from a range', async () => {
    const { emulator, graph } = setup({ notifications: { delay: { min: '100ms', max: '1s' } } })
    for (let count = 0; count < 40; count += 1) await createCall(graph)
    await emulator.clock.advance('1s')
    const delays = emulator.trace.of('delivery').map(({ at }) => at - START)
    expect(delays).toHaveLength(40)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
    expect(new Set(delays).size).toBeGreaterThan(20)
  })

  it('is not awaited by settled, but by runToIdle', async () => {
    const { emulator, received, call } = setupApp({ delay: '10s' })
    const { id } = await call()
    await emulator.settled()
    expect(received).toEqual([])
    emulator.perform(id, { do: 'decline' })
    await emulator.clock.runToIdle()
    expect(received).toEqual([
      [10_000, 'establishing'],
      [10_000, 'terminated'],
    ])
  })

  it('contains the state at the time of the event', async () => {
    const { emulator, graph, received } = setup({ notifications: { delay: '1h' } })
    const call = await createCall(graph)
    emulator.perform(call.id, { do: 'decline' })
    await emulator.clock.advance('1h')
    expect(received[0].resourceData).toMatchObject({ id: call.id, state: 'establishing' })
  })

  it.each([
    ['as an object', (snapshot: Snapshot) => snapshot],
    ['as JSON', (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))],
  ])('is part of a snapshot %s and arrives in an emulator that restores it', async (_, pass) => {
    const notifications = { delay: { min: 0, max: '5s' }, duplicate: 0.5, drop: 0.2 }
    const one = setup({ notifications })
    await createCall(one.graph)
    await createCall(one.graph)
    const snapshot = pass(one.emulator.snapshot())
    const before = one.received.length

    const other = setup({ seed: 'another', notifications })
    other.emulator.restore(snapshot)
    for (const { emulator, graph } of [one, other]) {
      await createCall(graph)
      await emulator.clock.advance('10s')
    }
    expect(other.received.length).toBeGreaterThan(4)
    expect(other.received).toEqual(one.received.slice(before))
  })

  it('is dropped by a reset', async () => {
    const { emulator, received, call } = setupApp({ delay: '1s' })
    await call()
    emulator.reset()
    await emulator.clock.advance('1min')
    expect(received).toEqual([])
  })
})

describe('a subscription', () => {
  const HOOK = 'https://app.contoso.com/changes'

  it('is validated without delay and notified with the delay', async () => {
    const { emulator, graph } = setup({ notifications: { delay: '1min', duplicate: 1 } })
    const received: [at: number, what: string][] = []
    emulator.receive(HOOK, async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken')
      received.push([emulator.clock.now() - START, token ? 'validation' : (await request.json()).value[0].changeType])
      return new Response(token)
    })
    const { status } = await graph.post('/subscriptions', {
      resource: 'communications/callRecords',
      changeType: 'created',
      notificationUrl: HOOK,
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect([status, received]).toEqual([201, [[0, 'validation']]])
    const call = await createCall(graph)
    await emulator.clock.advance('2s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const written = (emulator.trace.of('callRecord')[0]?.at ?? 0) - START
    expect(received.slice(1)).toEqual(Array(2).fill([written + 60_000, 'created']))
  })
})
