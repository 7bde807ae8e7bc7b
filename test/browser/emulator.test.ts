import { HttpResponse, http, type RequestHandler } from 'msw'
import { setupWorker } from 'msw/browser'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions, scenarios } from '../../src/index.ts'
import { anAnswer, anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

/** A webhook at the page's own origin: the emulator sends notifications there with fetch. */
const WEBHOOK = new URL('/api/calls', location.href).href

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** Starts a service worker with the handlers of the emulators, followed by the page's own. */
async function startWorker(emulators: readonly Emulator[], pageHandlers: readonly RequestHandler[] = []) {
  const worker = setupWorker(...emulators.flatMap(({ handlers }) => handlers), ...pageHandlers)
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
  cleanUps.push(() => worker.stop())
}

function createTestEmulator(options: EmulatorOptions = {}): Emulator {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  cleanUps.push(() => emulator[Symbol.dispose]())
  return emulator
}

const graph = createGraph((url, init) => fetch(url, init))

/** The call in a notification. */
async function readCall(request: Request) {
  const { id, state, mediaState } = (await request.json()).value[0].resourceData
  return { id, state, media: mediaState?.audio }
}

describe('an emulator in a service worker', () => {
  it('lets the page create and end a call with fetch', async () => {
    const emulator = createTestEmulator()
    await startWorker([emulator])
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
    'https://graph.microsoft.com/v1.0/communications/presences',
    'https://api.contoso.com/v1.0/communications/calls',
    '/v1.0/communications/calls',
  ])('leaves %s to the handlers of the page', async (url) => {
    await startWorker([createTestEmulator()], [http.get(url, () => HttpResponse.json({ displayName: 'Adele Vance' }))])
    expect(await (await fetch(url)).json()).toEqual({ displayName: 'Adele Vance' })
  })

  it('sends notifications to the page’s own origin with fetch, in order', async () => {
    const received: unknown[] = []
    const webhook = http.post(WEBHOOK, async ({ request }) => {
      const { state, media } = await readCall(request)
      received.push([state, media])
      return new HttpResponse(null, { status: 204 })
    })
    const emulator = createTestEmulator()
    await startWorker([emulator], [webhook])
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

  it('calls a receiver in the page without fetch', async () => {
    const fetched = vi.fn(() => new HttpResponse(null, { status: 204 }))
    const received: unknown[] = []
    const emulator = createTestEmulator()
    await startWorker([emulator], [http.all(`${location.origin}/api/*`, fetched)])
    emulator.receive(WEBHOOK, async (request) => {
      received.push((await readCall(request)).state)
    })
    await createCall(graph, anOutgoingCall({ callbackUri: WEBHOOK }))
    await emulator.clock.advance('3s')
    expect(received).toEqual(['establishing', 'established', 'established'])
    expect(fetched).not.toHaveBeenCalled()
  })

  it('plays a call up to its record with a running clock', async () => {
    const clock = { start: '2026-03-01T08:00:00Z', rate: 1_000 }
    const emulator = createTestEmulator({ clock, scenarios: [scenarios.droppedMidCall] })
    await startWorker([emulator])
    const { trace } = emulator
    const call = await createCall(graph)
    expect(call.state).toBe('establishing')
    await trace.waitFor((entry) => entry.type === 'transition' && entry.to === 'established')
    await trace.waitFor(({ type }) => type === 'callRecord')
    const { status, body: record } = await graph.get(`/communications/callRecords/${call.callChainId}`)
    expect([status, record.startDateTime]).toEqual([200, expect.stringContaining('2026-03-01T')])
    expect(Date.parse(record.endDateTime) - Date.parse(record.startDateTime)).toBe(10_000)
  })

  it('keeps two emulators on different hosts apart', async () => {
    const first = createTestEmulator({ hosts: ['https://graph.microsoft.com'] })
    const second = createTestEmulator({ hosts: ['https://graph.example.test:8443'] })
    await startWorker([first, second])
    const secondGraph = createGraph((url, init) => fetch(url, init), 'https://graph.example.test:8443/v1.0')

    const call = await createCall(graph)
    const path = `/communications/calls/${call.id}`
    expect((await secondGraph.get(path)).status).toBe(404)
    expect([first.store.getState().calls.size, second.store.getState().calls.size]).toEqual([1, 0])
    await first.clock.advance('2s')

    // With the same seed, the second emulator draws the same id: neither its random state nor its clock has changed.
    expect((await createCall(secondGraph)).id).toBe(call.id)
    const states = [(await graph.get(path)).body.state, (await secondGraph.get(path)).body.state]
    expect(states).toEqual(['established', 'establishing'])
  })

  it('notifies the page of an incoming call, which the page answers', async () => {
    const received: unknown[] = []
    const emulator = createTestEmulator({ callbackUri: WEBHOOK })
    await startWorker([emulator])
    emulator.receive(WEBHOOK, async (request) => {
      const { id, state, media } = await readCall(request)
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
