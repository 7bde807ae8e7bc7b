import { once } from 'node:events'
import { createServer, type IncomingMessage, request } from 'node:http'
import { Client } from '@microsoft/microsoft-graph-client'
import { afterEach, describe, expect, it } from 'vitest'
import { type EmulatorServer, type ServeOptions, serve } from '../../../src/adapters/server/index.ts'
import { anOutgoingCall } from '../../support/bodies.ts'

const servers: { close(): unknown }[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

async function start(options: ServeOptions = {}): Promise<EmulatorServer> {
  const server = await serve({ seed: 7, clock: 'manual', ...options })
  servers.push(server)
  return server
}

/** A bot in another process: a web server that receives notifications. */
async function startBot() {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const received: any[] = []
  const bot = createServer(async (incoming, outgoing) => {
    let text = ''
    for await (const chunk of incoming) text += chunk
    received.push(...JSON.parse(text).value)
    outgoing.writeHead(202).end()
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  servers.push({ close: () => bot.close() })
  const address = bot.address()
  return { received, callbackUri: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/calls` }
}

/** Sends requests to the control API, as another process would. */
function remoteControl({ url }: EmulatorServer) {
  return async (method: string, path: string, argument?: unknown) => {
    const body = argument === undefined ? {} : { body: JSON.stringify(argument) }
    const response = await fetch(`${url}/emulator${path}`, { method, ...body })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}

it('serves a bot in another process, which places a call through its Graph client and is notified of it', async () => {
  const server = await start()
  const { received, callbackUri } = await startBot()
  const send = remoteControl(server)
  const graph = Client.init({
    baseUrl: server.url,
    customHosts: new Set(['localhost']),
    authProvider: (done) => done(null, 'any-token'),
  })

  const call = await graph.api('/communications/calls').post({ ...anOutgoingCall(), callbackUri })
  expect((await send('POST', '/clock/advance', '2s')).body).toEqual({ now: '2026-01-05T09:00:02.000Z', rate: 0 })
  expect(received.map(({ resourceData }) => resourceData.state)).toEqual(['establishing', 'established', 'established'])

  expect(await send('POST', `/calls/${call.id}/can`, { do: 'hold' })).toEqual({ status: 200, body: true })
  expect((await send('POST', `/calls/${call.id}/perform`, { do: 'hangUp' })).status).toBe(204)
  await send('POST', '/clock/runToIdle')
  expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { id: call.id, state: 'terminated' } })
  expect((await send('GET', `/calls/${call.id}`)).body).toMatchObject({ id: call.id, state: 'terminated' })

  const record = await graph.api(`/communications/callRecords/${call.callChainId}`).expand('sessions').get()
  expect(record.sessions).toHaveLength(1)
  expect(record['@odata.context']).toContain(`${server.url}/v1.0/$metadata#communications/callRecords`)
})

it('starts an incoming call through the control API', async () => {
  const { received, callbackUri } = await startBot()
  const server = await start({ callbackUri })
  const send = remoteControl(server)
  const { status, body } = await send('POST', '/incomingCall', { from: { phone: '+12065550100' } })
  expect([status, body.state]).toEqual([200, 'incoming'])
  await send('POST', '/settled')
  expect(received).toMatchObject([{ changeType: 'created', resourceData: { id: body.id, state: 'incoming' } }])
})

it('offers the members of the emulator through the control API', async () => {
  const server = await start({ timeTravel: { depth: 5 } })
  const send = remoteControl(server)
  const before = (await send('GET', '/snapshot')).body
  expect((await send('POST', '/populate', { days: 2, callsPerDay: 10 })).body.records).toBeGreaterThan(0)
  expect((await send('GET', '/callRecords')).body.length).toBeGreaterThan(0)
  expect((await send('PUT', '/snapshot', before)).status).toBe(204)
  expect((await send('GET', '/callRecords')).body).toEqual([])

  expect((await send('POST', '/use', ['busy', { name: 'rings', steps: [] }])).status).toBe(204)
  expect(
    (await send('POST', '/faults', { name: 'gone', error: { status: 503, code: 'serviceNotAvailable' } })).status,
  ).toBe(204)
  expect((await fetch(`${server.url}/v1.0/communications/callRecords`)).status).toBe(503)
  expect((await send('DELETE', '/faults/gone')).status).toBe(204)
  expect((await fetch(`${server.url}/v1.0/communications/callRecords`)).status).toBe(200)

  expect((await send('POST', '/undo')).body).toBe(false)
  expect((await send('PUT', '/clock/rate', 10)).body.rate).toBe(10)
  expect((await send('POST', '/clock/pause')).body.rate).toBe(0)
  const later = await send('POST', '/clock/advanceTo', '2026-01-06T00:00:00Z')
  expect(later.body.now).toBe('2026-01-06T00:00:00.000Z')
  expect((await send('POST', '/createToken', { roles: ['Calls.Initiate.All'] })).body).toMatch(/^eyJ/)

  expect((await send('GET', '/trace')).body.at(-1)).toMatchObject({ type: 'response', status: 200 })
  expect((await send('GET', '/trace/mermaid')).body).toMatch(/^sequenceDiagram/)
  expect((await send('POST', '/reset')).status).toBe(204)
  expect((await send('GET', '/trace')).body).toEqual([])
  expect((await send('GET', '/clock')).body.now).toBe('2026-01-05T09:00:00.000Z')
})

it('lists the requests of the control API', async () => {
  const { body } = await remoteControl(await start())('GET', '')
  expect(body.controls).toContainEqual({ request: 'POST /emulator/clock/advance', does: 'clock.advance("2s")' })
})

it.each([
  ['POST', '/clock/advance', 'soon', 400, "clock.advance: 'soon' is not a duration"],
  ['POST', '/clock/advance', undefined, 400, 'clock.advance: undefined is not a duration'],
  ['PUT', '/clock/rate', -1, 400, 'clock.rate: -1 is not a speed'],
  ['POST', '/use', 'bussy', 400, "There is no scenario 'bussy' in the library."],
  ['POST', '/use', [{ name: 'x', steps: [{ do: 'dance' }] }], 400, "scenario 'x'"],
  ['POST', '/calls/unknown/perform', { do: 'hangUp' }, 404, "There is no call 'unknown'."],
  ['POST', '/incomingCall', {}, 400, "'callbackUri' is missing"],
  ['POST', '/undo', undefined, 409, 'emulator.undo: no history is kept.'],
  ['POST', '/redone', undefined, 404, 'There is no POST /emulator/redone.'],
  ['PATCH', '/clock', {}, 404, 'There is no PATCH /emulator/clock.'],
])('rejects %s %s %j with %i: %s', async (method, path, argument, status, message) => {
  const answer = await remoteControl(await start())(method, path, argument)
  expect(answer.status).toBe(status)
  expect(answer.body.error.message).toContain(message)
})

it('answers 409 for a step that the call does not allow', async () => {
  const server = await start({ callbackUri: 'https://bot.contoso.com/calls' })
  const { id } = server.emulator.incomingCall()
  const answer = await remoteControl(server)('POST', `/calls/${id}/perform`, { do: 'hold' })
  expect([answer.status, answer.body.error.code]).toEqual([409, 'Conflict'])
})

it('rejects a body that is not JSON', async () => {
  const { url } = await start()
  const answer = await fetch(`${url}/emulator/clock/advance`, { method: 'POST', body: '2s' })
  expect([answer.status, (await answer.json()).error.message]).toEqual([
    400,
    'The body of POST /emulator/clock/advance is not JSON. Send JSON, such as "2s" in quotes.',
  ])
})

describe('a request of a page', () => {
  const CREATE = { method: 'POST', path: '/v1.0/communications/calls', body: JSON.stringify(anOutgoingCall()) }
  const REQUESTS: readonly { method: string; path: string; body?: string; type?: string }[] = [
    CREATE,
    { ...CREATE, type: 'text/plain' },
    { ...CREATE, path: '/v1.0/$batch' },
    { method: 'OPTIONS', path: '/v1.0/communications/calls' },
    { method: 'GET', path: '/v1.0/communications/callRecords' },
    { method: 'GET', path: '/emulator/trace' },
    { method: 'POST', path: '/emulator/reset' },
    { method: 'OPTIONS', path: '/emulator/reset' },
  ]

  it.each([
    ['https://contoso.com', false],
    ['https://allowed.test', true],
    ['https://allowed.test:8443', false],
    ['http://localhost:5173', true],
    ['http://127.0.0.1:5173', true],
    ['http://localhost.contoso.com', false],
    ['http://graph:4010', true],
    ['null', false],
  ])('from %s reaches the emulator: %s', async (origin, isAllowed) => {
    const { url, emulator } = await start({ hosts: ['http://graph:4010'], allowedOrigins: ['https://allowed.test'] })
    for (const { method, path, body, type = 'application/json' } of REQUESTS) {
      const headers = { Origin: origin, 'Content-Type': type }
      const { status } = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) })
      expect([method, path, status === 403]).toEqual([method, path, !isAllowed])
    }
    if (!isAllowed) expect([emulator.trace.entries(), emulator.store.getState().calls.size]).toEqual([[], 0])
  })

  it('may read the response of the control API', async () => {
    const { url } = await start()
    const reset = (method: string) =>
      fetch(`${url}/emulator/reset`, { method, headers: { Origin: 'http://localhost:5173' } })
    const allowed = await reset('POST')
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'http://localhost:5173'])
    expect((await reset('OPTIONS')).headers.get('access-control-allow-methods')).toContain('PUT')
  })

  it('is refused with the option that would allow it', async () => {
    const { url } = await start()
    const response = await fetch(`${url}/v1.0/communications/calls`, { headers: { Origin: 'https://contoso.com' } })
    expect((await response.json()).error.message).toBe(
      "Pages from https://contoso.com may not send requests to the emulator, because any website could. Allowed are pages of this machine (localhost) and those in the option 'allowedOrigins' (--allow-origin): add the origin there.",
    )
  })
})

describe('a request body', () => {
  const LIMIT = 4 * 1024 * 1024
  const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

  /** Sends megabytes until the server responds. @returns the status, and how many were sent. */
  async function upload(url: string, path: string, headers: Record<string, string | number>, atMost: number) {
    const sent = request(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers } })
    const answered = once(sent, 'response')
    let response: IncomingMessage | undefined
    answered.then(([incoming]) => {
      response = incoming
    })
    let megabytes = 0
    for (; !response && megabytes < atMost; megabytes += 1) {
      await new Promise((resolve) => sent.write(MEGABYTE, resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    await answered
    sent.on('error', () => {}).destroy()
    return { status: response?.statusCode, megabytes }
  }

  it.each([
    ['with its length in a header', { 'Content-Length': 1_000 * LIMIT }],
    ['in chunks', {}],
  ])('is not read beyond its limit: %s', async (_, headers) => {
    const { url } = await start()
    const { status, megabytes } = await upload(url, '/v1.0/communications/calls', headers, 1_000)
    expect(status).toBe(413)
    expect(megabytes).toBeLessThan(100)
  })

  it.each([
    ['of the maximum size', 'a', LIMIT, 400],
    ['a byte longer', 'a', LIMIT + 1, 413],
    ['longer in bytes, not in characters', 'ä', LIMIT / 2 + 1, 413],
  ])('%s is answered as by emulator.fetch', async (_, character, length, status) => {
    const { url, emulator } = await start()
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: character.repeat(length) }
    expect((await fetch(`${url}/v1.0/communications/calls`, init)).status).toBe(status)
    expect((await emulator.fetch(`${url}/v1.0/communications/calls`, init)).status).toBe(status)
  })
})

it('uses the host of the request in links, and rejects unknown hosts', async () => {
  const { url } = await start({ hosts: ['http://graph:4010'] })
  const { hostname, port } = new URL(url)
  const ask = (host: string) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const path = '/v1.0/communications/callRecords'
      const sent = request({ hostname, port, path, headers: { Host: host } }, async (incoming) => {
        let text = ''
        for await (const chunk of incoming) text += chunk
        resolve({ status: incoming.statusCode, text })
      })
      sent.on('error', reject).end()
    })
  expect((await ask('graph:4010')).text).toContain('"http://graph:4010/v1.0/$metadata#communications/callRecords"')
  const misdirected = await ask('evil.example')
  expect([misdirected.status, JSON.parse(misdirected.text).error.code]).toEqual([421, 'MisdirectedRequest'])
})

it('closes the connection when a fault rule drops the request', async () => {
  const { url } = await start({ faults: [{ drop: true }] })
  await expect(fetch(`${url}/v1.0/communications/calls`)).rejects.toThrow('fetch failed')
})

it('rejects invalid options by name, and stops listening', async () => {
  await expect(serve({ seed: 7, clock: 'sundial' as never })).rejects.toThrow("clock: 'sundial' is not a clock")
})

it('rejects hosts and allowed origins that are not origins, all in one error', async () => {
  await expect(
    serve({ hosts: ['graph:4010'], allowedOrigins: ['https://a.test', 'https://b.test/path'] }),
  ).rejects.toThrow(
    /'hosts\[0\]': 'graph:4010' is not an origin; 'allowedOrigins\[1\]': 'https:\/\/b.test\/path' is not an origin\. Use/,
  )
})

it('rejects a port that is in use', async () => {
  const { port } = new URL((await start()).url)
  await expect(serve({ port: Number(port) })).rejects.toThrow('EADDRINUSE')
})
