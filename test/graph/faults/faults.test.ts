import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../../src/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'

const THROTTLED = { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfter: 2 }

const RECORD = '/communications/callRecords/57dab8b1-894c-409a-b240-bd8beae78896'

describe('a fault rule', () => {
  it('responds with an error in Graph’s envelope', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ error: THROTTLED })
    const { status, headers, body } = await graph.get('/communications/callRecords')
    expect([status, headers.get('retry-after')]).toEqual([429, '2'])
    expect(body.error).toMatchObject({
      code: 'TooManyRequests',
      message: 'Please retry again later.',
      innerError: { 'request-id': headers.get('request-id') },
    })
  })

  it('with status 429 has the innerError of a throttled request, and no other status has', async () => {
    const { emulator, graph } = setup({ throttle: 'graph' })
    const innerOf = async () => {
      const {
        'request-id': id,
        'client-request-id': clientId,
        ...inner
      } = (await graph.get(RECORD)).body.error.innerError
      expect([id, clientId]).toEqual([expect.any(String), id])
      return inner
    }
    for (let count = 0; count < 10; count += 1) await graph.get(RECORD)
    const throttled = await innerOf()
    expect(throttled).toEqual({
      date: '2026-01-05T09:00:00',
      code: '429',
      status: '429',
      message: 'Please retry after',
    })
    emulator.faults.add({ error: THROTTLED, times: 1 })
    expect(await innerOf()).toEqual(throttled)
    emulator.faults.add({ error: { status: 503, code: 'ServiceUnavailable' }, times: 1 })
    expect(await innerOf()).toEqual({ date: '2026-01-05T09:00:00' })
  })

  it('applies to matching requests, at most `times` times', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ match: { method: 'GET', path: '/communications/callRecords' }, error: THROTTLED, times: 2 })
    const get = async (path: string) => (await graph.get(path)).status
    expect(await get('/subscriptions')).toBe(200)
    expect((await graph.post('/communications/callRecords', {})).status).toBe(201)
    expect([
      await get('/communications/callRecords'),
      await get('/communications/callRecords'),
      await get('/communications/callRecords'),
    ]).toEqual([429, 429, 200])
  })

  it('for GET also applies to HEAD, and to no other method', async () => {
    const { emulator } = setup()
    emulator.faults.add({ match: { method: 'GET', path: '/communications' }, error: THROTTLED })
    const statusOf = async (method: string, path: string) =>
      (await emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, { method })).status
    expect([
      await statusOf('HEAD', '/communications/callRecords'),
      await statusOf('DELETE', '/communications/callRecords/x'),
      await statusOf('OPTIONS', '/communications/callRecords'),
    ]).toEqual([429, 404, 200])
  })

  it('with a probability applies to the same requests for the same seed', async () => {
    const struck = async (seed: number) => {
      const { emulator, graph } = setup({ seed })
      emulator.faults.add({ error: THROTTLED, probability: 0.5 })
      const statuses: number[] = []
      for (let count = 0; count < 40; count += 1) statuses.push((await graph.get('/subscriptions')).status)
      return statuses.join()
    }
    const first = await struck(1)
    expect(first).toContain('429')
    expect(first).toContain('200')
    expect(await struck(1)).toBe(first)
    expect(await struck(2)).not.toBe(first)
  })

  it('can be removed, cleared and reset', async () => {
    const { emulator, graph } = setup()
    const status = async () => (await graph.get('/subscriptions')).status
    const takeAway = emulator.faults.add({ error: THROTTLED, times: 3 })
    expect(await status()).toBe(429)
    takeAway()
    expect(await status()).toBe(200)
    emulator.faults.add({ error: THROTTLED })
    emulator.faults.clear()
    expect(await status()).toBe(200)
    emulator.faults.add({ error: THROTTLED })
    emulator.reset()
    expect(await status()).toBe(200)
  })

  it('is part of snapshots, with the number of requests that are left', async () => {
    const { emulator, graph } = setup()
    const status = async () => (await graph.get('/subscriptions')).status
    emulator.faults.add({ error: THROTTLED, times: 2 })
    expect(await status()).toBe(429)
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    expect([await status(), await status()]).toEqual([429, 200])
    emulator.restore(snapshot)
    expect([await status(), await status()]).toEqual([429, 200])
  })

  it('is replaced by a rule of the same name, and removed by its name', async () => {
    const { emulator, graph } = setup()
    const status = async () => (await graph.get('/subscriptions')).status
    emulator.faults.add({ name: 'outage', error: { status: 503, code: 'ServiceUnavailable' } })
    emulator.faults.add({ name: 'outage', error: THROTTLED })
    expect(await status()).toBe(429)
    emulator.faults.remove('outage')
    expect(await status()).toBe(200)
    emulator.faults.remove('outage')
    // Rules without a name get different default names.
    const takeAway = emulator.faults.add({ error: THROTTLED })
    emulator.faults.add({ error: { status: 503, code: 'ServiceUnavailable' } })
    takeAway()
    expect(await status()).toBe(503)
  })

  it('is traced with the request that it was applied to', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ name: 'slow', latency: 0 })
    emulator.faults.add({ error: THROTTLED })
    await graph.get('/subscriptions')
    const [request] = emulator.trace.of('request')
    expect(emulator.trace.of('fault')).toMatchObject([{ requestId: request?.requestId, rules: ['slow', 'fault 1'] }])
  })

  it('given as an option applies from the start, and again after a reset', async () => {
    const { emulator, graph } = setup({ faults: [{ error: THROTTLED, times: 1 }] })
    const status = async () => (await graph.get('/subscriptions')).status
    expect([await status(), await status()]).toEqual([429, 200])
    emulator.reset()
    expect(await status()).toBe(429)
  })

  it('is not counted as used when an earlier rule ends the request', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ error: THROTTLED, times: 1 })
    emulator.faults.add({ drop: true, times: 1 })
    const outcome = () =>
      graph.get('/subscriptions').then(
        ({ status }) => status,
        () => 'lost',
      )
    expect([await outcome(), await outcome(), await outcome()]).toEqual([429, 'lost', 200])
  })

  it.each([
    ['no error', {}, "'error'"],
    ['two endings', { error: THROTTLED, drop: true }, "Expected one of 'error', 'drop' and 'malformed'"],
    ['a latency that is none', { latency: 'long' }, "'latency'"],
    ['a latency before now', { latency: -1 }, "'latency'"],
    ['a drop that is none', { drop: false }, "'drop'"],
    ['a member that no rule has', { error: THROTTLED, latencies: 7 }, "'latencies'"],
    ['a name that is none', { error: THROTTLED, name: '' }, "'name'"],
    ['a status that is no failure', { error: { status: 200, code: 'OK' } }, "'error.status'"],
    ['a path without its slash', { error: THROTTLED, match: { path: 'communications' } }, "'match.path'"],
    ['a probability that is none', { error: THROTTLED, probability: 2 }, "'probability'"],
  ])('is rejected for %s', (_, rule, named) => {
    const { emulator } = setup()
    // A program without type checks may pass this.
    expect(() => emulator.faults.add(rule as FaultRule)).toThrow(named)
    expect(() => setup({ faults: [rule as FaultRule] })).toThrow(named.replace(/^'/, ''))
    expect(emulator.snapshot().faults).toEqual([])
  })
})

describe('a batch with fault rules', () => {
  const requests = ['/subscriptions', '/communications/callRecords'].map((url, id) => ({
    id: String(id),
    method: 'GET',
    url,
  }))

  it('contains the injected error in place of the response', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ error: THROTTLED, latency: '1h', match: { path: '/subscriptions' } })
    const { status, body } = await graph.post('/$batch', { requests })
    expect([status, ...body.responses.map((response: { status: number }) => response.status)]).toEqual([200, 429, 200])
    expect(body.responses[0].headers['Retry-After']).toBe('2')
  })

  it('is dropped, truncated or delayed as a whole', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ name: 'lost', drop: true })
    await expect(graph.post('/$batch', { requests })).rejects.toThrow(TypeError)
    emulator.faults.add({ name: 'lost', drop: true, match: { path: '/subscriptions' } })
    emulator.faults.add({ malformed: true, match: { path: '/communications' } })
    emulator.faults.add({ latency: '2s' })
    const answer = graph.post('/$batch', { requests })
    await emulator.clock.advance('2s')
    const { body } = await answer
    expect(body.responses.map((response: { status: number }) => response.status)).toEqual([200, 200])
  })
})

describe('a dropped connection', () => {
  it('makes emulator.fetch reject as fetch does, before the request is processed', async () => {
    const { emulator, graph } = setup()
    emulator.faults.add({ drop: true, times: 1 })
    await expect(graph.post('/communications/calls', anOutgoingCall())).rejects.toThrow(TypeError)
    expect(emulator.store.getState().calls.size).toBe(0)
    expect(emulator.trace.of('response')).toMatchObject([{ status: 0 }])
    expect((await graph.post('/communications/calls', anOutgoingCall())).status).toBe(201)
  })

  it('makes fetch itself reject under MSW', async () => {
    const { emulator } = setup()
    const server = setupServer(
      ...emulator.handlers,
      http.all('*', () => HttpResponse.json({})),
    )
    server.listen()
    try {
      emulator.faults.add({ drop: true, match: { method: 'GET' } })
      const url = 'https://graph.microsoft.com/v1.0/communications/callRecords'
      await expect(fetch(url)).rejects.toThrow(TypeError)
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
    } finally {
      server.close()
    }
  })
})

describe('a truncated response', () => {
  const url = 'https://graph.microsoft.com/v1.0/communications/calls'
  const post = (call: object) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(call),
  })

  it('has the status and headers of the whole response and half its body, and the request is processed', async () => {
    const { emulator } = setup()
    emulator.faults.add({ malformed: true })
    const answer = await emulator.fetch(url, post(anOutgoingCall()))
    const text = await answer.text()
    const whole = await (await setup().emulator.fetch(url, post(anOutgoingCall()))).text()
    expect([answer.status, answer.headers.has('location'), text]).toEqual([
      201,
      true,
      whole.slice(0, whole.length >> 1),
    ])
    expect(() => JSON.parse(text)).toThrow(SyntaxError)
    expect(emulator.store.getState().calls.size).toBe(1)
  })

  it('is truncated if it is an error, but not if it has no body', async () => {
    const { emulator } = setup()
    emulator.faults.add({ malformed: true })
    const refused = await emulator.fetch(url, post({}))
    expect(refused.status).toBe(400)
    await expect(refused.json()).rejects.toThrow(SyntaxError)
    const { id } = emulator.incomingCall({ callbackUri: 'https://bot.contoso.com/calls' })
    const deleted = await emulator.fetch(`${url}/${id}`, { method: 'DELETE' })
    expect([deleted.status, await deleted.text()]).toEqual([204, ''])
  })
})
