import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, aMeeting, aPhoneCall } from '../../support/bodies.ts'
import { createCall, endedCall, readRecord } from '../../support/calls.ts'
import type { Graph } from '../../support/graph.ts'
import { setup } from '../../support/setup.ts'
import { problemsIn } from './wire-problems.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const BETA = 'https://graph.microsoft.com/beta'

/** Records a meeting that Alex joins several times, with a session each time. */
async function recordMeeting(times: number) {
  const world = setup()
  const { emulator, graph } = world
  const call = await createCall(graph, aMeeting())
  await emulator.clock.advance('1s')
  for (let time = 0; time < times; time += 1) {
    emulator.perform(call.id, { do: 'join', who: 'Alex Wilber' })
    await emulator.clock.advance('5s')
    emulator.perform(call.id, { do: 'leave', who: 'Alex Wilber' })
    await emulator.clock.advance('15s')
  }
  await graph.delete(`${CALLS}/${call.id}`)
  await emulator.clock.runToIdle()
  return { ...world, path: `${RECORDS}/${call.callChainId}` }
}

/** Follows all next links. @returns the number of items on each page. */
async function pageSizes(graph: Graph, link: string): Promise<number[]> {
  const { status, body } = await graph.get(link)
  expect(status).toBe(200)
  const next = body['@odata.nextLink']
  return [body.value.length, ...(next ? await pageSizes(graph, next) : [])]
}

describe('the parts of a call record', () => {
  it('are paged with next links, expanded or not', async () => {
    const { graph, path } = await recordMeeting(121)
    const { body } = await graph.get(`${path}?$expand=sessions($expand=segments)`)
    expect(body.sessions).toHaveLength(60)
    const link = body['sessions@odata.nextLink']
    expect(link).toMatch(/\/sessions\?\$expand=segments&\$skiptoken=/)
    expect(await pageSizes(graph, link)).toEqual([60, 3])
    const { body: second } = await graph.get(link)
    expect(second.value[0].segments).toHaveLength(1)
    const ids = [...body.sessions, ...second.value].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(120)
    expect(await pageSizes(graph, `${path}/sessions`)).toEqual([60, 60, 3])
    expect(await pageSizes(graph, `${path}/sessions?$top=50`)).toEqual([50, 50, 23])
  })

  it('are paged by the client’s preferred size, up to the maximum', async () => {
    const { graph, path } = await recordMeeting(61)
    const url = `${path}?$expand=sessions($expand=segments)`
    const two = { prefer: 'odata.maxpagesize=2' }
    const { headers, body } = await graph.get(url, two)
    expect(headers.get('preference-applied')).toBe('odata.maxpagesize=2')
    expect(body.sessions).toHaveLength(2)
    expect((await graph.get(`${path}?$expand=participants_v2`, two)).body.participants_v2).toHaveLength(2)
    const ids = (sessions: { id: string }[]) => sessions.map(({ id }) => id)
    const { body: second } = await graph.get(body['sessions@odata.nextLink'], { prefer: 'odata.maxpagesize=2' })
    const { headers: most, body: all } = await graph.get(url, { prefer: 'odata.maxpagesize=1000' })
    expect(most.get('preference-applied')).toBe('odata.maxpagesize=60')
    expect(all.sessions).toHaveLength(60)
    expect(ids([...body.sessions, ...second.value])).toEqual(ids(all.sessions.slice(0, 4)))
    expect(second.value[0].segments).toHaveLength(1)
    const { headers: plain } = await graph.get(path, { prefer: 'odata.maxpagesize=2' })
    expect(plain.get('preference-applied')).toBeNull()
  })

  it('have up to 130 participants on a page', async () => {
    const { graph } = setup()
    const participants = Array.from({ length: 131 }, (_, index) => ({ id: `participant ${index}` }))
    const { body: record } = await graph.post(RECORDS, { participants_v2: participants })
    const { body } = await graph.get(`${RECORDS}/${record.id}?$expand=participants_v2`)
    expect(body.participants_v2).toHaveLength(130)
    expect(await pageSizes(graph, body['participants_v2@odata.nextLink'])).toEqual([1])
    expect(await pageSizes(graph, `${RECORDS}/${record.id}/participants_v2`)).toEqual([130, 1])
  })

  it('can be read by id', async () => {
    const { graph, path } = await recordMeeting(1)
    const { body: record } = await readRecord(graph, path.slice(RECORDS.length + 1))
    const withoutContext = ({ '@odata.context': _, ...members }: Record<string, unknown>) => members
    const [session] = record.sessions
    const { segments: _, 'segments@odata.context': _context, ...withoutSegments } = session
    const read = async (below: string) => withoutContext((await graph.get(`${path}/${below}`)).body)
    expect(await read(`sessions/${session.id}`)).toEqual(withoutSegments)
    expect(await read(`sessions/${session.id}/segments`)).toEqual({ value: session.segments })
    expect(await read(`sessions/${session.id}/segments/${session.segments[0].id}`)).toEqual(session.segments[0])
    expect(await read('organizer_v2')).toEqual(record.organizer_v2)
    expect(record.organizer_v2.id).toBe(ADELE)
    const alex = record.participants_v2.find(({ id }: { id: string }) => id === ALEX)
    expect(alex).toBeDefined()
    expect(await read(`participants_v2/${ALEX}`)).toEqual(alex)
  })

  it('have a context URL for participants in a single record, but not in a list', async () => {
    const { graph, path } = await recordMeeting(1)
    const id = path.slice(RECORDS.length + 1)
    const organizer = 'organizer_v2@odata.context'
    const participants = 'participants_v2@odata.context'
    const root = `https://graph.microsoft.com/v1.0/$metadata#communications/callRecords('${id}')`
    const contextsIn = (body: object) => Object.keys(body).filter((name) => name.endsWith('_v2@odata.context'))
    for (const query of ['', '?$expand=sessions', '?$expand=participants_v2']) {
      const { body } = await graph.get(path + query)
      expect(contextsIn(body)).toEqual([organizer, participants])
      expect(body[participants]).toBe(`${root}/participants_v2/$entity`)
      expect('participants_v2' in body).toBe(query.endsWith('participants_v2'))
    }
    expect(contextsIn((await graph.get(`${path}?$select=id,organizer_v2`)).body)).toEqual([organizer])
    expect(contextsIn((await graph.get(RECORDS)).body.value[0])).toEqual([organizer])
  })

  it('have context URLs with their path', async () => {
    const { graph, path } = await recordMeeting(1)
    const id = path.slice(RECORDS.length + 1)
    const { body } = await graph.get(`${path}/sessions`)
    const [{ id: session }] = body.value
    const contextOf = async (below: string) => (await graph.get(`${path}/${below}`)).body['@odata.context']
    const root = `https://graph.microsoft.com/v1.0/$metadata#communications/callRecords('${id}')`
    expect(await contextOf(`sessions/${session}/segments`)).toBe(`${root}/sessions('${session}')/segments`)
    expect(await contextOf(`sessions/${session}/segments/${session}`)).toBe(
      `${root}/sessions('${session}')/segments/$entity`,
    )
    expect(await contextOf('organizer_v2')).toBe(`${root}/organizer_v2/$entity`)
    expect(await contextOf(`participants_v2/${ALEX}`)).toBe(`${root}/participants_v2/$entity`)
  })

  it.each(['sessions/none', 'sessions/none/segments', 'sessions/none/segments/none', 'participants_v2/none'])(
    'return 404 with the id if they do not exist: %s',
    async (below) => {
      const { graph, path } = await recordMeeting(1)
      const { status, body } = await graph.get(`${path}/${below}`)
      expect([status, body.error.code]).toEqual([404, 'NotFound'])
      expect(body.error.message).toContain("'none'")
    },
  )

  it('have no organizer if a client created the record without one', async () => {
    const { graph } = setup()
    const { body: record } = await graph.post(RECORDS, {})
    const { status, body } = await graph.get(`${RECORDS}/${record.id}/organizer_v2`)
    expect(status).toBe(404)
    expect(body.error.message).toContain(record.id)
  })

  it.each([
    'participants_v2,sessions',
    'sessions,participants_v2',
    'participants_v2,sessions($expand=segments)',
    'sessions($select=id;$expand=segments),participants_v2',
  ])('expand one relationship at a time: $expand=%s is refused', async (expand) => {
    const { graph, path } = await recordMeeting(1)
    const { status, body } = await graph.get(`${path}?$expand=${expand}`)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toMatch(/one relationship.*'participants_v2'|one relationship.*'sessions'/)
    for (const one of ['participants_v2', 'sessions', 'sessions($expand=segments)'])
      expect((await graph.get(`${path}?$expand=${one}`)).status).toBe(200)
  })

  it.each([
    ['$expand=sessions($expand=segments($select=id))', '$select'],
    ['$expand=participants_v2($select=id)', '$select'],
    ['$expand=participants_v2($top=1)', '$top'],
    ['$expand=organizer_v2', 'organizer_v2'],
    ['$top=1', '$top'],
  ])('reject the query option %s', async (query, named) => {
    const { graph, path } = await recordMeeting(1)
    const { status, body } = await graph.get(`${path}?${query}`)
    expect(status).toBe(400)
    expect(body.error.message).toContain(named)
  })
})

describe('a call record with $select', () => {
  it('has only its context URL if nothing but unexpanded members is selected', async () => {
    const { graph, path } = await recordMeeting(1)
    const { status, body } = await graph.get(`${path}?$select=sessions`)
    expect([status, Object.keys(body)]).toEqual([200, ['@odata.context']])
    expect((await graph.get(`${path}?$select=sessions&$expand=sessions`)).body.sessions).not.toEqual([])
  })
})

describe('the list of call records', () => {
  it.each([
    ['$expand=sessions', 'sessions'],
    ['$orderby=startDateTime', '$orderby'],
    ['$skip=1', '$skip'],
    ['$search=call', '$search'],
    ["$filter=type eq 'groupCall'", "'type'"],
    ['$filter=startDateTime eq 2026-01-05T09:00:00Z', "'startDateTime'"],
    ["$filter=startDateTime lt '2026-01-05T09:00:00Z'", "'startDateTime'"],
    ['$filter=startDateTime lt 2026-02-30T09:00:00Z', 'a calendar date'],
    ["$filter=participants_v2/any(p:p/id ne 'x')", "'ne'"],
    ['$filter=startDateTime lt 2026-01-05 or startDateTime gt 2026-01-06', "'or'"],
    ['$skiptoken=tampered', "'tampered'"],
  ])('rejects %s with its name', async (query, named) => {
    const { graph } = await recordMeeting(1)
    const { status, body } = await graph.get(`${RECORDS}?${query}`)
    expect(status).toBe(400)
    expect(body.error.message).toContain(named)
  })

  it('rejects the skip token of another filter', async () => {
    const { graph } = setup()
    for (let count = 0; count < 61; count += 1) await graph.post(RECORDS, {})
    const link = (await graph.get(RECORDS)).body['@odata.nextLink']
    expect((await graph.get(link)).status).toBe(200)
    const { status, body } = await graph.get(`${link}&$filter=startDateTime gt 2026-01-01`)
    expect(status).toBe(400)
    expect(body.error.message).toContain('$skiptoken')
  })
})

describe('the ids of log rows', () => {
  it('are not ids of call records, except the correlationId of direct routing', async () => {
    const trunks = [{ name: 'sbc.contoso.com', numbers: ['+12065550100'] }]
    const { emulator, graph } = setup({ directory: { trunks } })
    for (const id of ['+12065550100', '+12065550101']) {
      await createCall(graph, aPhoneCall(id))
    }
    await emulator.clock.advance('10s')
    for (const { id } of emulator.store.getState().calls) emulator.perform(id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    const rowOf = async (log: string) => {
      const { body } = await graph.get(`${RECORDS}/${log}(fromDateTime=2026-01-05,toDateTime=2026-01-06)`)
      expect(body.value).toHaveLength(1)
      return body.value[0]
    }
    const [pstn, direct] = [await rowOf('getPstnCalls'), await rowOf('getDirectRoutingCalls')]
    for (const id of [pstn.id, pstn.callId, direct.id]) {
      const { status, body } = await graph.get(`${RECORDS}/${encodeURIComponent(id)}`)
      expect([status, body.error.code]).toEqual([404, 'NotFound'])
      expect(body.error.message).toContain(`'${id}'`)
      expect(body.error.message).toContain('Ids of log rows')
    }
    expect((await graph.get(`${RECORDS}/${direct.correlationId}`)).status).toBe(200)
  })
})

describe('log functions', () => {
  it.each([
    ['getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06,top=5)', "'top'"],
    ['getPstnCalls(fromDateTime=2026-01-05)', "'toDateTime'"],
    ['getPstnCalls', "'fromDateTime'"],
    ["getDirectRoutingCalls(fromDateTime='2026-01-05',toDateTime='2026-01-06')", "'fromDateTime'"],
    ['getDirectRoutingCalls(fromDateTime=2026-01-05,toDateTime=2026-02-30)', '2026-02-30'],
    ['getPstnCalls(fromDateTime=2026-01-06,toDateTime=2026-01-05)', 'fromDateTime'],
    ['getPstnCalls(fromDateTime=2025-10-07,toDateTime=2026-01-05T00:00:01Z)', '90 days'],
    ['getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)?$top=5', '$top'],
    ['getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)?$skip=some', "'some'"],
  ])('reject %s with its name', async (log, named) => {
    const { graph } = setup()
    const { status, body } = await graph.get(`${RECORDS}/${log}`)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain(named)
  })
})

describe('the logs of text messages and blocked users', () => {
  const LOGS = [
    ['getSmsLog', 'smsLogRow', 'sentDateTime'],
    ['getPstnBlockedUsersLog', 'pstnBlockedUsersLogRow', 'blockDateTime'],
  ] as const
  const read = async (graph: Graph, log: string, from: string, to: string) =>
    (await graph.get(`${BETA}${RECORDS}/${log}(fromDateTime=${from},toDateTime=${to})`)).body

  it.each(LOGS)('have sorted rows that match Graph’s metadata: %s', async (log, type, time) => {
    const { graph } = setup()
    const body = await read(graph, log, '2025-10-08', '2026-01-05')
    expect(body['@odata.context']).toBe(`${BETA}/$metadata#Collection(microsoft.graph.callRecords.${type})`)
    expect(body.value.length).toBeGreaterThan(5)
    expect(body['@odata.count']).toBe(body.value.length)
    for (const row of body.value) expect(problemsIn(row, `microsoft.graph.callRecords.${type}`)).toEqual([])
    const times = body.value.map((row: Record<string, string>) => row[time])
    expect(times).toEqual(times.toSorted())
    // Shorter time ranges return the same rows.
    const middle = times[Math.floor(times.length / 2)]
    const before = await read(graph, log, '2025-10-08', middle)
    const after = await read(graph, log, middle, '2026-01-05')
    expect(before.value.at(-1)).toEqual(after.value[0])
    expect([...before.value, ...after.value.slice(1)]).toEqual(body.value)
  })

  it.each(LOGS)('have no rows in the future: %s', async (log, _, time) => {
    const { emulator, graph } = setup()
    const before = await read(graph, log, '2026-01-05', '2026-03-31')
    await emulator.clock.advance('80d')
    const later = await read(graph, log, '2026-01-05', '2026-03-31')
    expect(later.value.length).toBeGreaterThan(before.value.length)
    for (const row of before.value) expect(Date.parse(row[time])).toBeLessThanOrEqual(Date.UTC(2026, 0, 5, 9))
    expect(later.value.slice(0, before.value.length)).toEqual(before.value)
  })

  it('have the same number for a user, and mask the other number', async () => {
    const { graph } = setup()
    const { value: messages } = await read(graph, 'getSmsLog', '2025-10-08', '2026-01-05')
    const { value: blocks } = await read(graph, 'getPstnBlockedUsersLog', '2025-10-08', '2026-01-05')
    const numbers = new Map<string, string>()
    for (const { userId, smsType, sourceNumber, destinationNumber } of messages) {
      const [own, other] = smsType === 'sms_out' ? [sourceNumber, destinationNumber] : [destinationNumber, sourceNumber]
      expect(other).toMatch(/\*{4}$/)
      expect(numbers.get(userId) ?? own).toBe(own)
      numbers.set(userId, own)
    }
    for (const { userId, userTelephoneNumber } of blocks) {
      expect(numbers.get(userId) ?? userTelephoneNumber).toBe(userTelephoneNumber)
    }
    expect(blocks.map(({ userBlockMode }: { userBlockMode: string }) => userBlockMode).slice(0, 2)).toEqual([
      'blocked',
      'unblocked',
    ])
  })

  it.each(['getSmsLog', 'getPstnBlockedUsersLog', 'getPstnOnlineMeetingDialoutReport'])(
    'exist only on beta, with the limits of all logs: %s',
    async (log) => {
      const { graph } = setup()
      const v1 = await graph.get(`${RECORDS}/${log}(fromDateTime=2026-01-01,toDateTime=2026-01-02)`)
      expect([v1.status, v1.body.error.message]).toEqual([400, `Resource not found for the segment '${log}'.`])
      const message = async (parameters: string) => {
        const { status, body } = await graph.get(`${BETA}${RECORDS}/${log}${parameters}`)
        expect([status, body.error.code]).toEqual([400, 'BadRequest'])
        return body.error.message
      }
      expect(await message('(fromDateTime=2026-01-01,toDateTime=2026-04-02)')).toContain('90 days')
      expect(await message('(fromDateTime=2026-01-02,toDateTime=2026-01-01)')).toContain("'fromDateTime'")
      expect(await message('(fromDateTime=2026-01-01)')).toContain("'toDateTime'")
      expect(await message('(fromDateTime=soon,toDateTime=2026-01-01)')).toContain("'soon'")
    },
  )

  it('are empty without users in the directory', async () => {
    const { graph } = setup({ directory: { users: [] } })
    for (const log of ['getSmsLog', 'getPstnBlockedUsersLog', 'getPstnOnlineMeetingDialoutReport']) {
      const body = await read(graph, log, '2025-10-08', '2026-01-05')
      expect([body.value, body['@odata.count']]).toEqual([[], 0])
    }
  })
})

describe('the deprecated organizer and participants', () => {
  const LAST_DAY = '2026-06-29T23:00:00Z'
  const members = ({ organizer, participants }: Record<string, unknown>) => ({ organizer, participants })

  /** What the list, the single record and its properties say, which is the same. */
  async function read({ graph }: { graph: Graph }, id: string) {
    const path = `${RECORDS}/${id}`
    const listed = (await graph.get(RECORDS)).body.value.find((record: { id: string }) => record.id === id)
    const { status, body: organizer } = await graph.get(`${path}/organizer`)
    const { '@odata.context': _, ...property } = status === 204 ? {} : organizer
    const participants = (await graph.get(`${path}/participants`)).body.value
    for (const one of [
      (await graph.get(path)).body,
      (await graph.get(`${path}?$select=organizer,participants`)).body,
      { organizer: status === 204 ? null : property, participants },
    ])
      expect(members(one)).toEqual(members(listed))
    return members(listed)
  }

  it('are in list and single record until 30 June 2026, and empty in both from then on', async () => {
    const world = setup({ clock: { start: LAST_DAY, rate: 0 } })
    const { call } = await endedCall(world)
    const app = { application: { displayName: 'Calling app' }, user: null }
    const adele = { user: { id: ADELE, displayName: 'Adele Vance' }, application: null }
    const filled = { organizer: app, participants: [app, adele] }
    expect(await read(world, call.callChainId)).toMatchObject(filled)
    const beginning = world.emulator.snapshot()
    await world.emulator.clock.advance('1h')
    expect(await read(world, call.callChainId)).toEqual({ organizer: null, participants: [] })
    world.emulator.restore(beginning)
    expect(await read(world, call.callChainId)).toMatchObject(filled)
  })

  it('have at most 130 participants, and follow from what a client wrote', async () => {
    const world = setup({ clock: { start: LAST_DAY, rate: 0 } })
    const participants = Array.from({ length: 131 }, (_, index) => `+1206555${1000 + index}`).map((id) => ({
      id,
      identity: { phone: { id } },
    }))
    const organizer = { id: ADELE, identity: { user: { id: ADELE } } }
    const { body: record } = await world.graph.post(RECORDS, { organizer_v2: organizer, participants_v2: participants })
    expect(await read(world, record.id)).toMatchObject({
      organizer: organizer.identity,
      participants: participants.slice(0, 130).map(({ identity }) => identity),
    })
  })

  it('stay if a client wrote them', async () => {
    const world = setup({ clock: { start: LAST_DAY, rate: 0 } })
    const written = { organizer: { user: { id: ADELE } }, participants: [{ user: { id: ALEX } }] }
    const { body: record } = await world.graph.post(RECORDS, written)
    await world.emulator.clock.advance('1d')
    expect(await read(world, record.id)).toMatchObject(written)
  })
})
