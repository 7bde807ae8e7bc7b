import { HttpResponse, http, type RequestHandler } from 'msw'
import { setupWorker } from 'msw/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions, scenarios } from '../../src/index.ts'
import { anAnswer, anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

/** A webhook of the page's own origin: a notification to it can be fetched. */
const WEBHOOK = new URL('/api/calls', location.href).href

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** The page's fetches go through a service worker to the emulators first, and then to the page's own handlers. */
async function serve(emulators: readonly Emulator[], own: readonly RequestHandler[] = []) {
  const worker = setupWorker(...emulators.flatMap(({ handlers }) => handlers), ...own)
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  cleanUps.push(() => worker.stop())
}

function createWorld(options: EmulatorOptions = {}): Emulator {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  cleanUps.push(() => emulator[Symbol.dispose]())
  return emulator
}

const graph = createGraph((url, init) => fetch(url, init))

/** What a notification says of its call. */
async function read(request: Request) {
  const { id, state, mediaState } = (await request.json()).value[0].resourceData
  return { id, state, media: mediaState?.audio }
}

describe('under setupWorker', () => {
  it('a call is created, answered and ended by fetches of the page', async () => {
    const emulator = createWorld()
    await serve([emulator])
    const { status, headers, body: call } = await graph.post('/communications/calls', anOutgoingCall())
    const path = `/communications/calls/${call.id}`
    expect([status, headers.get('location')]).toEqual([201, `https://graph.microsoft.com/v1.0${path}`])
    await emulator.clock.advance('2s')
    expect((await graph.get(path)).body.state).toBe('established')
    expect((await graph.delete(path)).status).toBe(204)
    await emulator.clock.runToIdle()
    expect((await graph.get(path)).status).toBe(404)
  })

  it.each([
    'https://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com/beta/app/onlineMeetings',
    'https://api.contoso.com/v1.0/communications/calls',
    '/v1.0/communications/calls',
  ])("%s is not the emulator's: it falls through to the own handlers of the page", async (url) => {
    await serve([createWorld()], [http.get(url, () => HttpResponse.json({ displayName: 'Adele Vance' }))])
    expect(await (await fetch(url)).json()).toEqual({ displayName: 'Adele Vance' })
  })

  it('notifications to the origin of the page are fetched, in order, and answered after an advance', async () => {
    const received: unknown[] = []
    const webhook = http.post(WEBHOOK, async ({ request }) => {
      const { state, media } = await read(request)
      received.push([state, media])
      return new HttpResponse(null, { status: 204 })
    })
    const emulator = createWorld()
    await serve([emulator], [webhook])
    await createCall(graph, anOutgoingCall({ callbackUri: WEBHOOK }))
    await emulator.clock.advance('3s')
    expect(received).toEqual([
      ['establishing', undefined],
      ['established', undefined],
      ['established', 'active'],
    ])
    const { trace } = emulator
    const answered = trace.of('delivery').map(({ id, outcome, status }) => [id, outcome, status])
    expect(answered).toEqual(trace.of('notification').map(({ id }) => [id, 'delivered', 204]))
  })

  it('a receiver in the page is told without a fetch', async () => {
    const fetched = vi.fn(() => new HttpResponse(null, { status: 204 }))
    const received: unknown[] = []
    const emulator = createWorld()
    await serve([emulator], [http.all(`${location.origin}/api/*`, fetched)])
    emulator.receive(WEBHOOK, async (request) => {
      received.push((await read(request)).state)
    })
    await createCall(graph, anOutgoingCall({ callbackUri: WEBHOOK }))
    await emulator.clock.advance('3s')
    expect(received).toEqual(['establishing', 'established', 'established'])
    expect(fetched).not.toHaveBeenCalled()
  })

  it('time that passes by itself takes a call through its life, to its record', async () => {
    const clock = { start: '2026-03-01T08:00:00Z', rate: 1_000 }
    const emulator = createWorld({ clock, scenarios: [scenarios.droppedMidCall] })
    await serve([emulator])
    const { trace } = emulator
    const call = await createCall(graph)
    expect(call.state).toBe('establishing')
    await trace.waitFor((entry) => entry.type === 'transition' && entry.to === 'established')
    await trace.waitFor(({ type }) => type === 'callRecord')
    const { status, body: record } = await graph.get(`/communications/callRecords/${call.callChainId}`)
    expect([status, record.startDateTime]).toEqual([200, expect.stringContaining('2026-03-01T')])
    expect(Date.parse(record.endDateTime) - Date.parse(record.startDateTime)).toBe(10_000)
  })

  it('two emulators on different hosts share nothing', async () => {
    const one = createWorld({ hosts: ['https://graph.microsoft.com'] })
    const other = createWorld({ hosts: ['https://graph.example.test:8443'] })
    await serve([one, other])
    const elsewhere = createGraph((url, init) => fetch(url, init), 'https://graph.example.test:8443/v1.0')

    const call = await createCall(graph)
    const path = `/communications/calls/${call.id}`
    expect((await elsewhere.get(path)).status).toBe(404)
    expect([one.store.getState().calls.size, other.store.getState().calls.size]).toEqual([1, 0])
    await one.clock.advance('2s')

    // Of the same seed, the other draws the same: nothing was taken from it, and its time has not passed.
    expect((await createCall(elsewhere)).id).toBe(call.id)
    const states = [(await graph.get(path)).body.state, (await elsewhere.get(path)).body.state]
    expect(states).toEqual(['established', 'establishing'])
  })

  it('somebody calls, and the page answers', async () => {
    const received: unknown[] = []
    const emulator = createWorld({ callbackUri: WEBHOOK })
    await serve([emulator])
    emulator.receive(WEBHOOK, async (request) => {
      const { id, state, media } = await read(request)
      received.push([state, media])
      if (state === 'incoming') {
        await graph.post(`/communications/calls/${id}/answer`, anAnswer({ callbackUri: WEBHOOK }))
      }
    })
    const { id } = emulator.incomingCall({ from: { phone: '+12065550100' } })
    await emulator.clock.advance('3s')
    expect(received).toEqual([
      ['incoming', undefined],
      ['establishing', undefined],
      ['established', undefined],
      ['established', 'active'],
    ])
    expect((await graph.get(`/communications/calls/${id}`)).body).toMatchObject({
      direction: 'incoming',
      state: 'established',
      source: { identity: { phone: { id: '+12065550100' } } },
    })
  })
})
