import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HttpResponse, http, passthrough, type RequestHandler } from 'msw'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../../src/index.ts'
import { anOutgoingCall, CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { createGraph } from '../support/graph.ts'

const JSON_TYPE = { headers: { 'Content-Type': 'application/json' } }
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** Real `fetch` calls, which MSW passes to the emulator first and then to the app's handlers. */
function serve(options: EmulatorOptions = {}, own: readonly RequestHandler[] = []) {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  const server = setupServer(...emulator.handlers, ...own)
  server.listen()
  cleanUps.push(() => server.close())
  return { emulator, server, graph: createGraph((url, init) => fetch(url, init)) }
}

describe('under setupServer', () => {
  it('answers real fetch calls that create and read a call', async () => {
    const { emulator, graph } = serve()
    const { status, headers, body: call } = await graph.post('/communications/calls', anOutgoingCall())
    expect([status, headers.get('location')]).toEqual([
      201,
      `https://graph.microsoft.com/v1.0/communications/calls/${call.id}`,
    ])
    await emulator.clock.advance('2s')
    expect((await graph.get(`/communications/calls/${call.id}`)).body.state).toBe('established')
    expect((await graph.delete(`/communications/calls/${call.id}`)).status).toBe(204)
  })

  it.each([
    'https://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com/v1.0/users/communications/calls',
    'https://graph.microsoft.com/beta/app/onlineMeetings',
    'https://graph.microsoft.com/v1.0/communications',
    'https://graph.microsoft.com/v1.0/communications/presences',
    'https://graph.microsoft.com/beta/communications/onlineMeetings/MSo1N2Y5/transcripts',
    'https://api.contoso.com/v1.0/communications/calls',
  ])('leaves %s to the app’s handlers', async (url) => {
    const { graph } = serve({}, [http.get(url, () => HttpResponse.json({ displayName: 'Adele Vance' }))])
    expect((await graph.get(url)).body).toEqual({ displayName: 'Adele Vance' })
  })

  it('lets a handler of the app override one endpoint', async () => {
    const { server, graph } = serve()
    const call = await createCall(graph)
    server.use(
      http.get('https://graph.microsoft.com/v1.0/communications/calls/:id', ({ params }) =>
        HttpResponse.json({ error: { code: 'ServiceUnavailable', message: String(params.id) } }, { status: 503 }),
      ),
    )
    const overridden = await graph.get(`/communications/calls/${call.id}`)
    expect([overridden.status, overridden.body.error.message]).toEqual([503, call.id])
    expect((await graph.post(`/communications/calls/${call.id}/keepAlive`)).status).toBe(200)
    server.resetHandlers()
    expect((await graph.get(`/communications/calls/${call.id}`)).status).toBe(200)
  })

  it.each([
    ['GET', '/communications/cals', "'cals'"],
    ['GET', '/communications/callRecord', "'callRecord'"],
    ['POST', '/communications/calls/x/dance', "'dance'"],
    ['GET', '/communications/callRecords/x/sessions/y/z', "'z'"],
  ])('answers %s %s with Graph’s error and does not pass it to the network', async (method, path, named) => {
    const behind = vi.fn(() => HttpResponse.json({}))
    const { graph } = serve({}, [http.all('*', behind)])
    const { status, body } = await graph.send(method, path)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain(`Resource not found for the segment ${named}`)
    expect(behind).not.toHaveBeenCalled()
  })

  it('sends the requests of a batch that it does not serve to the app’s handlers', async () => {
    const tokens: unknown[] = []
    const { graph } = serve({}, [
      http.get('https://graph.microsoft.com/v1.0/me', ({ request }) => {
        tokens.push(request.headers.get('authorization'))
        return HttpResponse.json({ displayName: 'Adele Vance' })
      }),
      http.get('https://graph.microsoft.com/v1.0/me/photo', () => HttpResponse.error()),
      http.get('https://graph.microsoft.com/v1.0/me/events', () => HttpResponse.text(nested(5_000), JSON_TYPE)),
      http.post('https://graph.microsoft.com/v1.0/communications/getPresencesByUserId', async ({ request }) =>
        HttpResponse.json({ asked: await request.json() }),
      ),
    ])
    const presences = { url: '/communications/getPresencesByUserId', headers: JSON_TYPE.headers, body: { ids: ['1'] } }
    const { status, body } = await graph.post(
      '/$batch',
      {
        requests: [
          { id: '1', method: 'GET', url: '/me' },
          { id: '2', method: 'GET', url: '/me/photo' },
          { id: '3', method: 'GET', url: '/me/events' },
          { id: '4', method: 'POST', ...presences },
          { id: '5', method: 'GET', url: '/subscriptions' },
        ],
      },
      { Authorization: 'Bearer placeholder' },
    )
    expect([status, tokens]).toEqual([200, ['Bearer placeholder']])
    expect(body.responses).toMatchObject([
      { id: '1', status: 200, body: { displayName: 'Adele Vance' } },
      {
        id: '2',
        status: 502,
        body: { error: { code: 'BadGateway', message: expect.stringContaining("'/v1.0/me/photo'") } },
      },
      // JSON that is nested too deep comes as base64, as everything that is no JSON does.
      { id: '3', status: 200, body: btoa(nested(5_000)) },
      { id: '4', status: 200, body: { asked: { ids: ['1'] } } },
      { id: '5', status: 200 },
    ])
  })

  it('answers malformed requests without throwing', async () => {
    const { graph } = serve()
    expect((await graph.post('/communications/calls', '{"callbackUri": ')).status).toBe(400)
    expect((await graph.send('PATCH', '/communications/calls', '{}')).status).toBe(405)
  })

  it('keeps two emulators on different hosts apart', async () => {
    const options = { seed: 7, clock: 'manual' } as const
    const one = createEmulator({ ...options, hosts: ['https://graph.microsoft.com'] })
    const other = createEmulator({ ...options, hosts: ['https://graph.example.test:8443'] })
    const server = setupServer(...one.handlers, ...other.handlers)
    server.listen()
    cleanUps.push(() => server.close())
    const graph = createGraph((url, init) => fetch(url, init))
    const elsewhere = createGraph((url, init) => fetch(url, init), 'https://graph.example.test:8443/v1.0')

    const call = await createCall(graph)
    expect((await elsewhere.get(`/communications/calls/${call.id}`)).status).toBe(404)
    expect([one.store.getState().calls.size, other.store.getState().calls.size]).toEqual([1, 0])
    await one.clock.advance('2s')
    expect(other.clock.now()).toBe(one.clock.now() - 2_000)

    // With the same seed, the other one draws the same id: the first took nothing from it.
    const { headers, body: twin } = await elsewhere.post('/communications/calls', anOutgoingCall())
    expect(headers.get('location')).toBe(`https://graph.example.test:8443/v1.0/communications/calls/${call.id}`)
    const stateOf = async (client: typeof graph) => (await client.get(`/communications/calls/${twin.id}`)).body.state
    expect([await stateOf(graph), await stateOf(elsewhere)]).toEqual(['established', 'establishing'])
  })

  it('serves a recording at its recordingLocation', async () => {
    const { emulator, graph } = serve()
    const call = await createCall(graph)
    await emulator.clock.advance('2s')
    const path = `/communications/calls/${call.id}`
    const { body: operation } = await graph.post(`${path}/recordResponse`, {
      playBeep: false,
      maxRecordDurationInSeconds: 3,
    })
    emulator.perform(call.id, { do: 'speak' })
    await emulator.clock.advance('3s')
    const { recordingLocation, recordingAccessToken } = (await graph.get(`${path}/operations/${operation.id}`)).body
    const response = await fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } })
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(new TextDecoder().decode(bytes.slice(0, 4))).toBe('RIFF')
    expect(bytes.length).toBe(44 + 3 * 32_000)
  })
})

describe('notifications', () => {
  /** A bot's webhook as a local server. */
  async function listen(statusFor: (received: number) => number = () => 202) {
    // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a notification
    const received: any[] = []
    const webhook = createServer(async (request, response) => {
      received.push({ method: request.method, type: request.headers['content-type'], ...(await readJson(request)) })
      response.writeHead(statusFor(received.length)).end()
    })
    await new Promise<void>((resolve) => webhook.listen(0, '127.0.0.1', resolve))
    cleanUps.push(() => new Promise((resolve) => webhook.close(resolve)))
    const { port } = webhook.address() as AddressInfo
    return { received, callbackUri: `http://127.0.0.1:${port}/calls?tenant=1`, webhook }
  }
  // MSW would warn about each unhandled request.
  const letThrough = http.all(/^http:\/\/127\.0\.0\.1:/, () => passthrough())
  const statesOf = (received: { value: { resourceData: { state: string } }[] }[]) =>
    received.map(({ value }) => value[0]?.resourceData.state)

  it('reach a local server in order, and an advance awaits its responses', async () => {
    const { emulator, graph } = serve({}, [letThrough])
    const { received, callbackUri } = await listen()
    const call = await createCall(graph, anOutgoingCall({ callbackUri }))
    await emulator.clock.advance('2s')
    expect(statesOf(received)).toEqual(['establishing', 'established', 'established'])
    expect(received[0]).toMatchObject({
      method: 'POST',
      type: expect.stringContaining('application/json'),
      '@odata.type': '#microsoft.graph.commsNotifications',
      value: [{ resourceUrl: `/communications/calls/${call.id}` }],
    })
    expect(emulator.trace.of('delivery').map(({ outcome, status }) => [outcome, status])).toEqual(
      received.map(() => ['delivered', 202]),
    )
  })

  it('that a webhook rejects are traced, and the next one follows', async () => {
    const { emulator, graph } = serve({}, [letThrough])
    const { received, callbackUri } = await listen((count) => (count === 1 ? 500 : 204))
    await createCall(graph, anOutgoingCall({ callbackUri }))
    await emulator.clock.advance('2s')
    expect(received).toHaveLength(3)
    expect(emulator.trace.of('delivery').map(({ outcome, status }) => [outcome, status])).toEqual([
      ['refused', 500],
      ['delivered', 204],
      ['delivered', 204],
    ])
  })

  it('to a stopped server fail without an exception', async () => {
    const { emulator, graph } = serve({}, [letThrough])
    const { callbackUri, webhook } = await listen()
    await new Promise((resolve) => webhook.close(resolve))
    const { status } = await graph.post('/communications/calls', anOutgoingCall({ callbackUri }))
    await emulator.clock.advance('2s')
    expect(status).toBe(201)
    expect(emulator.trace.of('delivery')).toMatchObject([
      { outcome: 'failed', why: expect.any(String) },
      { outcome: 'failed' },
      { outcome: 'failed' },
    ])
  })

  it('to a placeholder URL stay in the trace as undelivered', async () => {
    const webhook = vi.fn(() => new HttpResponse(null, { status: 202 }))
    const { emulator, graph } = serve({}, [http.post(CALLBACK, webhook)])
    await createCall(graph)
    await emulator.clock.advance('2s')
    expect(webhook).not.toHaveBeenCalled()
    expect(emulator.trace.of('notification')).toHaveLength(3)
    expect(emulator.trace.of('delivery')).toMatchObject(
      Array(3).fill({ url: CALLBACK, outcome: 'undelivered', why: expect.stringContaining('emulator.receive') }),
    )
  })

  it('to the origin of the page reach its handlers', async () => {
    vi.stubGlobal('location', new URL('/app', CALLBACK))
    cleanUps.push(() => vi.unstubAllGlobals())
    const webhook = vi.fn(() => new HttpResponse(null, { status: 204 }))
    const { emulator, graph } = serve({}, [http.post(CALLBACK, webhook)])
    await createCall(graph)
    await emulator.clock.advance('2s')
    expect(webhook).toHaveBeenCalledTimes(3)
    expect(emulator.trace.of('delivery')).toMatchObject(Array(3).fill({ outcome: 'delivered', status: 204 }))
  })

  it("with deliver: 'fetch' reach the app’s handlers at any URL", async () => {
    // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a notification
    const received: any[] = []
    const webhook = http.post(CALLBACK, async ({ request }) => {
      received.push(await request.json())
      return new HttpResponse(null, { status: 202 })
    })
    const { emulator, graph } = serve({ notifications: { deliver: 'fetch' } }, [webhook])
    await createCall(graph)
    await emulator.clock.advance('2s')
    expect(statesOf(received)).toEqual(['establishing', 'established', 'established'])
  })

  it('with a function are passed to it as requests, and its response is the outcome', async () => {
    const requests: Request[] = []
    const deliver = (request: Request) => {
      requests.push(request)
      return new Response(null, { status: requests.length === 1 ? 503 : 200 })
    }
    const { emulator, graph } = serve({ notifications: { deliver } })
    await createCall(graph)
    await emulator.clock.advance('2s')
    expect(requests.map(({ method, url }) => [method, url])).toEqual(Array(3).fill(['POST', CALLBACK]))
    expect((await requests[0]?.json())?.value[0].changeType).toBe('updated')
    expect(emulator.trace.of('delivery').map(({ outcome }) => outcome)).toEqual(['refused', 'delivered', 'delivered'])
  })

  it("with deliver: 'none' are traced as undelivered", async () => {
    const { received, callbackUri } = await listen()
    const { emulator, graph } = serve({ notifications: { deliver: 'none' } }, [letThrough])
    await createCall(graph, anOutgoingCall({ callbackUri }))
    await emulator.clock.advance('2s')
    expect(received).toEqual([])
    expect(emulator.trace.of('delivery')).toMatchObject(
      Array(3).fill({ outcome: 'undelivered', why: expect.stringContaining("'none'") }),
    )
  })

  it('to a receiver in the same test are delivered in order, one at a time', async () => {
    const { emulator, graph } = serve()
    const events: string[] = []
    const end = emulator.receive(CALLBACK, async (request) => {
      const { value } = await request.json()
      events.push(`begin ${value[0].resourceData.state}`)
      await new Promise((resolve) => setImmediate(resolve))
      events.push('end')
    })
    await createCall(graph, anOutgoingCall({ callbackUri: `${CALLBACK}?code=1` }))
    await emulator.clock.advance('2s')
    expect(events).toEqual(['begin establishing', 'end', 'begin established', 'end', 'begin established', 'end'])

    end()
    await createCall(graph)
    await emulator.settled()
    expect(events).toHaveLength(6)
    expect(emulator.trace.of('delivery').at(-1)?.outcome).toBe('undelivered')
  })
})

async function readJson(request: IncomingMessage): Promise<object> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(new TextDecoder().decode(Buffer.concat(chunks)))
}
