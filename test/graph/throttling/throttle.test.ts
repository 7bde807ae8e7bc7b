import { describe, expect, it } from 'vitest'
import { createToken, type EmulatorOptions } from '../../../src/index.ts'
import { anAnswer, anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import type { Answer, Graph } from '../../support/graph.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'

const open = (options: EmulatorOptions = {}) => setup({ throttle: 'graph', ...options })
const as = (appId: string, tenantId: string) => ({ Authorization: `Bearer ${createToken({ appId, tenantId })}` })

/** Sends the same request a number of times. @returns the statuses, as `200 × 10`. */
async function send(count: number, request: () => Promise<Pick<Answer, 'status'>>): Promise<string> {
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < count; sent += 1) {
    const { status } = await request()
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
  }
  return [...statuses].map(([status, times]) => `${status} × ${times}`).join(', ')
}

const aRecord = async (graph: Graph, sessions = 0): Promise<string> => {
  const { body } = await graph.post(RECORDS, {})
  for (let made = 0; made < sessions; made += 1)
    await graph.post(`${RECORDS}/${body.id}/sessions`, { modalities: ['audio'] })
  return `${RECORDS}/${body.id}`
}

describe("Graph's limits", () => {
  it('are not enforced by default', async () => {
    const { graph } = setup()
    const path = await aRecord(graph)
    expect(await send(60, () => graph.get(path))).toBe('200 × 60')
  })

  it('return 429 with the documented message and Retry-After', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph)
    await send(10, () => graph.get(path))
    const before = emulator.store.getState()
    const { status, headers, body } = await graph.get(path)
    expect([status, headers.get('retry-after'), body.error.code, body.error.message]).toEqual([
      429,
      '20',
      'TooManyRequests',
      'Please retry again later.',
    ])
    expect(body.error.innerError).toEqual({
      code: '429',
      status: '429',
      message: 'Please retry after',
      date: '2026-01-05T09:00:00',
      'request-id': headers.get('request-id'),
      'client-request-id': headers.get('request-id'),
    })
    expect(emulator.trace.of('response').at(-1)?.error).toContain("exceeded the limit 'requests per call record'")
    expect(emulator.store.getState()).toBe(before)
  })

  it('allow 10 requests for a call record in 20 seconds, and then 10 more', async () => {
    const { emulator, graph } = open()
    const [path, other] = [await aRecord(graph), await aRecord(graph)]
    expect(await send(10, () => graph.get(path))).toBe('200 × 10')
    await emulator.clock.advance(19_999)
    expect((await graph.get(path)).status).toBe(429)
    expect((await graph.get(other)).status).toBe(200)
    await emulator.clock.advance(1)
    expect(await send(9, () => graph.get(path))).toBe('200 × 9')
    // The refused request counts as well.
    const { status, headers } = await graph.get(path)
    expect([status, headers.get('retry-after')]).toEqual([429, '20'])
  })

  it('allow a request that waits for Retry-After', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph)
    await send(5, () => graph.get(path))
    await emulator.clock.advance('7s')
    await send(7, () => graph.get(path))
    const refused = await graph.get(path)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '13'])
    await emulator.clock.advance(`${refused.headers.get('retry-after')}s`)
    expect((await graph.get(path)).status).toBe(200)
  })

  it('allow 50 requests for later pages of a call record in 5 minutes', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph, 61)
    await emulator.clock.advance('1min')
    const { '@odata.nextLink': next } = (await graph.get(`${path}/sessions`)).body
    expect(await send(51, () => graph.get(next))).toBe('200 × 50, 429 × 1')
    await emulator.clock.advance('5min')
    expect((await graph.get(next)).status).toBe(200)
  })

  it('allow an app 1,500 requests for call records of a tenant in 20 seconds', async () => {
    const { emulator, graph } = open()
    const list = (appId: string, tenantId: string) => () => graph.get(RECORDS, as(appId, tenantId))
    expect(await send(1_501, list('a1', 't1'))).toBe('200 × 1500, 429 × 1')
    expect((await list('a2', 't1')()).status).toBe(200)
    expect((await list('a1', 't2')()).status).toBe(200)
    expect((await graph.get('/subscriptions', as('a1', 't1'))).status).toBe(200)
    await emulator.clock.advance('20s')
    expect((await list('a1', 't1')()).status).toBe(200)
  })

  it('allow all apps together 10,000 requests for call records of a tenant in 20 seconds', async () => {
    const { graph } = open()
    for (let app = 0; app < 8; app += 1) {
      const count = app < 6 ? 1_500 : 500
      expect(await send(count, () => graph.get(`${RECORDS}?$top=1`, as(`a${app}`, 't1')))).toBe(`200 × ${count}`)
    }
    expect((await graph.get(RECORDS, as('a8', 't1'))).status).toBe(429)
    expect((await graph.get(RECORDS, as('a8', 't2'))).status).toBe(200)
  }, 60_000)

  it('return the longest Retry-After of the limits that a request exceeds', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph)
    await send(1_489, () => graph.get(`${RECORDS}?$top=1`))
    await emulator.clock.advance('15s')
    expect(await send(10, () => graph.get(path))).toBe('200 × 10')
    // The app's 1,500 requests for call records would allow the next one after 5 seconds, the 10 for this record after 20.
    const { status, headers } = await graph.get(path)
    expect([status, headers.get('retry-after')]).toEqual([429, '20'])
  })

  it('count HEAD requests for a call record like GET requests', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph)
    const head = () => emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, { method: 'HEAD' })
    expect(await send(10, head)).toBe('200 × 10')
    expect((await graph.get(path)).status).toBe(429)
  })

  it('do not count the calls of earlier months', async () => {
    const { emulator } = open({ notifications: { deliver: 'none' } })
    for (let month = 0; month < 3; month += 1) {
      emulator.incomingCall({ callbackUri: CALLBACK })
      await emulator.clock.advance('31d')
    }
    emulator.incomingCall({ callbackUri: CALLBACK })
    await emulator.settled()
    expect(emulator.snapshot().throttle.calls).toEqual([{ at: emulator.clock.now(), count: 1 }])
  })

  it('allow an app 100 calls at the same time', async () => {
    const { emulator, graph } = open()
    const create = () => graph.post(CALLS, anOutgoingCall())
    expect(await send(99, create)).toBe('201 × 99')
    const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
    const refused = await create()
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '10'])
    expect(emulator.store.getState().calls.size).toBe(100)
    // Other requests are not refused.
    expect((await graph.post(`${CALLS}/${id}/answer`, anAnswer())).status).toBe(202)
    await emulator.clock.advance('2s')
    await graph.delete(`${CALLS}/${id}`)
    await emulator.clock.advance('1s')
    expect(await send(2, create)).toBe('201 × 1, 429 × 1')
  })

  it('allow an app 10,000 calls in 30 days', async () => {
    const { emulator, graph } = open({ notifications: { deliver: 'none' } })
    for (let count = 0; count < 10_000; count += 1) {
      const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
      await graph.post(`${CALLS}/${id}/reject`)
      if (count % 100 === 99) await emulator.clock.advance('30s')
    }
    const refused = await graph.post(CALLS, anOutgoingCall())
    expect(refused.status).toBe(429)
    await emulator.clock.advance(`${refused.headers.get('retry-after')}s`)
    expect((await graph.post(CALLS, anOutgoingCall())).status).toBe(201)
  }, 60_000)

  it('count the requests of a batch one by one', async () => {
    const { graph } = open()
    const path = await aRecord(graph)
    const requests = Array.from({ length: 12 }, (_, id) => ({ id: `${id}`, method: 'GET', url: path }))
    const { status, body } = await graph.post('/$batch', { requests })
    expect(status).toBe(200)
    expect(body.responses.map((response: { status: number }) => response.status)).toEqual([
      ...Array(10).fill(200),
      429,
      429,
    ])
    expect(body.responses[11].headers['Retry-After']).toBe('20')
  })

  it('are part of snapshots, and start again after a reset', async () => {
    const { emulator, graph } = open()
    const path = await aRecord(graph)
    await send(9, () => graph.get(path))
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    expect(await send(3, () => graph.get(path))).toBe('200 × 1, 429 × 2')
    emulator.restore(snapshot)
    expect(await send(3, () => graph.get(path))).toBe('200 × 1, 429 × 2')

    await send(100, () => graph.post(CALLS, anOutgoingCall()))
    const full = JSON.parse(JSON.stringify(emulator.snapshot()))
    emulator.reset()
    expect((await graph.post(CALLS, anOutgoingCall())).status).toBe(201)
    const other = open()
    other.emulator.restore(full)
    expect((await other.graph.post(CALLS, anOutgoingCall())).status).toBe(429)
  })

  it('are checked after the token and before the path', async () => {
    const { graph } = open({ auth: 'required' })
    const headers = as('a1', 't1')
    expect(await send(1_500, () => graph.get(RECORDS, headers))).toBe('200 × 1500')
    expect((await graph.get(RECORDS)).status).toBe(401)
    expect((await graph.get(`${RECORDS}/x/nowhere`, headers)).status).toBe(429)
  })
})

describe('the limit of all requests of an app', () => {
  it('is 130,000 in 10 seconds', async () => {
    const { emulator, graph } = open()
    const snapshot = emulator.snapshot()
    await graph.get('/subscriptions')
    const { windows } = emulator.snapshot().throttle
    const [[key = '', [tally = { at: 0, count: 0 }] = []] = []] = Object.entries(windows)
    // A snapshot in which all requests but the last have been counted, because sending them takes long.
    const nearly = { ...windows, [key]: [{ ...tally, count: 129_999 }] }
    emulator.restore({ ...snapshot, throttle: { ...snapshot.throttle, windows: nearly } })
    expect(await send(2, () => graph.get('/subscriptions'))).toBe('200 × 1, 429 × 1')
    await emulator.clock.advance('10s')
    expect((await graph.get('/subscriptions')).status).toBe(200)
  })
})
