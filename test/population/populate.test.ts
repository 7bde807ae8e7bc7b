import { describe, expect, it, vi } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/engine/time/units.ts'
import { type Emulator, type EmulatorOptions, type PopulateOptions, selectCallRecords } from '../../src/index.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { endedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const RECORDS = '/communications/callRecords'

describe('populate without any call', () => {
  it('returns the reason and reports it to onError', () => {
    const errors: Error[] = []
    // The last day is a Sunday in the tenant's time zone.
    const { emulator } = setup({ onError: (error) => errors.push(error) })
    const { records, reason } = emulator.populate({ days: 1, callsPerDay: 1 })
    expect(records).toBe(0)
    expect(reason).toContain('between 2026-01-04T09:00:00.000Z and 2026-01-05T09:00:00.000Z')
    expect(reason).toContain("Use more 'days'")
    expect(errors.map(({ message }) => message)).toEqual([reason])
    expect(emulator.populate({ days: 7 })).not.toHaveProperty('reason')
    expect(errors).toHaveLength(1)
  })
})

type Setup = ReturnType<typeof setup>

function setupPopulated(options: PopulateOptions = {}, emulatorOptions: EmulatorOptions = {}) {
  const world = setup(emulatorOptions)
  return { ...world, ...world.emulator.populate(options) }
}

function rowsOf({ emulator }: Pick<Setup, 'emulator'>) {
  return selectCallRecords()(emulator.store.getState())
}

function spyOnMake(emulator: Emulator) {
  const [calls] = emulator.store.getState().pasts
  if (!calls) throw new Error('expected generated calls')
  return vi.spyOn(calls, 'make')
}

/** Reads all pages of the list of call records. */
async function listAll({ graph }: Pick<Setup, 'graph'>, filter?: string) {
  // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
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

/** The list, 20 whole records and the phone logs as one text, to compare tenants byte for byte. */
async function readAll(world: Pick<Setup, 'graph'>) {
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

describe('a populated tenant', () => {
  it('has call records that start within the requested days and end before now', () => {
    const world = setupPopulated({ days: 7 })
    const now = world.emulator.clock.now()
    const rows = rowsOf(world)
    expect(rows).toHaveLength(world.records)
    // 40 calls a working day for a week, with fewer on Friday and hardly any on the weekend.
    expect(world.records).toBeGreaterThan(170)
    expect(world.records).toBeLessThan(240)
    for (const { startAt, endAt, lastModifiedAt, version } of rows) {
      expect(startAt).toBeGreaterThanOrEqual(now - 7 * DAY_MS)
      expect(endAt).toBeGreaterThan(startAt)
      expect(lastModifiedAt).toBe(endAt)
      expect(lastModifiedAt).toBeLessThan(now)
      expect(version).toBe(1)
    }
  })

  it.each(['-08:00', '+00:00', '+05:30', '+14:00'])(
    'calls in office hours and on working days at offset %s',
    (utcOffset) => {
      const [hours = 0, minutes = 0] = utcOffset.slice(1).split(':').map(Number)
      const offset = (utcOffset.startsWith('-') ? -1 : 1) * (hours * HOUR_MS + minutes * MINUTE_MS)
      const world = setupPopulated({ days: 28, callsPerDay: 60, utcOffset })
      const local = rowsOf(world).map(({ startAt }) => new Date(startAt + offset))
      const share = (holds: (at: Date) => boolean) => local.filter(holds).length / local.length
      const isWeekend = (at: Date) => at.getUTCDay() === 0 || at.getUTCDay() === 6
      expect(share(isWeekend)).toBeGreaterThan(0)
      expect(share(isWeekend)).toBeLessThan(0.05)
      expect(share((at) => at.getUTCHours() >= 8 && at.getUTCHours() < 18)).toBeGreaterThan(0.93)
      expect(share((at) => at.getUTCHours() < 6)).toBe(0)
      // Fewer calls at lunchtime.
      expect(share((at) => at.getUTCHours() === 12)).toBeLessThan(share((at) => at.getUTCHours() === 10))
    },
  )

  it('has calls of all kinds between users of the directory and generated users, and some of them failed', async () => {
    const { graph, emulator, people } = setupPopulated()
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

  it('has poor Wi-Fi in one office', async () => {
    const { graph, people } = setupPopulated({ mix: { peerToPeer: 1 }, callsPerDay: 80 })
    const all = await listAll({ graph })
    const office = new Map(people.map((person) => [person.id, person.office]))
    const poor = { Warehouse: 0, elsewhere: 0 }
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
        if (connectionType === 'wifi' && wifiSignalStrength < 50) poor[where] += 1
      }
    }
    expect(ends.Warehouse).toBeGreaterThan(20)
    expect(poor.Warehouse / ends.Warehouse).toBeGreaterThan(0.6)
    expect(poor.elsewhere / ends.elsewhere).toBeLessThan(0.05)
  })

  it('logs each phone call with the calling plan, or with the trunk that connects it', async () => {
    const numbers = ['+14255550170', '+14255550171']
    const { graph, records } = setupPopulated(
      { days: 10, mix: { phone: 3 }, callsPerDay: 60 },
      { directory: { trunks: [{ name: 'sbc.contoso.com', numbers }] } },
    )
    const range = '(fromDateTime=2025-12-20,toDateTime=2026-01-06)'
    const { body: callingPlan } = await graph.get(`${RECORDS}/getPstnCalls${range}`)
    const { body: direct } = await graph.get(`${RECORDS}/getDirectRoutingCalls${range}`)
    const types: string[] = [...callingPlan.value, ...direct.value].map(({ callType }) => callType)
    const callingPlanTypes = ['user_in', 'user_out', 'user_out_forwarding', 'user_out_transfer']
    expect(new Set(types.filter((type) => type.startsWith('user')))).toEqual(new Set(callingPlanTypes))
    expect(types).toEqual(expect.arrayContaining(['ByotIn', 'ByotOut']))
    // A forwarded call has a row for each of its two phones.
    expect(types).toHaveLength(records + types.filter((type) => /forwarding$/i.test(type)).length)
    expect(direct.value[0].trunkFullyQualifiedDomainName).toBe('sbc.contoso.com')
    // Each row agrees with the record that it refers to.
    for (const { correlationId, startDateTime, endDateTime, userId, callType } of direct.value) {
      const { body: record } = await graph.get(`${RECORDS}/${correlationId}?$expand=participants_v2`)
      expect(record).toMatchObject({ startDateTime, endDateTime, type: 'peerToPeer' })
      const ids = record.participants_v2.map(({ id }: { id: string }) => id)
      if (callType === 'ByotOut') expect(ids).toContain(userId)
      expect(ids.some((id: string) => numbers.includes(id))).toBe(true)
    }
  })

  it('sends no notifications for past calls and adds nothing to the trace', async () => {
    const { emulator, graph } = setup()
    const notificationUrl = 'https://app.contoso.com/changes'
    const requests: string[] = []
    emulator.receive(notificationUrl, async (request) => {
      const token = new URL(request.url).searchParams.get('validationToken')
      requests.push(token === null ? await request.text() : 'validation')
      return new Response(token, { headers: { 'content-type': 'text/plain' } })
    })
    await graph.post('/subscriptions', {
      resource: 'communications/callRecords',
      changeType: 'created,updated',
      notificationUrl,
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect(emulator.populate().records).toBeGreaterThan(100)
    await emulator.settled()
    expect(requests).toEqual(['validation'])
    expect(emulator.trace.of('callRecord')).toEqual([])
  })
})

describe('the seed of generated calls', () => {
  it('gives the same calls in whatever order they are read', async () => {
    const [one, other, another] = [7, 7, 8].map((seed) => setupPopulated({ days: 3 }, { seed }))
    if (!one || !other || !another) throw new Error('expected three emulators')
    for (const { id } of [...rowsOf(other)].reverse()) await other.graph.get(`${RECORDS}/${id}?$expand=sessions`)
    const expected = await readAll(one)
    expect(await readAll(other)).toBe(expected)
    expect(await readAll(another)).not.toBe(expected)
  })

  it('leaves the ids of later calls as they would be without populate', async () => {
    const [populated, other] = [setup(), setup()]
    populated.emulator.populate()
    const outcomes = await Promise.all(
      [populated, other].map(async ({ graph, emulator, received }) => {
        const { body: call, headers } = await graph.post('/communications/calls', anOutgoingCall())
        await emulator.clock.advance('2s')
        await graph.delete(`/communications/calls/${call.id}`)
        await emulator.clock.runToIdle()
        const { body: record } = await graph.get(`${RECORDS}/${call.callChainId}?$expand=sessions`)
        return JSON.stringify([call, [...headers], received, record])
      }),
    )
    expect(outcomes[0]).toBe(outcomes[1])
  })

  it('gives different calls each time populate is called, and keeps the earlier ones', async () => {
    const world = await endedCall(setup())
    const first = world.emulator.populate({ days: 3 })
    const second = world.emulator.populate({ days: 3 })
    expect(second.people[0]).toEqual(first.people[0])
    expect(second.people[5]?.id).not.toBe(first.people[5]?.id)
    expect(await listAll(world)).toHaveLength(1 + first.records + second.records)
  })

  it('gives the same calls after the clock has advanced', async () => {
    const world = setupPopulated({ days: 2, callsPerDay: 200 })
    const before = await readAll(world)
    await world.emulator.clock.advance('5h')
    expect(await readAll(world)).toBe(before)
  })
})

describe('the record of a generated call', () => {
  it('can be updated, extended and deleted like any other', async () => {
    const world = setupPopulated({ days: 5 })
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
    const expected = await readAll(world)
    const text = JSON.stringify(emulator.snapshot())
    emulator.reset()
    emulator.restore(JSON.parse(text))
    await check()
    expect(await readAll(world)).toBe(expected)
    expect(JSON.parse(JSON.stringify(emulator.snapshot())).world).toEqual(JSON.parse(text).world)
  })

  it('is kept by a snapshot in memory and as JSON, and removed by a reset', async () => {
    const world = setupPopulated({ days: 5 })
    const { emulator } = world
    const expected = await readAll(world)
    const snapshot = emulator.snapshot()
    const text = JSON.stringify(snapshot)
    // Records without changes are not part of the JSON.
    expect(text.length).toBeLessThan(10_000)
    emulator.reset()
    expect(emulator.store.getState()).toMatchObject({ pasts: [], callRecords: { size: 0 } })
    expect(await listAll(world)).toEqual([])
    emulator.restore(snapshot)
    expect(await readAll(world)).toBe(expected)

    const other = setup({ seed: 7 })
    other.emulator.restore(JSON.parse(text))
    expect(await readAll(other)).toBe(expected)
    // Both emulators continue identically.
    expect(other.emulator.populate({ days: 2 })).toEqual(emulator.populate({ days: 2 }))
    expect(await readAll(other)).toBe(await readAll(world))
  })

  it('was written after the configured latency', () => {
    const { emulator } = setupPopulated({ days: 2, callsPerDay: 500 }, { records: { latency: '2h' } })
    for (const { endAt, lastModifiedAt } of rowsOf({ emulator })) {
      expect(lastModifiedAt).toBe(endAt + 2 * HOUR_MS)
      expect(lastModifiedAt).toBeLessThan(emulator.clock.now())
    }
  })

  it('is the same object for as long as a reference to it exists', () => {
    const { emulator } = setupPopulated({ days: 2 })
    const rows = rowsOf({ emulator })
    const { callRecords } = emulator.store.getState()
    expect(rows.every((row) => callRecords.get(row.id) === row)).toBe(true)
    expect(rows.every((row) => Object.isFrozen(row) && Object.isFrozen(row.origin))).toBe(true)
  })
})

describe('the list of call records', () => {
  it('filters generated calls by start and participant, page by page', async () => {
    const world = setupPopulated({ days: 40, callsPerDay: 60, people: 12 })
    for (const year of [2019, 2020]) await world.graph.post(RECORDS, { startDateTime: `${year}-03-01T00:00:00Z` })
    const all = await listAll(world)
    // Records are kept for 30 days, but those that a client wrote do not expire.
    const oldest = world.emulator.clock.now() - 30 * DAY_MS
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
    expect(await listAll(world, "participants_v2/any(p:p/id eq 'unknown')")).toEqual([])
  })

  it('generates only the records of its page', async () => {
    const { emulator, graph, people } = setupPopulated({ days: 60, callsPerDay: 100 })
    const make = spyOnMake(emulator)
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
        // Whether there is another page is known from the keys, without another record.
        expect(make.mock.calls.length).toBeLessThanOrEqual(60)
        url = body['@odata.nextLink']
      }
    }
  })
})

describe('phone logs', () => {
  const numbers = ['+14255550170', '+14255550171']
  const setupPhones = () =>
    setupPopulated(
      { days: 60, callsPerDay: 80, mix: { peerToPeer: 1, phone: 2 } },
      { directory: { trunks: [{ name: 'sbc.contoso.com', numbers }] } },
    )
  const ONE_DAY = 'fromDateTime=2025-12-16,toDateTime=2025-12-17'

  it('are paged in order of time, and a shorter time range has the same rows', async () => {
    const { graph } = setupPhones()
    // biome-ignore lint/suspicious/noExplicitAny: tests read responses freely
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
    const { body: day } = await graph.get(`${RECORDS}/getPstnCalls(${ONE_DAY})`)
    const [from, to] = [Date.parse('2025-12-16'), Date.parse('2025-12-17')]
    expect(day.value.length).toBeGreaterThan(10)
    expect(rows.filter((_, index) => (ats[index] ?? 0) >= from && (ats[index] ?? 0) <= to)).toEqual(day.value)
  })

  it.each(['getPstnCalls', 'getDirectRoutingCalls'])('generate only the records of their rows: %s', async (log) => {
    const { emulator, graph } = setupPhones()
    const make = spyOnMake(emulator)
    const { body } = await graph.get(`${RECORDS}/${log}(${ONE_DAY})`)
    expect(body.value.length).toBeGreaterThan(0)
    // The two phones of a forwarded call share one record.
    const forwardings = body.value.filter(({ callType }: { callType: string }) => /forwarding$/i.test(callType))
    expect(make.mock.calls.length).toBeLessThanOrEqual(body.value.length)
    expect(make.mock.calls.length).toBeGreaterThanOrEqual(body.value.length - forwardings.length)
  })

  it('generate no records for the dial-out report, because no meeting called a phone', async () => {
    const { emulator, graph } = setupPhones()
    const make = spyOnMake(emulator)
    const { status, body } = await graph.get(
      `https://graph.microsoft.com/beta${RECORDS}/getPstnOnlineMeetingDialoutReport(${ONE_DAY})`,
    )
    expect([status, body.value]).toEqual([200, []])
    expect(make).not.toHaveBeenCalled()
  })
})

describe('text messages', () => {
  const LOG =
    'https://graph.microsoft.com/beta/communications/callRecords/getSmsLog(fromDateTime=2025-12-01,toDateTime=2026-01-06)'

  /** All pages of the log, and how many rows each has. */
  async function readLog({ graph }: Pick<Setup, 'graph'>, path = LOG) {
    const pages: { sentDateTime: string; id: string }[][] = []
    for (let link: string | undefined = path; link; ) {
      const { body }: Awaited<ReturnType<typeof graph.get>> = await graph.get(link)
      expect(body['@odata.count']).toBe(body.value.length)
      pages.push(body.value)
      link = body['@odata.nextLink']
    }
    return pages
  }

  it('fill several pages of the log if populate adds them', async () => {
    const plain = await readLog(setup())
    const world = setupPopulated({ days: 14, textMessagesPerDay: 200 })
    const pages = await readLog(world)
    const sizes = pages.map((page) => page.length)
    expect(sizes).toEqual([1000, 1000, expect.any(Number)])
    const rows = pages.flat()
    expect(rows.length / 14).toBeGreaterThan(160)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    const times = rows.map(({ sentDateTime }) => Date.parse(sentDateTime))
    expect(times).toEqual([...times].sort((one, other) => one - other))
    const now = world.emulator.clock.now()
    const added = rows.filter(({ id }) => !plain.flat().some((row) => row.id === id))
    expect(added.length).toBe(rows.length - plain.flat().length)
    for (const { sentDateTime } of added) {
      expect(Date.parse(sentDateTime)).toBeGreaterThanOrEqual(now - 14 * DAY_MS)
      expect(Date.parse(sentDateTime)).toBeLessThanOrEqual(now)
    }
    world.emulator.restore(JSON.parse(JSON.stringify(world.emulator.snapshot())))
    expect((await readLog(world)).flat()).toEqual(rows)
    world.emulator.reset()
    expect(await readLog(world)).toEqual(plain)
  })

  it('are the same whatever calls are generated, and are refused above 1,000 a day', async () => {
    const read = async (options: PopulateOptions) => readLog(setupPopulated({ days: 3, ...options }))
    expect(await read({ callsPerDay: 1, textMessagesPerDay: 20 })).toEqual(
      await read({ callsPerDay: 9, textMessagesPerDay: 20 }),
    )
    expect(await read({})).toEqual(await readLog(setup()))
    expect(() => setup().emulator.populate({ textMessagesPerDay: 1_001 })).toThrow(/textMessagesPerDay.*0 to 1000/)
  })
})
