import { describe, expect, it } from 'vitest'
import { ADELE, aPhoneCall } from '../support/bodies.ts'
import { endedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'
import resource from './fixtures/call-record-resource.json' with { type: 'json' }
import { GUID, seeds, TIMESTAMP } from './seed.ts'

const RECORDS = '/communications/callRecords'

/** The first draft's example with values instead of placeholders. */
const aRecord = (changes: Record<string, unknown> = {}) => ({
  ...seeds.addCallRecords.request.body,
  type: 'peerToPeer',
  modalities: ['audio', 'video'],
  participants: [{ '@odata.type': '#microsoft.graph.identitySet', user: { id: ADELE, displayName: 'Adele Vance' } }],
  ...changes,
})

/** The draft has the abstract type of a user agent; v1.0 requires a concrete type. */
const aSession = () => ({
  ...seeds.addSessions.request.body,
  modalities: ['audio'],
  caller: {
    '@odata.type': '#microsoft.graph.callRecords.endpoint',
    userAgent: {
      '@odata.type': '#microsoft.graph.callRecords.clientUserAgent',
      headerValue: 'Header Value value',
      applicationVersion: 'Application Version value',
      platform: 'windows',
      productFamily: 'teams',
    },
  },
  failureInfo: { '@odata.type': '#microsoft.graph.callRecords.failureInfo', stage: 'midcall', reason: 'Reason value' },
})

describe.each(['v1.0', 'beta', 'localtest', 'docs/api'])('the callRecord resource under /%s', (base) => {
  const open = () => {
    const { emulator, graph } = setup()
    const records = `https://graph.microsoft.com/${base}${RECORDS}`
    return {
      emulator,
      graph,
      records,
      create: async (body: object = aRecord()) => (await graph.post(records, body)).body,
    }
  }

  it('has every property of the draft with its type after it is created', async () => {
    const { graph, records, create } = open()
    const { id } = await create()
    const { status, body } = await graph.get(`${records}/${id}`)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(expect.arrayContaining(Object.keys(resource.properties)))
    expect(body).toMatchObject({
      id: expect.stringMatching(GUID),
      version: 7,
      type: 'peerToPeer',
      modalities: ['audio', 'video'],
      lastModifiedDateTime: expect.stringMatching(TIMESTAMP),
      startDateTime: expect.stringMatching(/^2016-12-31T21:03:15\.607\d*Z$/),
      endDateTime: expect.stringMatching(/^2016-12-31T21:01:17\.385\d*Z$/),
      organizer: { application: { id: 'Id value' } },
      participants: [{ user: { id: ADELE } }],
      joinWebUrl: 'https://example.com/joinWebUrl/',
    })
  })

  it('is listed', async () => {
    const { graph, records, create } = open()
    const { id } = await create()
    const { status, body } = await graph.get(records)
    expect(status).toBe(200)
    expect(body.value).toMatchObject([{ id, type: 'peerToPeer', version: 7 }])
  })

  it('can be created without properties and gets defaults', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create({})
    const now = new Date(emulator.clock.now()).toISOString()
    const { body } = await graph.get(`${records}/${id}`)
    expect(body).toMatchObject({ version: 1, type: 'unknown', modalities: [], joinWebUrl: null })
    for (const name of ['startDateTime', 'endDateTime', 'lastModifiedDateTime'])
      expect(new Date(body[name]).toISOString()).toBe(now)
  })

  it('shows its changes in a list that was read before', async () => {
    const { graph, records } = open()
    const { body } = await graph.post(records, { type: 'groupCall' })
    const listed = async () => (await graph.get(records)).body.value.map(({ type }: { type: string }) => type)
    expect(await listed()).toEqual(['groupCall'])
    await graph.patch(`${records}/${body.id}`, { type: 'peerToPeer' })
    expect(await listed()).toEqual(['peerToPeer'])
  })

  it('keeps its other properties in the next version when it is updated', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create()
    await emulator.clock.advance('1min')
    const { status, body } = await graph.patch(`${records}/${id}`, {
      joinWebUrl: 'https://example.com/other',
      modalities: ['audio'],
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id,
      version: 8,
      joinWebUrl: 'https://example.com/other',
      modalities: ['audio'],
      type: 'peerToPeer',
    })
    expect(Date.parse(body.lastModifiedDateTime)).toBe(emulator.clock.now())
    const { '@odata.context': _updated, ...updated } = body
    const { '@odata.context': _read, ...read } = (await graph.get(`${records}/${id}`)).body
    expect(read).toEqual(updated)
  })

  it('can be deleted', async () => {
    const { graph, records, create } = open()
    const { id } = await create()
    const { status, body } = await graph.delete(`${records}/${id}`)
    expect([status, body]).toEqual([204, ''])
    expect((await graph.get(`${records}/${id}`)).status).toBe(404)
    expect((await graph.delete(`${records}/${id}`)).status).toBe(404)
    expect((await graph.get(records)).body.value).toEqual([])
  })

  it.each(['sessions', 'sessions/$ref'])('gets sessions by POST to /%s', async (place) => {
    const { graph, records, create } = open()
    const { id } = await create()
    const { status, body: session } = await graph.post(`${records}/${id}/${place}`, aSession())
    expect(status).toBe(201)
    const expected = {
      id: session.id,
      modalities: ['audio'],
      caller: { userAgent: { headerValue: 'Header Value value', platform: 'windows' } },
      failureInfo: { stage: 'midcall', reason: 'Reason value' },
    }
    expect((await graph.get(`${records}/${id}/sessions`)).body.value).toMatchObject([expected])
    expect((await graph.get(`${records}/${id}/sessions/${session.id}`)).body).toMatchObject(expected)
    const { body: record } = await graph.get(`${records}/${id}?$expand=sessions`)
    expect(record).toMatchObject({ version: 8, sessions: [expected] })
  })

  it('cannot be created twice with the same id', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create()
    const before = emulator.store.getState()
    const { status, body } = await graph.post(records, aRecord({ id: id.toUpperCase() }))
    expect([status, body.error.code]).toEqual([409, 'Conflict'])
    expect(body.error.message).toContain(id)
    expect(emulator.store.getState()).toBe(before)
  })

  it('cannot have two sessions with the same id', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create()
    const { status } = await graph.post(`${records}/${id}/sessions`, { ...aSession(), id: 'first' })
    expect(status).toBe(201)
    const before = emulator.store.getState()
    const again = await graph.post(`${records}/${id}/sessions`, { ...aSession(), id: 'First' })
    expect([again.status, again.body.error.code]).toEqual([409, 'Conflict'])
    expect(again.body.error.message).toContain("'First'")
    expect(emulator.store.getState()).toBe(before)
  })

  it.each<[place: string, members: { sessions?: { id?: string; segments?: object[] }[]; version?: number }]>([
    ['sessions[1].id', { sessions: [{ id: 'one' }, { id: 'One' }] }],
    ['sessions[1].id', { sessions: [{}, { id: 'THEIRS' }] }],
    ['sessions[1].id', { sessions: [{ id: 'theirs-1' }, {}] }],
    ['sessions[1].id', { sessions: [{}, { id: '' }] }],
    ['sessions[0].segments[2].id', { sessions: [{ segments: [{ id: 'one' }, {}, { id: 'ONE' }] }] }],
    ['version', { version: -1 }],
    ['version', { version: 1.5 }],
  ])('is rejected with the name of an invalid %s: %j', async (place, members) => {
    const { emulator, graph, records, create } = open()
    const expectRefused = async (request: () => ReturnType<typeof graph.post>, named: string) => {
      const before = emulator.store.getState()
      const { status, body } = await request()
      expect([status, body.error?.code]).toEqual([400, 'BadRequest'])
      expect(body.error.message).toContain(`'${named}'`)
      expect(emulator.store.getState()).toBe(before)
    }
    await expectRefused(() => graph.post(records, { id: 'theirs', ...members }), place)
    await create({ id: 'theirs' })
    await expectRefused(() => graph.patch(`${records}/theirs`, members), place)
    const [session] = members.sessions ?? []
    if (session?.segments)
      await expectRefused(() => graph.post(`${records}/theirs/sessions`, session), place.replace('sessions[0].', ''))
  })

  it('cannot be created with an empty id, nor can its sessions', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create()
    const before = emulator.store.getState()
    for (const path of [records, `${records}/${id}/sessions`]) {
      const { status, body } = await graph.post(path, { id: '' })
      expect([status, body.error.code]).toEqual([400, 'BadRequest'])
      expect(body.error.message).toContain("'id'")
    }
    expect(emulator.store.getState()).toBe(before)
  })

  it('and its sessions are at the Location of the response, whatever their ids', async () => {
    const { graph, records } = open()
    const { body, headers } = await graph.post(records, { id: 'a/b c' })
    expect(body.id).toBe('a/b c')
    const place = headers.get('location') ?? ''
    expect((await graph.get(place)).body.id).toBe('a/b c')
    const added = await graph.post(`${place}/sessions`, { id: '1/2' })
    expect((await graph.get(added.headers.get('location') ?? '')).body.id).toBe('1/2')
  })

  it('has context URLs with doubled quotes and the ids as stored', async () => {
    const { graph, records } = open()
    await graph.post(records, { id: "it's" })
    await graph.post(`${records}/it's/sessions`, { id: "o'1", segments: [{}] })
    const root = `https://graph.microsoft.com/${base}/$metadata#communications/callRecords('it''s')`
    const contextOf = async (below: string) => (await graph.get(`${records}/IT'S/${below}`)).body['@odata.context']
    expect(await contextOf('sessions')).toBe(`${root}/sessions`)
    expect(await contextOf("sessions/O'1/segments")).toBe(`${root}/sessions('o''1')/segments`)
    expect(await contextOf("sessions/o'1/segments/o'1")).toBe(`${root}/sessions('o''1')/segments/$entity`)
    expect(await contextOf('participants_v2')).toBe(`${root}/participants_v2`)
  })

  it('also has the draft’s organizer and participants as organizer_v2 and participants_v2, unless those are written', async () => {
    const { graph, records, create } = open()
    const adele = { user: { id: ADELE, displayName: 'Adele Vance' } }
    const { id } = await create({ organizer: adele, participants: [adele, { phone: { id: '+12065550100' } }] })
    const idsOf = async () => {
      const { body } = await graph.get(`${records}/${id}/participants_v2`)
      return body.value.map((participant: { id: string }) => participant.id)
    }
    expect(await idsOf()).toEqual([ADELE, '+12065550100'])
    expect((await graph.get(`${records}/${id}/organizer_v2`)).body).toMatchObject({ id: ADELE, identity: adele })
    const filter = encodeURIComponent(`participants_v2/any(p:p/id eq '${ADELE}')`)
    expect((await graph.get(`${records}?$filter=${filter}`)).body.value).toMatchObject([{ id }])
    await graph.patch(`${records}/${id}`, { participants: [adele], participants_v2: [{ id: 'guest' }] })
    expect(await idsOf()).toEqual(['guest'])
    await graph.patch(`${records}/${id}`, { organizer: null, participants: [] })
    expect(await idsOf()).toEqual([])
    expect((await graph.get(`${records}/${id}/organizer_v2`)).status).toBe(404)
  })

  it('keeps lastModifiedDateTime to the tick until a change makes a new version', async () => {
    const { emulator, graph, records, create } = open()
    const { id } = await create({ lastModifiedDateTime: '2025-12-31T23:58:46.8102575+03:00' })
    const read = async () => [
      (await graph.get(`${records}/${id}`)).body.lastModifiedDateTime,
      (await graph.get(records)).body.value[0].lastModifiedDateTime,
    ]
    expect(await read()).toEqual(['2025-12-31T20:58:46.8102575Z', '2025-12-31T20:58:46.8102575Z'])
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await read()).toEqual(['2025-12-31T20:58:46.8102575Z', '2025-12-31T20:58:46.8102575Z'])
    const now = new Date(emulator.clock.now()).toISOString().replace('.000', '')
    await graph.post(`${records}/${id}/sessions`, {})
    expect(await read()).toEqual([now, now])
  })

  it('keeps its times to the tick', async () => {
    const { graph, records, create } = open()
    const times = { startDateTime: '2020-02-25T18:52:21.2169889Z', endDateTime: '2020-02-25T18:52:46.7640013Z' }
    const { id } = await create(times)
    expect((await graph.get(`${records}/${id}`)).body).toMatchObject(times)
    expect((await graph.get(records)).body.value).toMatchObject([times])
    const startDateTime = '2020-02-25T19:52:21.2169888+01:00'
    expect((await graph.patch(`${records}/${id}`, { startDateTime })).body).toMatchObject({
      startDateTime: '2020-02-25T18:52:21.2169888Z',
      endDateTime: times.endDateTime,
    })
  })

  it('replaces its sessions with those of a PATCH', async () => {
    const { graph, records, create } = open()
    const { id } = await create()
    for (const name of ['first', 'second']) await graph.post(`${records}/${id}/sessions`, { ...aSession(), id: name })
    const read = async () => {
      const { body } = await graph.get(`${records}/${id}/sessions`)
      return body.value.map((session: { id: string; isTest: boolean }) => [session.id, session.isTest])
    }
    const { body } = await graph.get(`${records}/${id}/sessions`)
    await graph.patch(`${records}/${id}`, { sessions: [{ ...body.value[1], isTest: true }] })
    expect(await read()).toEqual([['second', true]])
    await graph.post(`${records}/${id}/sessions`, { id: 'third', isTest: false })
    expect(await read()).toEqual([
      ['second', true],
      ['third', false],
    ])
  })

  it('is not found by any request when it does not exist', async () => {
    const { emulator, graph, records } = open()
    const before = emulator.store.getState()
    const nowhere = `${records}/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b`
    const answers = [
      await graph.get(nowhere),
      await graph.patch(nowhere, {}),
      await graph.delete(nowhere),
      await graph.get(`${nowhere}/sessions`),
      await graph.post(`${nowhere}/sessions`, aSession()),
      await graph.get(`${nowhere}/participants_v2`),
    ]
    for (const { status, body } of answers) {
      expect([status, body.error.code]).toEqual([404, 'NotFound'])
      expect(body.error.message).toContain('4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b')
    }
    expect(emulator.store.getState()).toBe(before)
  })

  it.each([
    ['getPstnCalls', [], 'pstnCallLogRow'],
    ['getDirectRoutingCalls', [{ name: 'sbc.contoso.com', numbers: ['+12065550100'] }], 'directRoutingLogRow'],
  ] as const)('has %s, with a row for each call of a phone', async (name, trunks, type) => {
    const { emulator, graph } = setup({ directory: { trunks } })
    const { body: call } = await graph.post('/communications/calls', aPhoneCall())
    await emulator.clock.advance('1min')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const { status, body } = await graph.get(
      `https://graph.microsoft.com/${base}${RECORDS}/${name}(fromDateTime=2026-01-05,toDateTime=2026-01-06)`,
    )
    expect(status).toBe(200)
    expect(body['@odata.context']).toContain(type)
    expect(body.value).toMatchObject([
      { id: expect.any(String), startDateTime: expect.stringMatching(/^2026-01-05T09:00:02(\.0+)?Z$/), duration: 58 },
    ])
  })
})

it('cannot be created with the id of a record that is too old to be read but still in the logs', async () => {
  const { emulator, graph } = setup()
  const { body: call } = await graph.post('/communications/calls', aPhoneCall())
  await emulator.clock.advance('10s')
  await graph.delete(`/communications/calls/${call.id}`)
  await emulator.clock.advance('31d')
  const id = call.callChainId
  expect((await graph.get(`${RECORDS}/${id}`)).status).toBe(404)
  const before = emulator.store.getState()
  const { status, body } = await graph.post(RECORDS, { id })
  expect([status, body.error.code]).toEqual([409, 'Conflict'])
  expect(body.error.message).toContain(`'${id}'`)
  expect(body.error.message).toContain('30 days')
  expect(body.error.message).not.toContain('exists')
  expect(emulator.store.getState()).toBe(before)
  const log = await graph.get(`${RECORDS}/getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)
  expect(log.body.value).toHaveLength(1)
})

it('is kept when its start is changed to a time long ago', async () => {
  const { graph, call } = await endedCall(setup())
  const path = `${RECORDS}/${call.callChainId}`
  const startDateTime = '2020-02-25T18:52:21Z'
  const { status, body } = await graph.patch(path, { startDateTime })
  expect([status, body.startDateTime, body.version]).toEqual([200, startDateTime, 2])
  expect((await graph.get(path)).body.startDateTime).toBe(startDateTime)
  expect((await graph.get(RECORDS)).body.value).toMatchObject([{ id: call.callChainId, startDateTime }])
})

it('returns a new session as it is read later', async () => {
  const { graph } = setup()
  const { body: record } = await graph.post(RECORDS, { startDateTime: '2026-01-05T08:00:00Z' })
  const { body: session } = await graph.post(`${RECORDS}/${record.id}/sessions`, { id: 'short' })
  expect(session).toMatchObject({
    modalities: [],
    startDateTime: '2026-01-05T08:00:00Z',
    endDateTime: expect.any(String),
  })
  const { body: read } = await graph.get(`${RECORDS}/${record.id}/sessions/short`)
  expect(session).toEqual(read)
})

it('has every property that Graph’s metadata requires when a client writes only some', async () => {
  const { graph } = setup()
  const { body: record } = await graph.post(RECORDS, {
    startDateTime: '2026-01-05T08:00:00Z',
    sessions: [{ segments: [{}, { id: 'second', startDateTime: '2026-01-05T08:30:00Z' }] }, {}],
  })
  const { body } = await graph.get(`${RECORDS}/${record.id}?$expand=sessions($expand=segments)`)
  const times = { startDateTime: '2026-01-05T08:00:00Z', endDateTime: '2026-01-05T09:00:00Z' }
  expect(body.sessions).toMatchObject([
    { id: record.id, ...times, modalities: [], segments: [{ id: record.id, ...times }, { id: 'second' }] },
    { id: `${record.id}-1`, ...times, modalities: [], segments: [] },
  ])
  const { body: segment } = await graph.get(`${RECORDS}/${record.id}/sessions/${record.id}/segments/second`)
  expect(segment).toMatchObject({ startDateTime: '2026-01-05T08:30:00Z', endDateTime: '2026-01-05T09:00:00Z' })
})

it('is read-only with records.writable: false', async () => {
  const { emulator, graph } = setup({ records: { writable: false } })
  const before = emulator.store.getState()
  const answers = [
    await graph.post(RECORDS, aRecord()),
    await graph.post(`${RECORDS}/$ref`, aRecord()),
    await graph.patch(`${RECORDS}/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b`, {}),
    await graph.delete(`${RECORDS}/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b`),
    await graph.post(`${RECORDS}/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b/sessions`, aSession()),
  ]
  expect(answers.map(({ status, headers }) => [status, headers.get('allow')])).toEqual(answers.map(() => [405, 'GET']))
  expect(emulator.store.getState()).toBe(before)
})
