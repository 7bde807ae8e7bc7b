import { describe, expect, it, vi } from 'vitest'
import { createEmulator, type EmulatorOptions, type PopulateOptions, selectCallRecords } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR
const RECORDS = '/communications/callRecords'

type World = ReturnType<typeof setup>

function setupPast(options: PopulateOptions = {}, of: EmulatorOptions = {}) {
  const world = setup(of)
  return { ...world, ...world.emulator.populate(options) }
}

function rowsOf({ emulator }: Pick<World, 'emulator'>) {
  return selectCallRecords()(emulator.store.getState())
}

/** All pages of a list. */
async function listAll({ graph }: Pick<World, 'graph'>, filter?: string) {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
  const found: any[] = []
  let url: string | undefined = filter === undefined ? RECORDS : `${RECORDS}?$filter=${encodeURIComponent(filter)}`
  while (url) {
    const { body, status }: Awaited<ReturnType<typeof graph.get>> = await graph.get(url)
    if (status !== 200) throw new Error(JSON.stringify(body))
    found.push(...body.value)
    url = body['@odata.nextLink']
  }
  return found
}

/** Everything that can be read of the past, as text. */
async function tellAll(world: Pick<World, 'graph'>) {
  const list = await listAll(world)
  const whole = await Promise.all(
    list
      .slice(0, 20)
      .map(async ({ id }) => (await world.graph.get(`${RECORDS}/${id}?$expand=sessions($expand=segments)`)).body),
  )
  const logs = await Promise.all(
    ['getPstnCalls', 'getDirectRoutingCalls'].map(
      async (log) => (await world.graph.get(`${RECORDS}/${log}(fromDateTime=2025-12-20,toDateTime=2026-01-06)`)).body,
    ),
  )
  return JSON.stringify([list, whole, logs])
}

describe('a tenant that is populated', () => {
  it('has as many call records as it was told, that began in the days asked for and ended before now', () => {
    const world = setupPast({ days: 7 })
    const now = world.emulator.clock.now()
    const rows = rowsOf(world)
    expect(rows).toHaveLength(world.records)
    // A week of 40 calls a working day: fewer on Friday, hardly any on Saturday and Sunday.
    expect(world.records).toBeGreaterThan(170)
    expect(world.records).toBeLessThan(240)
    for (const { startAt, endAt, lastModifiedAt, version } of rows) {
      expect(startAt).toBeGreaterThanOrEqual(now - 7 * DAY)
      expect(endAt).toBeGreaterThan(startAt)
      expect(lastModifiedAt).toBe(endAt)
      expect(lastModifiedAt).toBeLessThan(now)
      expect(version).toBe(1)
    }
  })

  it.each(['-08:00', '+00:00', '+05:30', '+14:00'])('calls in office hours and on working days, at %s', (utcOffset) => {
    const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number)
    const offset = (utcOffset.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * 60_000)
    const world = setupPast({ days: 28, callsPerDay: 60, utcOffset })
    const local = rowsOf(world).map(({ startAt }) => new Date(startAt + offset))
    const share = (holds: (at: Date) => boolean) => local.filter(holds).length / local.length
    const isWeekend = (at: Date) => at.getUTCDay() === 0 || at.getUTCDay() === 6
    expect(share(isWeekend)).toBeGreaterThan(0)
    expect(share(isWeekend)).toBeLessThan(0.05)
    expect(share((at) => at.getUTCHours() >= 8 && at.getUTCHours() < 18)).toBeGreaterThan(0.93)
    expect(share((at) => at.getUTCHours() < 6)).toBe(0)
    // A lunch break.
    expect(share((at) => at.getUTCHours() === 12)).toBeLessThan(share((at) => at.getUTCHours() === 10))
  })

  it('has calls of all kinds, of users of the directory and others, some of which failed', async () => {
    const { graph, emulator, people } = setupPast()
    const all = await listAll({ graph })
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['peerToPeer', 'groupCall']))
    expect(all.some(({ type, joinWebUrl }) => type === 'groupCall' && joinWebUrl === null)).toBe(true)
    expect(all.some(({ joinWebUrl }) => joinWebUrl?.startsWith('https://teams.microsoft.com/l/meetup-join/'))).toBe(
      true,
    )
    expect(people).toHaveLength(24)
    expect(people[0]).toMatchObject({ displayName: 'Adele Vance', userPrincipalName: 'AdeleV@contoso.com' })
    expect(new Set(people.map(({ id }) => id)).size).toBe(24)
    expect(new Set(people.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(24)
    const failures = rowsOf({ emulator }).filter(
      ({ origin }) => origin.from === 'call' && origin.call.resultInfo.code >= 400,
    )
    expect(failures.length).toBeGreaterThan(5)
    expect(failures.length).toBeLessThan(all.length / 10)
    const { body } = await graph.get(`${RECORDS}/${failures[0]?.id}?$expand=sessions`)
    expect(body.sessions.filter(({ failureInfo }: { failureInfo: unknown }) => failureInfo)).toHaveLength(1)
  })

  it('has bad Wi-Fi in one office', async () => {
    const { graph, people } = setupPast({ mix: { peerToPeer: 1 }, callsPerDay: 80 })
    const all = await listAll({ graph })
    const office = new Map(people.map((person) => [person.id, person.office]))
    const bad = { Warehouse: 0, elsewhere: 0 }
    const ends = { Warehouse: 0, elsewhere: 0 }
    for (const { id } of all.slice(0, 200)) {
      const { body } = await graph.get(`${RECORDS}/${id}?$expand=sessions($expand=segments)`)
      const [segment] = body.sessions[0].segments
      for (const [end, network] of [
        ['caller', 'callerNetwork'],
        ['callee', 'calleeNetwork'],
      ] as const) {
        const where = office.get(segment[end].associatedIdentity.id) === 'Warehouse' ? 'Warehouse' : 'elsewhere'
        ends[where] += 1
        const { connectionType, wifiSignalStrength } = segment.media[0][network]
        if (connectionType === 'wifi' && wifiSignalStrength < 50) bad[where] += 1
      }
    }
    expect(ends.Warehouse).toBeGreaterThan(20)
    expect(bad.Warehouse / ends.Warehouse).toBeGreaterThan(0.6)
    expect(bad.elsewhere / ends.elsewhere).toBeLessThan(0.05)
  })

  it('has calls with phones, in the log of the calling plan or of the trunk that connects them', async () => {
    const numbers = ['+14255550170', '+14255550171']
    const { graph, records } = setupPast(
      { days: 10, mix: { phone: 3 }, callsPerDay: 60 },
      { directory: { trunks: [{ name: 'sbc.contoso.com', numbers }] } },
    )
    const span = '(fromDateTime=2025-12-20,toDateTime=2026-01-06)'
    const { body: plan } = await graph.get(`${RECORDS}/getPstnCalls${span}`)
    const { body: direct } = await graph.get(`${RECORDS}/getDirectRoutingCalls${span}`)
    const types: string[] = [...plan.value, ...direct.value].map(({ callType }) => callType)
    const ofPlans = ['user_in', 'user_out', 'user_out_forwarding', 'user_out_transfer']
    expect(new Set(types.filter((type) => type.startsWith('user')))).toEqual(new Set(ofPlans))
    expect(types).toEqual(expect.arrayContaining(['ByotIn', 'ByotOut']))
    // Who is called on another phone is called in the same call.
    expect(types).toHaveLength(records + types.filter((type) => /forwarding$/i.test(type)).length)
    expect(direct.value[0].trunkFullyQualifiedDomainName).toBe('sbc.contoso.com')
    // Each row agrees with the record that it names.
    for (const { correlationId, startDateTime, endDateTime, userId, callType } of direct.value) {
      const { body: record } = await graph.get(`${RECORDS}/${correlationId}?$expand=participants_v2`)
      expect(record).toMatchObject({ startDateTime, endDateTime, type: 'peerToPeer' })
      const ids = record.participants_v2.map(({ id }: { id: string }) => id)
      if (callType === 'ByotOut') expect(ids).toContain(userId)
      expect(ids.some((id: string) => numbers.includes(id))).toBe(true)
    }
  })

  it('tells nobody, and leaves nothing in the trace', async () => {
    const { emulator, graph } = setup()
    const hook = 'https://app.contoso.com/changes'
    const asked: string[] = []
    emulator.receive(hook, async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken')
      asked.push(token === null ? await request.text() : 'handshake')
      return new Response(token, { headers: { 'content-type': 'text/plain' } })
    })
    await graph.post('/subscriptions', {
      resource: 'communications/callRecords',
      changeType: 'created,updated',
      notificationUrl: hook,
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect(emulator.populate().records).toBeGreaterThan(100)
    await emulator.settled()
    expect(asked).toEqual(['handshake'])
    expect(emulator.trace.of('callRecord')).toEqual([])
  })
})

describe('what a past is drawn from', () => {
  it('is the seed: the same bytes, whatever is read first', async () => {
    const [one, other, another] = [7, 7, 8].map((seed) => setupPast({ days: 3 }, { seed }))
    if (!one || !other || !another) throw new Error('three were set up')
    for (const { id } of [...rowsOf(other)].reverse()) await other.graph.get(`${RECORDS}/${id}?$expand=sessions`)
    const received = await tellAll(one)
    const toldByOther = await tellAll(other)
    expect(toldByOther).toBe(received)
    expect(await tellAll(another)).not.toBe(received)
  })

  it('changes no id that is drawn later', async () => {
    const [populated, other] = [setup(), setup()]
    populated.emulator.populate()
    const lives = await Promise.all(
      [populated, other].map(async ({ graph, emulator, received }) => {
        const { body: call, headers } = await graph.post('/communications/calls', anOutgoingCall())
        await emulator.clock.advance('2s')
        await graph.delete(`/communications/calls/${call.id}`)
        await emulator.clock.runToIdle()
        const { body: record } = await graph.get(`${RECORDS}/${call.callChainId}?$expand=sessions`)
        return JSON.stringify([call, [...headers], received, record])
      }),
    )
    expect(lives[0]).toBe(lives[1])
  })

  it('is another chance each time: a second past is added to the first', async () => {
    const world = setup()
    const call = await world.graph.post('/communications/calls', anOutgoingCall())
    await world.emulator.clock.advance('2s')
    await world.graph.delete(`/communications/calls/${call.body.id}`)
    await world.emulator.clock.runToIdle()
    const first = world.emulator.populate({ days: 3 })
    const second = world.emulator.populate({ days: 3 })
    expect(second.people[0]).toEqual(first.people[0])
    expect(second.people[5]?.id).not.toBe(first.people[5]?.id)
    expect(await listAll(world)).toHaveLength(1 + first.records + second.records)
  })

  it('stays what it was when the clock goes on', async () => {
    const world = setupPast({ days: 2, callsPerDay: 200 })
    const before = await tellAll(world)
    await world.emulator.clock.advance('5h')
    expect(await tellAll(world)).toBe(before)
  })
})

describe('a record of the past', () => {
  it('is written to like any other', async () => {
    const world = setupPast({ days: 5 })
    const { graph, emulator } = world
    const [patched, extended, deleted] = (await listAll(world)).map(({ id }) => id)
    const before = (await graph.get(`${RECORDS}/${patched}?$expand=sessions`)).body
    expect((await graph.patch(`${RECORDS}/${patched}`, { joinWebUrl: 'https://example.com/1' })).status).toBe(200)
    expect((await graph.post(`${RECORDS}/${extended}/sessions`, { id: 'added' })).status).toBe(201)
    expect((await graph.delete(`${RECORDS}/${deleted}`)).status).toBe(204)
    const check = async () => {
      const after = (await graph.get(`${RECORDS}/${patched}?$expand=sessions`)).body
      const lastModifiedDateTime = expect.any(String)
      expect(after).toEqual({ ...before, joinWebUrl: 'https://example.com/1', version: 2, lastModifiedDateTime })
      const { body } = await graph.get(`${RECORDS}/${extended}/sessions`)
      expect(body.value.at(-1).id).toBe('added')
      expect(body.value.length).toBeGreaterThan(1)
      expect((await graph.get(`${RECORDS}/${deleted}`)).status).toBe(404)
      expect(await listAll(world)).toHaveLength(world.records - 1)
    }
    await check()
    const received = await tellAll(world)
    const text = JSON.stringify(emulator.snapshot())
    emulator.reset()
    emulator.restore(JSON.parse(text))
    await check()
    expect(await tellAll(world)).toBe(received)
    expect(JSON.parse(JSON.stringify(emulator.snapshot())).world).toEqual(JSON.parse(text).world)
  })

  it('is kept by a snapshot, as it is and as JSON, and gone after a reset', async () => {
    const world = setupPast({ days: 5 })
    const { emulator } = world
    const received = await tellAll(world)
    const snapshot = emulator.snapshot()
    const text = JSON.stringify(snapshot)
    // Nothing of a record that nobody wrote to is in it.
    expect(text.length).toBeLessThan(10_000)
    emulator.reset()
    expect(emulator.store.getState()).toMatchObject({ pasts: [], callRecords: { size: 0 } })
    expect(await listAll(world)).toEqual([])
    emulator.restore(snapshot)
    expect(await tellAll(world)).toBe(received)

    const other = setup({ seed: 7 })
    other.emulator.restore(JSON.parse(text))
    expect(await tellAll(other)).toBe(received)
    // What comes next comes alike in both.
    expect(other.emulator.populate({ days: 2 })).toEqual(emulator.populate({ days: 2 }))
    expect(await tellAll(other)).toBe(await tellAll(world))
  })

  it('comes after the latency of records', () => {
    const { emulator } = setupPast({ days: 2, callsPerDay: 500 }, { records: { latency: '2h' } })
    for (const { endAt, lastModifiedAt } of rowsOf({ emulator })) {
      expect(lastModifiedAt).toBe(endAt + 2 * HOUR)
      expect(lastModifiedAt).toBeLessThan(emulator.clock.now())
    }
  })

  it('is the same object for as long as somebody holds it', () => {
    const { emulator } = setupPast({ days: 2 })
    const rows = rowsOf({ emulator })
    const { callRecords } = emulator.store.getState()
    expect(rows.every((row) => callRecords.get(row.id) === row)).toBe(true)
    expect(rows.every((row) => Object.isFrozen(row) && Object.isFrozen(row.origin))).toBe(true)
  })
})

describe('a list', () => {
  it('finds the records of the past by start and by participant, page by page', async () => {
    const world = setupPast({ days: 40, callsPerDay: 60, people: 12 })
    for (const year of [2019, 2020]) await world.graph.post(RECORDS, { startDateTime: `${year}-03-01T00:00:00Z` })
    const all = await listAll(world)
    // Records are kept for 30 days, those that a client wrote for ever.
    const oldest = world.emulator.clock.now() - 30 * DAY
    const kept = rowsOf(world).filter(({ startAt, origin }) => startAt >= oldest || origin.from === 'client')
    expect(kept.findIndex(({ origin }) => origin.from === 'call')).toBe(2)
    expect(all.map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
    const [from, to] = ['2025-12-15T00:00:00Z', '2025-12-20T12:00:00Z']
    for (const { id: person } of world.people) {
      const filter = `startDateTime ge ${from} and startDateTime lt ${to} and participants_v2/any(p:p/id eq '${person}')`
      const expected = kept.filter(
        ({ startAt, participantIds }) =>
          startAt >= Date.parse(from) && startAt < Date.parse(to) && participantIds.includes(person),
      )
      expect((await listAll(world, filter)).map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    }
    const [one, other] = world.people
    const both = `participants_v2/any(p:p/id eq '${one?.id}') and participants_v2/any(p:p/id eq '${other?.id}')`
    const shared = kept.filter(({ participantIds }) =>
      [one, other].every((who) => participantIds.includes(who?.id ?? '')),
    )
    expect(shared.length).toBeGreaterThan(60)
    expect((await listAll(world, both)).map(({ id }) => id)).toEqual(shared.map(({ id }) => id))
    expect(await listAll(world, "participants_v2/any(p:p/id eq 'nobody')")).toEqual([])
  })

  it('reads no more records than its page shows', async () => {
    const { emulator, graph, people } = setupPast({ days: 60, callsPerDay: 100 })
    const [past] = emulator.store.getState().pasts
    if (!past) throw new Error('there is a past')
    const make = vi.spyOn(past, 'make')
    const filters = [
      undefined,
      'startDateTime ge 2025-12-20T00:00:00Z and startDateTime lt 2025-12-24T00:00:00Z',
      `participants_v2/any(p:p/id eq '${people[1]?.id}')`,
      `participants_v2/any(p:p/id eq '${people[2]?.id}') and startDateTime gt 2025-12-20T00:00:00Z`,
    ]
    for (const filter of filters) {
      let url = filter === undefined ? RECORDS : `${RECORDS}?$filter=${encodeURIComponent(filter)}`
      for (const page of [1, 2]) {
        make.mockClear()
        const { body } = await graph.get(url)
        expect(body.value, `${filter}, page ${page}`).toHaveLength(60)
        // One more than are shown tells whether there is another page; of that the key is enough.
        expect(make.mock.calls.length).toBeLessThanOrEqual(60)
        url = body['@odata.nextLink']
      }
    }
  })
})

describe('a log of phone calls', () => {
  const numbers = ['+14255550170', '+14255550171']
  const setupPhones = () =>
    setupPast(
      { days: 60, callsPerDay: 80, mix: { peerToPeer: 1, phone: 2 } },
      { directory: { trunks: [{ name: 'sbc.contoso.com', numbers }] } },
    )
  const DAY_SPAN = 'fromDateTime=2025-12-16,toDateTime=2025-12-17'

  it('goes on from page to page in order of time, and has what its spans have one by one', async () => {
    const { graph } = setupPhones()
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely
    const rows: any[] = []
    let url: string | undefined = `${RECORDS}/getPstnCalls(fromDateTime=2025-11-01,toDateTime=2026-01-06)`
    while (url) {
      const { body }: Awaited<ReturnType<typeof graph.get>> = await graph.get(url)
      url = body['@odata.nextLink']
      if (url) expect(body.value).toHaveLength(1_000)
      expect(body['@odata.count']).toBe(body.value.length)
      rows.push(...body.value)
    }
    expect(rows.length).toBeGreaterThan(1_000)
    const ats = rows.map(({ startDateTime }) => Date.parse(startDateTime))
    expect(ats).toEqual(ats.toSorted((one, other) => one - other))
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const { body: day } = await graph.get(`${RECORDS}/getPstnCalls(${DAY_SPAN})`)
    const [from, to] = [Date.parse('2025-12-16'), Date.parse('2025-12-17')]
    expect(day.value.length).toBeGreaterThan(10)
    expect(rows.filter((_, index) => (ats[index] ?? 0) >= from && (ats[index] ?? 0) <= to)).toEqual(day.value)
  })

  it.each(['getPstnCalls', 'getDirectRoutingCalls'])('%s reads the records of its rows, and no other', async (log) => {
    const { emulator, graph } = setupPhones()
    const [past] = emulator.store.getState().pasts
    if (!past) throw new Error('there is a past')
    const make = vi.spyOn(past, 'make')
    const { body } = await graph.get(`${RECORDS}/${log}(${DAY_SPAN})`)
    expect(body.value.length).toBeGreaterThan(0)
    // Two phones of one call, at most.
    const forwardings = body.value.filter(({ callType }: { callType: string }) => /forwarding$/i.test(callType))
    expect(make.mock.calls.length).toBeLessThanOrEqual(body.value.length)
    expect(make.mock.calls.length).toBeGreaterThanOrEqual(body.value.length - forwardings.length)
  })

  it('makes nothing to tell which phones were called from meetings: there were none', async () => {
    const { emulator, graph } = setupPhones()
    const [past] = emulator.store.getState().pasts
    if (!past) throw new Error('there is a past')
    const make = vi.spyOn(past, 'make')
    const { status, body } = await graph.get(
      `https://graph.microsoft.com/beta${RECORDS}/getPstnOnlineMeetingDialoutReport(${DAY_SPAN})`,
    )
    expect([status, body.value]).toEqual([200, []])
    expect(make).not.toHaveBeenCalled()
  })
})

describe('options of populate', () => {
  it.each<[unknown, string]>([
    [{ days: 0 }, "emulator.populate: 'days': Expected a whole number from 1 to 90 but received 0"],
    [{ days: 91 }, "'days': Expected a whole number from 1 to 90 but received 91"],
    [{ days: 1.5 }, "'days': Expected a whole number from 1 to 90 but received 1.5"],
    [{ callsPerDay: 0 }, "'callsPerDay': Expected a whole number from 1 to 20000 but received 0"],
    [{ callsPerDay: 20_001 }, "'callsPerDay': Expected a whole number from 1 to 20000 but received 20001"],
    [{ people: 1 }, "'people': Expected a whole number from 2 to 1000 but received 1"],
    [{ people: 1_001 }, "'people': Expected a whole number from 2 to 1000 but received 1001"],
    [{ people: ['Adele'] }, "'people': Invalid type: Expected number but received Array"],
    [{ mix: {} }, "'mix': Expected a kind of call that occurs, such as { peerToPeer: 1 }"],
    [{ mix: { meeting: 0, phone: 0 } }, "'mix': Expected a kind of call that occurs, such as { peerToPeer: 1 }"],
    [{ mix: { phone: 1_001 } }, "'mix.phone': Expected a whole number from 0 to 1000 but received 1001"],
    [{ mix: { fax: 1 } }, "'mix.fax': Unknown member. Expected one of: peerToPeer, groupCall, meeting, phone"],
    [
      { utcOffset: 'PST' },
      "'utcOffset': Expected an offset from '-12:00' to '+14:00' such as '+01:00' but received 'PST'",
    ],
    [{ utcOffset: '+14:01' }, "'utcOffset': Expected an offset from '-12:00' to '+14:00'"],
    [{ utcOffset: '-12:01' }, "'utcOffset': Expected an offset from '-12:00' to '+14:00'"],
    [{ weeks: 2 }, "'weeks': Unknown member. Expected one of: days, callsPerDay, "],
  ])('%j are refused by name, and nothing changes', (options, message) => {
    const emulator = createEmulator({ clock: 'manual' })
    const before = emulator.store.getState()
    expect(() => emulator.populate(options as PopulateOptions)).toThrow(TypeError)
    expect(() => emulator.populate(options as PopulateOptions)).toThrow(message)
    expect(emulator.store.getState()).toBe(before)
  })

  it.each<PopulateOptions>([
    { days: 1, callsPerDay: 1, people: 2, utcOffset: '-12:00', mix: { groupCall: 1 } },
    { days: 90, callsPerDay: 3, people: 1_000, utcOffset: '+14:00', mix: { meeting: 1_000, phone: 0 } },
    { days: 1, callsPerDay: 20_000, people: 2, mix: { peerToPeer: 1 } },
  ])('%j are not', (options) => {
    const { emulator, people } = setupPast(options, { clock: { start: '2026-01-08T20:00:00Z', rate: 0 } })
    expect(people).toHaveLength(options.people ?? 0)
    expect(new Set(people.map(({ userPrincipalName }) => userPrincipalName)).size).toBe(people.length)
    const { callRecords, callRecordsByStart } = emulator.store.getState()
    for (const [, id] of callRecordsByStart.range({ limit: 50 })) {
      const { origin } = callRecords.get(id) ?? {}
      expect(origin?.from === 'call' && origin.call.participants.length).toBeGreaterThanOrEqual(2)
    }
  })
})
