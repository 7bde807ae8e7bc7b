import { describe, expect, it } from 'vitest'
import type { EmulatorOptions, Snapshot } from '../../../src/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const START = Date.parse('2026-01-05T09:00:00Z')

/** A world with an app that keeps what it was told, and when. */
function setupApp(notifications: NonNullable<EmulatorOptions['notifications']>) {
  const world = setup({ notifications })
  const heard: [at: number, state: string][] = []
  world.emulator.receive(CALLBACK, async (request) => {
    const { resourceData } = (await request.json()).value[0]
    heard.push([world.emulator.clock.now() - START, resourceData.state])
  })
  const call = () => createCall(world.graph)
  return { ...world, heard, call }
}

describe('a delayed notification', () => {
  it('arrives so much later than what it tells', async () => {
    const { emulator, heard, call } = setupApp({ delay: '500ms' })
    await call()
    await emulator.clock.advance('499ms')
    expect(heard).toEqual([])
    await emulator.clock.advance('3s')
    expect(heard).toEqual([
      [500, 'establishing'],
      [2_500, 'established'],
      [2_500, 'established'],
    ])
  })

  it('keeps its place among those that are as late', async () => {
    const { emulator, graph, received } = setup({ notifications: { delay: '1min' } })
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) {
      ids.push((await createCall(graph)).id)
    }
    await emulator.clock.advance('1min')
    expect(received.map(({ resourceData }) => resourceData.id)).toEqual(ids)
  })

  it('takes a time of its own out of a range', async () => {
    const { emulator, graph } = setup({ notifications: { delay: { min: '100ms', max: '1s' } } })
    for (let count = 0; count < 40; count += 1) await createCall(graph)
    await emulator.clock.advance('1s')
    const delays = emulator.trace.of('delivery').map(({ at }) => at - START)
    expect(delays).toHaveLength(40)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100)
    expect(new Set(delays).size).toBeGreaterThan(20)
  })

  it('is not there yet when all that was sent has settled, and is when the world is idle', async () => {
    const { emulator, heard, call } = setupApp({ delay: '10s' })
    const { id } = await call()
    await emulator.settled()
    expect(heard).toEqual([])
    emulator.perform(id, { do: 'decline' })
    await emulator.clock.runToIdle()
    expect(heard).toEqual([
      [10_000, 'establishing'],
      [10_000, 'terminated'],
    ])
  })

  it('tells how it was when it was decided', async () => {
    const { emulator, graph, received } = setup({ notifications: { delay: '1h' } })
    const call = await createCall(graph)
    emulator.perform(call.id, { do: 'decline' })
    await emulator.clock.advance('1h')
    expect(received[0].resourceData).toMatchObject({ id: call.id, state: 'establishing' })
  })

  it.each([
    ['as it is', (snapshot: Snapshot) => snapshot],
    ['as JSON', (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))],
  ])('is in a snapshot %s, and arrives in whichever emulator goes on from it', async (_, pass) => {
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

  it('is forgotten at a reset', async () => {
    const { emulator, heard, call } = setupApp({ delay: '1s' })
    await call()
    emulator.reset()
    await emulator.clock.advance('1min')
    expect(heard).toEqual([])
  })
})

describe('a subscription', () => {
  const HOOK = 'https://app.contoso.com/changes'

  it('is validated at once, and told of its records as late as all notifications are', async () => {
    const { emulator, graph } = setup({ notifications: { delay: '1min', duplicate: 1 } })
    const heard: [at: number, what: string][] = []
    emulator.receive(HOOK, async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken')
      heard.push([emulator.clock.now() - START, token ? 'validation' : (await request.json()).value[0].changeType])
      return new Response(token)
    })
    const { status } = await graph.post('/subscriptions', {
      resource: 'communications/callRecords',
      changeType: 'created',
      notificationUrl: HOOK,
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect([status, heard]).toEqual([201, [[0, 'validation']]])
    const call = await createCall(graph)
    await emulator.clock.advance('2s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const written = (emulator.trace.of('callRecord')[0]?.at ?? 0) - START
    expect(heard.slice(1)).toEqual(Array(2).fill([written + 60_000, 'created']))
  })
})
