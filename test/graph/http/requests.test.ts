import { describe, expect, it } from 'vitest'
import { anAnswer, anInvitation, anOutgoingCall, aRecording } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const UNKNOWN_ID = '4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b'

describe('the method of a request', () => {
  it.each([
    ['PUT', CALLS, 'GET POST'],
    ['DELETE', CALLS, 'GET POST'],
    ['PATCH', `${CALLS}/${UNKNOWN_ID}`, 'DELETE GET'],
    ['GET', `${CALLS}/${UNKNOWN_ID}/keepAlive`, 'POST'],
    ['DELETE', `${CALLS}/${UNKNOWN_ID}/recordResponse`, 'POST'],
    ['POST', `${CALLS}/${UNKNOWN_ID}/operations`, 'GET'],
    ['PUT', RECORDS, 'GET POST'],
    ['POST', `${RECORDS}/${UNKNOWN_ID}`, 'DELETE GET PATCH'],
    ['POST', `${RECORDS}/getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`, 'GET'],
    ['DELETE', `${RECORDS}/${UNKNOWN_ID}/sessions`, 'GET POST'],
  ])('%s is not allowed for %s, which allows %s', async (method, path, allowed) => {
    const { graph } = setup()
    const { status, headers, body } = await graph.send(method, path, method === 'GET' ? undefined : {})
    expect([status, body.error.code]).toEqual([405, 'Request_BadRequest'])
    expect(body.error.message).toBe('Specified HTTP method is not allowed for the request target.')
    expect(headers.get('allow')?.split(', ').sort().join(' ')).toBe(allowed)
  })

  it('HEAD returns the response of GET without the body', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    const url = `https://graph.microsoft.com/v1.0${CALLS}/${call.id}`
    const head = await emulator.fetch(url, { method: 'HEAD' })
    const get = await emulator.fetch(url)
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
      200,
      get.headers.get('content-type'),
      '',
    ])
  })
})

describe('the body of a request', () => {
  const send = async (body: string | undefined, headers: Record<string, string>, path = CALLS) => {
    const { emulator } = setup()
    const before = emulator.store.getState()
    // As bytes: text would be given a Content-Type.
    const bytes = body === undefined ? null : new TextEncoder().encode(body)
    const response = await emulator.fetch(`https://graph.microsoft.com/v1.0${path}`, {
      method: 'POST',
      headers,
      body: bytes,
    })
    const answer = await response.json()
    if (!response.ok) expect(emulator.store.getState()).toBe(before)
    return { status: response.status, body: answer }
  }
  const json = { 'Content-Type': 'application/json' }
  const good = JSON.stringify(anOutgoingCall())

  it.each(['{"callbackUri":', '{,}', 'callbackUri=x', "{'a': 1}", '[]', 'null', '"text"', '7', '\u0000'])(
    'is rejected because %j is not a JSON object',
    async (text) => {
      const { status, body } = await send(text, json)
      expect([status, body.error.code]).toEqual([400, 'BadRequest'])
      expect(body.error.message).toMatch(/^Unable to read JSON request payload\./)
    },
  )

  it.each([undefined, '', ' \r\n'])('is rejected because %j is empty', async (text) => {
    const { status, body } = await send(text, json)
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'BadRequest',
      'Empty Payload. JSON content expected.',
    ])
  })

  it('is rejected without a Content-Type', async () => {
    const { status, body } = await send(good, {})
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain('Please ensure Content-Type header is set')
  })

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'multipart/form-data; boundary=x',
  ])('of the type %s is rejected', async (contentType) => {
    const { status, body } = await send(good, { 'Content-Type': contentType })
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain('Entity only allows writes with a JSON Content-Type header.')
    expect(body.error.message).toContain(contentType)
  })

  it.each([
    'application/json',
    'application/json;charset=utf-8',
    'Application/JSON; odata.metadata=minimal',
    'application/problem+json',
  ])('of the type %s is accepted', async (contentType) => {
    expect((await send(good, { 'Content-Type': contentType })).status).toBe(201)
  })

  it('may be missing for an action without required parameters', async () => {
    const { graph, path } = await establishedCall(setup())
    expect((await graph.post(`${path}/cancelMediaProcessing`)).status).toBe(200)
    expect((await graph.post(`${path}/recordResponse`)).status).toBe(200)
  })

  it('may have unknown members where Graph ignores them', async () => {
    const { graph } = setup()
    const { status, body } = await graph.post(
      CALLS,
      anOutgoingCall({ mood: 'good', targets: [{ ...anOutgoingCall().targets[0], languageId: 'en' }] }),
    )
    expect(status).toBe(201)
    expect(body).not.toHaveProperty('mood')
  })

  it.each([
    ['callbackUri', 7, '7'],
    ['callbackUri', 'nowhere', "'nowhere'"],
    ['callbackUri', 'http://bot.contoso.com/calls', 'https'],
    ['callbackUri', undefined, 'required'],
    ['mediaConfig', undefined, 'required'],
    ['mediaConfig', { '@odata.type': '#microsoft.graph.spaceship' }, 'spaceship'],
    ['mediaConfig', {}, 'serviceHostedMediaConfig'],
    ['targets', [], 'one target'],
    ['targets', {}, 'targets'],
    ['targets', ['Adele'], 'Adele'],
    ['targets', Array(6).fill(anOutgoingCall().targets[0]), '0 to 5'],
    ['meetingInfo', { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 'x' }, 'cannot be combined'],
    ['requestedModalities', 'audio', 'requestedModalities'],
    ['requestedModalities', ['audio', 'smell'], "'smell'"],
    ['requestedModalities', [null], 'requestedModalities'],
    ['subject', { text: 'Hello' }, 'subject'],
    ['callOptions', 'none', 'callOptions'],
  ])('is rejected for %s = %j', async (property, value, named) => {
    const { status, body } = await send(JSON.stringify({ ...anOutgoingCall(), [property]: value }), json)
    expect(status).toBe(400)
    expect(body.error.message).toContain(property)
    expect(body.error.message).toContain(named)
  })

  it.each([
    ['version', 'seven', "'seven'"],
    ['version', 1.5, '1.5'],
    ['startDateTime', 'yesterday', "'yesterday'"],
    ['startDateTime', '2026-02-30T00:00:00Z', "'2026-02-30T00:00:00Z'"],
    ['modalities', ['smell'], 'screenSharing'],
    ['mood', 'good', "'mood' does not exist"],
  ])('of a call record is rejected for %s = %j', async (property, value, named) => {
    const { status, body } = await send(JSON.stringify({ [property]: value }), json, RECORDS)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain(property)
    expect(body.error.message).toContain(named)
  })

  it('cannot change a prototype with a member __proto__', async () => {
    const text = `{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, ${good.slice(1)}`
    expect((await send(text, json)).status).toBe(201)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('a response', () => {
  it('has a request id, which is also in the trace', async () => {
    const { emulator, graph } = setup()
    const ids = [await graph.get(RECORDS), await graph.get(RECORDS), await graph.get('/communications/calls/x/y')].map(
      ({ headers }) => headers.get('request-id'),
    )
    expect(new Set(ids).size).toBe(3)
    expect(emulator.trace.of('request').map(({ requestId }) => requestId)).toEqual(ids)
    expect(emulator.trace.of('response').map(({ requestId, status }) => [requestId, status])).toEqual(
      ids.map((id, index) => [id, index < 2 ? 200 : 400]),
    )
  })

  it("repeats the client's request id, or uses its own request id", async () => {
    const { graph } = setup()
    const mine = await graph.get(RECORDS, { 'client-request-id': 'd45324c1-fcb5-430a-902c-f20af696537c' })
    expect(mine.headers.get('client-request-id')).toBe('d45324c1-fcb5-430a-902c-f20af696537c')
    expect(mine.headers.get('request-id')).not.toBe('d45324c1-fcb5-430a-902c-f20af696537c')
    const asked = await graph.get(`${CALLS}/x`, { 'client-request-id': 'mine', 'return-client-request-id': 'true' })
    expect([asked.status, asked.headers.get('client-request-id')]).toEqual([404, 'mine'])
    const { headers } = await graph.get(RECORDS)
    expect(headers.get('client-request-id')).toBe(headers.get('request-id'))
  })

  it("with an error has Graph's envelope, with the ids of its headers and a time without zone", async () => {
    const { graph } = setup()
    const { headers, body } = await graph.get(`${CALLS}/${UNKNOWN_ID}`, { 'client-request-id': 'mine' })
    expect(headers.get('content-type')).toBe('application/json')
    expect(body).toEqual({
      error: {
        code: '8522',
        message: expect.stringContaining(UNKNOWN_ID),
        innerError: {
          date: '2026-01-05T09:00:00',
          'request-id': headers.get('request-id'),
          'client-request-id': 'mine',
        },
      },
    })
  })

  it("has Graph's headers", async () => {
    const { emulator, graph } = setup()
    await emulator.clock.advance('90s')
    const { headers } = await graph.get(RECORDS)
    expect(headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    )
    expect(headers.get('odata-version')).toBe('4.0')
    expect(headers.get('date')).toBe('Mon, 05 Jan 2026 09:01:30 GMT')
    expect(JSON.parse(headers.get('x-ms-ags-diagnostic') ?? '')).toHaveProperty('ServerInfo')
  })

  it('without a body has no Content-Type', async () => {
    const { graph } = setup()
    const call = await createCall(graph)
    const { status, headers, body } = await graph.delete(`${CALLS}/${call.id}`)
    expect([status, headers.get('content-type'), body]).toEqual([204, null, ''])
  })
})

describe('a missing resource', () => {
  it.each([
    ['GET', `${CALLS}/${UNKNOWN_ID}`],
    ['DELETE', `${CALLS}/${UNKNOWN_ID}`],
    ['POST', `${CALLS}/${UNKNOWN_ID}/answer`, anAnswer],
    ['POST', `${CALLS}/${UNKNOWN_ID}/reject`],
    ['POST', `${CALLS}/${UNKNOWN_ID}/keepAlive`],
    ['POST', `${CALLS}/${UNKNOWN_ID}/recordResponse`, aRecording],
    ['POST', `${CALLS}/${UNKNOWN_ID}/record`, aRecording],
    ['POST', `${CALLS}/${UNKNOWN_ID}/cancelMediaProcessing`],
    ['POST', `${CALLS}/${UNKNOWN_ID}/transfer`, () => ({ transferTarget: anInvitation(UNKNOWN_ID) })],
    ['POST', `${CALLS}/${UNKNOWN_ID}/redirect`, () => ({ targets: [anInvitation(UNKNOWN_ID)] })],
    ['POST', `${CALLS}/${UNKNOWN_ID}/changeScreenSharingRole`, () => ({ role: 'sharer' })],
    ['POST', `${CALLS}/${UNKNOWN_ID}/updateRecordingStatus`, () => ({ status: 'recording' })],
    ['POST', `${CALLS}/${UNKNOWN_ID}/addLargeGalleryView`],
    ['POST', `${CALLS}/${UNKNOWN_ID}/audioRoutingGroups`, () => ({ routingMode: 'oneToOne' })],
    ['GET', `${CALLS}/${UNKNOWN_ID}/audioRoutingGroups`],
    ['GET', `${CALLS}/${UNKNOWN_ID}/audioRoutingGroups/x`],
    ['PATCH', `${CALLS}/${UNKNOWN_ID}/audioRoutingGroups/x`, () => ({})],
    ['DELETE', `${CALLS}/${UNKNOWN_ID}/audioRoutingGroups/x`],
    ['GET', `${CALLS}/${UNKNOWN_ID}/contentSharingSessions`],
    ['GET', `${CALLS}/${UNKNOWN_ID}/contentSharingSessions/x`],
    ['GET', `${CALLS}/${UNKNOWN_ID}/operations`],
    ['GET', `${CALLS}/${UNKNOWN_ID}/operations/${UNKNOWN_ID}`],
    ['GET', `${CALLS}/not-even-a-guid`],
  ] as const)('%s %s finds no call', async (method, path, aBody?: () => object) => {
    const { emulator, graph } = setup()
    const before = emulator.store.getState()
    const answer = await graph.send(method, path, aBody?.())
    expect([answer.status, answer.body.error.code]).toEqual([404, '8522'])
    expect(answer.body.error.message).toContain(path.split('/')[3])
    expect(emulator.store.getState()).toBe(before)
  })

  it('is named in the error: an operation of a call, a session of a record, a recording', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    const { body: record } = await graph.post(RECORDS, {})
    const answers = [
      await graph.get(`${CALLS}/${call.id}/operations/${UNKNOWN_ID}`),
      await graph.get(`${RECORDS}/${record.id}/sessions/${UNKNOWN_ID}`),
      await graph.get(`https://graph.microsoft.com/emulator/recordings/${call.id}/${UNKNOWN_ID}`),
    ]
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [404, '8522'],
      [404, 'NotFound'],
      [404, 'NotFound'],
    ])
    for (const { body } of answers) expect(body.error.message).toContain(UNKNOWN_ID)
    await emulator.settled()
  })
})

describe('an action in the wrong state', () => {
  const bodies = {
    answer: anAnswer(),
    reject: {},
    recordResponse: aRecording(),
    record: aRecording(),
    cancelMediaProcessing: {},
  }

  it.each([
    ['answer', 'establishing', 409, '8519'],
    ['reject', 'establishing', 409, '8519'],
    ['recordResponse', 'establishing', 400, '8501'],
    ['record', 'establishing', 400, '8501'],
    ['cancelMediaProcessing', 'establishing', 400, '8501'],
    ['answer', 'established', 409, '8519'],
    ['reject', 'established', 409, '8519'],
    ['answer', 'terminating', 409, '8519'],
    ['recordResponse', 'terminating', 400, '8501'],
  ] as const)(
    '%s while the call is %s is refused with %i %s and changes nothing',
    async (action, state, status, code) => {
      const { emulator, graph } = setup()
      const call = await createCall(graph)
      if (state !== 'establishing') await emulator.clock.advance('2s')
      if (state === 'terminating') await graph.delete(`${CALLS}/${call.id}`)
      const before = emulator.store.getState()
      const answer = await graph.post(`${CALLS}/${call.id}/${action}`, bodies[action])
      expect([answer.status, answer.body.error.code]).toEqual([status, code])
      expect(answer.body.error.message).toContain(`'${state}'`)
      expect(emulator.store.getState()).toBe(before)
    },
  )

  it('is rejected for a call with app-hosted media, which the service cannot record', async () => {
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }
    const { graph, path } = await establishedCall(setup(), anOutgoingCall({ mediaConfig }))
    const { status, body } = await graph.post(`${path}/recordResponse`, aRecording())
    expect([status, body.error.code]).toEqual([400, '8500'])
    expect(body.error.message).toContain('serviceHostedMediaConfig')
  })
})
