import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { createEmulator } from '../../../src/index.ts'
import { anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import type { Answer } from '../../support/graph.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'

/** Delays every response by two seconds. */
function late(latency: number | string = '2s') {
  const world = setup()
  world.emulator.faults.add({ name: 'late', latency })
  return world
}

/** Observes whether a promise has settled. */
function watch<Result>(promise: Promise<Result>) {
  const seen: { result?: Result; error?: unknown } = {}
  promise.then(
    (result) => {
      seen.result = result
    },
    (error) => {
      seen.error = error
    },
  )
  return seen
}

describe('a delayed response', () => {
  it.each(['2s', 2_000, 'PT2S'])('arrives after the latency: %j', async (latency) => {
    const { emulator, graph } = late(latency)
    const seen = watch(graph.get('/subscriptions'))
    await emulator.clock.advance(1_999)
    expect(seen.result).toBeUndefined()
    await emulator.clock.advance(1)
    expect(seen.result?.status).toBe(200)
    expect(emulator.trace.of('response').map(({ at }) => at)).toEqual([emulator.clock.now()])
  })

  it('belongs to a request that is processed at once', async () => {
    const { emulator, graph, received } = late()
    const seen = watch(graph.post(CALLS, anOutgoingCall()))
    await emulator.settled()
    // The first notification of the call arrives before the response.
    expect(emulator.store.getState().calls.size).toBe(1)
    expect(received.map(({ resourceData }) => resourceData.state)).toEqual(['establishing'])
    expect(seen.result).toBeUndefined()
    await emulator.clock.advance('2s')
    expect(seen.result?.body.state).toBe('establishing')
  })

  it('can be an error or a dropped connection', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ latency: '3s', error: { status: 504, code: 'GatewayTimeout' }, times: 1 })
    emulator.faults.add({ latency: '4s', drop: true, times: 1 })
    const [timeout, lost] = [watch(graph.get('/subscriptions')), watch(graph.get('/subscriptions'))]
    await emulator.clock.advance('3.5s')
    expect([timeout.result?.status, lost.error]).toEqual([504, undefined])
    await emulator.clock.advance('0.5s')
    expect(lost.error).toBeInstanceOf(TypeError)
  })

  it('is delayed by the sum of the latencies of all matching rules', async () => {
    const { emulator, graph } = late()
    emulator.faults.add({ latency: '500ms' })
    const seen = watch(graph.get('/subscriptions'))
    await emulator.clock.advance(2_499)
    expect(seen.result).toBeUndefined()
    await emulator.clock.advance(1)
    expect(seen.result?.status).toBe(200)
  })

  it('arrives when nothing else is scheduled', async () => {
    const { emulator, graph } = late('1h')
    const seen = watch(graph.get('/subscriptions'))
    await emulator.clock.runToIdle()
    expect(seen.result?.status).toBe(200)
  })

  it('arrives by itself when the clock runs by itself', async () => {
    using emulator = createEmulator({ clock: { start: 0, rate: 1_000 }, faults: [{ latency: '2s' }] })
    const answer = await emulator.fetch('https://graph.microsoft.com/v1.0/subscriptions')
    expect(answer.status).toBe(200)
    expect(emulator.clock.now()).toBeGreaterThanOrEqual(2_000)
  })

  it('arrives under MSW', async () => {
    const { emulator } = late()
    const server = setupServer(...emulator.handlers)
    server.listen()
    try {
      const answer = fetch('https://graph.microsoft.com/v1.0/subscriptions')
      await emulator.trace.waitFor(({ type }) => type === 'fault')
      await emulator.clock.advance('2s')
      expect((await answer).status).toBe(200)
    } finally {
      server.close()
    }
  })
})

describe('the clock', () => {
  it('does not wait for a client that waits for it: settled() resolves', async () => {
    const { emulator, graph } = late()
    const seen = watch(graph.get('/subscriptions'))
    await emulator.settled()
    expect(seen.result).toBeUndefined()
  })

  it('lets the app continue at the time of the response, in the middle of an advance', async () => {
    const { emulator, graph } = late()
    const app = async () => {
      const call = await createCall(graph)
      await graph.get(`${CALLS}/${call.id}`)
      await graph.delete(`${CALLS}/${call.id}`)
    }
    const start = emulator.clock.now()
    const done = watch(app())
    await emulator.clock.advance('10s')
    expect(emulator.trace.of('request').map(({ at }) => at - start)).toEqual([0, 2_000, 4_000])
    expect('result' in done).toBe(true)
  })

  it('continues while a receiver of notifications waits for a delayed response', async () => {
    const emulator = createEmulator({ seed: 7, clock: 'manual', faults: [{ latency: '2s' }] })
    const start = emulator.clock.now()
    const answered: number[] = []
    emulator.receive(CALLBACK, async (request) => {
      const { value } = await request.json()
      if (value[0].resourceData.state !== 'incoming') return
      const answer = await emulator.fetch(`https://graph.microsoft.com/v1.0${value[0].resourceUrl}`)
      await answer.json()
      answered.push(emulator.clock.now() - start)
    })
    emulator.incomingCall({ callbackUri: CALLBACK })
    await emulator.clock.advance('5s')
    expect(answered).toEqual([2_000])
    expect(emulator.trace.of('delivery').map(({ outcome, at }) => [outcome, at - start])).toEqual([
      ['delivered', 2_000],
    ])
  })

  it('continues while the validation of a notification URL waits for a delayed response', async () => {
    const { emulator, graph } = late()
    emulator.receive('https://bot.contoso.com/records', async (request) => {
      await graph.get('/subscriptions')
      return new Response(new URL(request.url).searchParams.get('validationToken'))
    })
    const seen = watch(
      graph.post('/subscriptions', {
        changeType: 'created',
        resource: 'communications/callRecords',
        notificationUrl: 'https://bot.contoso.com/records',
        expirationDateTime: '2026-01-05T12:00:00Z',
      }),
    )
    await emulator.clock.advance('2s')
    await emulator.clock.advance('2s')
    expect(seen.result?.status).toBe(201)
  })

  it('still waits for a receiver that does not wait for it', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ latency: '9s', match: { path: '/subscriptions' } })
    const start = emulator.clock.now()
    const heard: number[] = []
    emulator.receive(CALLBACK, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      heard.push(emulator.clock.now() - start)
    })
    // A client waits for a delayed response all this time.
    const seen = watch(graph.get('/subscriptions'))
    await createCall(graph)
    await emulator.clock.advance('8s')
    expect(heard).toEqual([0, 2_000, 2_000])
    expect(seen.result).toBeUndefined()
    await emulator.clock.advance('1s')
    expect(seen.result?.status).toBe(200)
  })
})

describe('a client that waits for a delayed response', () => {
  it.each([
    ['reset', ({ emulator }: ReturnType<typeof late>) => emulator.reset()],
    ['restored', ({ emulator }: ReturnType<typeof late>) => emulator.restore(setup().emulator.snapshot())],
    ['disposed of', ({ emulator }: ReturnType<typeof late>) => emulator[Symbol.dispose]()],
  ])('receives it when the world is %s', async (_, end) => {
    const world = late()
    const answer: Promise<Answer> = world.graph.get('/subscriptions')
    await world.emulator.settled()
    end(world)
    expect((await answer).status).toBe(200)
  })

  it('is not part of a snapshot, but the scheduled event is, and has no effect', async () => {
    const { emulator, graph } = late()
    const answer = graph.get('/subscriptions')
    await emulator.settled()
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    const other = setup()
    other.emulator.restore(snapshot)
    await other.emulator.clock.runToIdle()
    expect(other.emulator.clock.now()).toBe(Date.parse('2026-01-05T09:00:02Z'))
    await emulator.clock.advance('2s')
    expect((await answer).status).toBe(200)
  })

  it('can abort the request', async () => {
    const { emulator } = late()
    const giveUp = new AbortController()
    const answer = emulator.fetch('https://graph.microsoft.com/v1.0/subscriptions', { signal: giveUp.signal })
    await emulator.settled()
    giveUp.abort(new Error('too slow'))
    await expect(answer).rejects.toThrow('too slow')
    await emulator.clock.advance('2s')
    expect(emulator.trace.of('response')).toMatchObject([{ status: 0 }])
  })
})
