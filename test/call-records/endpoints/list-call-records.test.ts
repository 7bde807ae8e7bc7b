import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createEmulator } from '../../../src/index.ts'
import { createGraph } from '../../support/graph.ts'

const ADELE = '112f7296-5fa4-42ca-bae8-6a692b15d4b8'
const ALEX = '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2'
const DAY_MS = 24 * 60 * 60_000

it('finds records by their participants, which it does not show', async () => {
  const emulator = createEmulator({ clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  for (const user of [ADELE, ALEX, ADELE]) {
    const { id } = emulator.incomingCall({ from: { user }, callbackUri: 'https://bot.contoso.com/calls' })
    const mediaConfig = { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' }
    await graph.post(`/communications/calls/${id}/answer`, { acceptedModalities: ['audio'], mediaConfig })
    await emulator.clock.advance('1min')
    await graph.delete(`/communications/calls/${id}`)
    await emulator.clock.runToIdle()
  }
  const list = async (filter: string) => {
    const { body } = await graph.get(`/communications/callRecords?$filter=${encodeURIComponent(filter)}`)
    return body.value
  }
  const all = await list('startDateTime ge 2026-01-01')
  expect(all).toHaveLength(3)
  expect(await list(`participants_v2/any(p:p/id eq '${ADELE}')`)).toEqual([all[0], all[2]])
  expect(await list(`participants_v2/any(p:p/id eq '${ALEX}')`)).toEqual([all[1]])
  expect(await list(`startDateTime gt ${all[0].startDateTime} and participants_v2/any(p:p/id eq '${ADELE}')`)).toEqual([
    all[2],
  ])
  expect(all[0]).not.toHaveProperty('participants_v2')
})

it('finds whom GUIDs name whatever their case, in the filter as in the record, and anybody else as written', async () => {
  const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  emulator.populate({ days: 2, callsPerDay: 20 })
  const path = '/communications/callRecords'
  const find = async (filter: string) => {
    const { body } = await graph.get(`${path}?$filter=${encodeURIComponent(filter)}`)
    return body.value.map(({ id }: { id: string }) => id)
  }
  const is = (id: string) => `p/id eq '${id}'`
  const past = await find(`participants_v2/any(p:${is(ADELE)})`)
  expect(past.length).toBeGreaterThan(0)
  const startDateTime = '2026-01-05T08:00:00Z'
  const participants = [ADELE, ADELE.toUpperCase(), 'Somebody'].map((id) => ({ id }))
  await graph.post(path, { id: 'written', startDateTime, participants_v2: participants })
  const all = [...past, 'written']
  for (const id of [ADELE, ADELE.toUpperCase()]) {
    expect(await find(`participants_v2/any(p:${is(id)})`)).toEqual(all)
    expect(await find(`startDateTime lt 2026-02-01 and participants_v2/any(p:${is(id)})`)).toEqual(all)
    expect(await find(`participants_v2/any(p:${is(id)} and ${is(ADELE)})`)).toEqual(all)
  }
  expect(await find(`participants_v2/any(p:${is('Somebody')})`)).toEqual(['written'])
  expect(await find(`participants_v2/any(p:${is('somebody')})`)).toEqual([])
  emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
  expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(all)
  await graph.patch(`${path}/written`, { participants_v2: [{ id: ADELE.toUpperCase() }] })
  expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(all)
  await graph.delete(`${path}/written`)
  expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(past)
})

it('finds the same as a look at every record would, whatever is asked for together', async () => {
  const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  emulator.populate({ days: 3, callsPerDay: 30 })
  const records = [...emulator.store.getState().callRecords].sort((one, other) => one.startAt - other.startAt)
  const people = [...new Set(records.flatMap(({ participantIds }) => participantIds))]
  type Record = (typeof records)[number]
  interface Condition {
    readonly text: string
    readonly holds: (record: Record, item?: string) => boolean
  }
  const instant = fc.constantFrom(...records.filter((_, index) => index % 9 === 0).map(({ startAt }) => startAt))
  const byTime: fc.Arbitrary<Condition> = fc.tuple(fc.constantFrom('ge', 'lt'), instant).map(([operator, at]) => ({
    text: `startDateTime ${operator} ${new Date(at).toISOString()}`,
    holds: ({ startAt }) => (operator === 'ge' ? startAt >= at : startAt < at),
  }))
  const byId: fc.Arbitrary<Condition> = fc.constantFrom(...people.slice(0, 6), 'nobody').map((id) => ({
    text: `p/id eq '${id}'`,
    holds: (_, item) => item === id,
  }))
  const byItem: fc.Arbitrary<Condition> = fc
    .array(fc.oneof({ weight: 3, arbitrary: byId }, byTime), { minLength: 1, maxLength: 2 })
    .map((inside) => ({
      text: `participants_v2/any(p:${inside.map(({ text }) => text).join(' and ')})`,
      holds: (record) => record.participantIds.some((item) => inside.every(({ holds }) => holds(record, item))),
    }))
  const filters = fc.array(fc.oneof(byTime, { weight: 2, arbitrary: byItem }), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(filters, async (conditions) => {
      const expected = records.filter((record) => conditions.every(({ holds }) => holds(record)))
      const filter = encodeURIComponent(conditions.map(({ text }) => text).join(' and '))
      const { body } = await graph.get(`/communications/callRecords?$count=true&$filter=${filter}`)
      expect(body['@odata.count']).toBe(expected.length)
      expect(body.value.map(({ id }: { id: string }) => id)).toEqual(expected.slice(0, 60).map(({ id }) => id))
    }),
    { numRuns: 100 },
  )
})

it('goes on after the last record that it showed, whatever has come, gone or grown too old meanwhile', async () => {
  const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  emulator.populate({ days: 30, callsPerDay: 10 })
  const path = '/communications/callRecords'
  const [adele, alex] = [ADELE, ALEX].map((id) => `participants_v2/any(p:p/id eq '${id}')`)
  for (const filter of ['startDateTime ge 2025-01-01', `${adele}`, `${adele} and ${alex}`]) {
    const first = `${path}?$top=7&$filter=${encodeURIComponent(filter)}`
    const all: string[] = []
    for (let next = first; next !== undefined; ) {
      const { body } = await graph.get(next)
      all.push(...body.value.map(({ id }: { id: string }) => id))
      next = body['@odata.nextLink']
    }
    const { body } = await graph.get(first)
    const shown: string[] = body.value.map(({ id }: { id: string }) => id)
    // Of what was shown, the last is deleted, and what comes before it grows too old, and something else takes its place.
    await graph.delete(`${path}/${shown.at(-1)}`)
    await emulator.clock.advanceTo(Date.parse(body.value[5].startDateTime) + 30 * DAY_MS + 1)
    const participants = [{ id: ADELE }, { id: ALEX }]
    await graph.post(path, { startDateTime: body.value[0].startDateTime, participants_v2: participants })
    let place = shown.length
    for (let next = body['@odata.nextLink']; next !== undefined; ) {
      const { body: page } = await graph.get(next)
      expect(page.value.map(({ id }: { id: string }) => id)).toEqual(all.slice(place, place + 7))
      place += page.value.length
      next = page['@odata.nextLink']
    }
    expect(place).toBe(all.length)
  }
})

it('shows each of many records that began together once, when pages end among them', async () => {
  const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
  const graph = createGraph(emulator.fetch)
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  for (const id of ids) await graph.post('/communications/callRecords', { id, startDateTime: '2024-01-05T09:00:00Z' })
  const shown: string[] = []
  for (let next = '/communications/callRecords?$top=2'; next !== undefined; ) {
    const { body } = await graph.get(next)
    shown.push(...body.value.map(({ id }: { id: string }) => id))
    next = body['@odata.nextLink']
  }
  expect(shown).toEqual(ids)
})

it('answers a page that is asked for again as an emulator that sees it for the first time, whatever entries meanwhile', async () => {
  const options = { seed: 7, clock: 'manual', notifications: { deliver: 'none' } } as const
  const emulator = createEmulator(options)
  emulator.populate({ days: 20, callsPerDay: 20 })
  const since = new Date(emulator.clock.now() - 19 * DAY_MS).toISOString()
  const root = 'https://graph.microsoft.com'
  const query = `$filter=startDateTime ge ${since}`
  const asked: readonly Request[] = [
    ...[query, `${query}&$top=5`, `${query}&$select=id`, `${query} and participants_v2/any(p:p/id eq '${ADELE}')`].map(
      (search) => new Request(`${root}/v1.0/communications/callRecords?${search}`),
    ),
    new Request(`${root}/beta/communications/callRecords?${query}`),
    new Request(`${root}/v1.0/communications/callRecords?${query}`, { headers: { Prefer: 'odata.maxpagesize=7' } }),
    new Request(`${root}/v1.0/communications/callRecords?${query}`, { headers: { Prefer: 'omit-values=nulls' } }),
    new Request(`${root}/v1.0/communications/callRecords?${query}`, {
      headers: { Accept: 'application/json;odata.metadata=full' },
    }),
  ]
  const expectTheSame = async () => {
    const other = createEmulator(options)
    other.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    for (const request of asked) {
      const [seen, fresh] = [await emulator.fetch(request.clone()), await other.fetch(request.clone())]
      expect(await seen.json()).toEqual(await fresh.json())
    }
  }
  const firstOfPage = async () => {
    const page = await emulator.fetch(asked[0]?.clone() ?? '')
    const { value } = await page.json()
    return `/communications/callRecords/${value[0].id}`
  }
  await expectTheSame()
  await expectTheSame()

  const graph = createGraph(emulator.fetch)
  await graph.patch(await firstOfPage(), { joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/changed' })
  await expectTheSame()
  await graph.delete(await firstOfPage())
  await expectTheSame()
  const { id } = emulator.incomingCall({ from: { user: ADELE }, callbackUri: 'https://bot.contoso.com/calls' })
  const mediaConfig = { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' }
  await graph.post(`/communications/calls/${id}/answer`, { acceptedModalities: ['audio'], mediaConfig })
  await emulator.clock.advance('1min')
  await graph.delete(`/communications/calls/${id}`)
  await emulator.clock.runToIdle()
  await expectTheSame()
  // Now some of the page are older than records are kept.
  await emulator.clock.advance('12d')
  await expectTheSame()
})
