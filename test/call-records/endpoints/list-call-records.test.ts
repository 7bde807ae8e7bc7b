import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../src/engine/time/units.ts'
import { createEmulator } from '../../../src/index.ts'
import { createGraph } from '../../support/graph.ts'

const ADELE = '112f7296-5fa4-42ca-bae8-6a692b15d4b8'
const ALEX = '3b4f7a5c-8a63-4b1e-9a60-0d7d5cb1a7f2'

describe('the list of call records', () => {
  it('can be filtered by participants, which it does not return', async () => {
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
    expect(
      await list(`startDateTime gt ${all[0].startDateTime} and participants_v2/any(p:p/id eq '${ADELE}')`),
    ).toEqual([all[2]])
    expect(all[0]).not.toHaveProperty('participants_v2')
  })

  it('compares GUIDs without case, and other participant ids exactly', async () => {
    const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
    const graph = createGraph(emulator.fetch)
    emulator.populate({ days: 2, callsPerDay: 20 })
    const path = '/communications/callRecords'
    const find = async (filter: string) => {
      const { body } = await graph.get(`${path}?$filter=${encodeURIComponent(filter)}`)
      return body.value.map(({ id }: { id: string }) => id)
    }
    const is = (id: string) => `p/id eq '${id}'`
    const generated = await find(`participants_v2/any(p:${is(ADELE)})`)
    expect(generated.length).toBeGreaterThan(0)
    const startDateTime = '2026-01-05T08:00:00Z'
    const participants = [ADELE, ADELE.toUpperCase(), 'Someone'].map((id) => ({ id }))
    await graph.post(path, { id: 'written', startDateTime, participants_v2: participants })
    const all = [...generated, 'written']
    for (const id of [ADELE, ADELE.toUpperCase()]) {
      expect(await find(`participants_v2/any(p:${is(id)})`)).toEqual(all)
      expect(await find(`startDateTime lt 2026-02-01 and participants_v2/any(p:${is(id)})`)).toEqual(all)
      expect(await find(`participants_v2/any(p:${is(id)} and ${is(ADELE)})`)).toEqual(all)
    }
    expect(await find(`participants_v2/any(p:${is('Someone')})`)).toEqual(['written'])
    expect(await find(`participants_v2/any(p:${is('someone')})`)).toEqual([])
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(all)
    await graph.patch(`${path}/written`, { participants_v2: [{ id: ADELE.toUpperCase() }] })
    expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(all)
    await graph.delete(`${path}/written`)
    expect(await find(`participants_v2/any(p:${is(ADELE)})`)).toEqual(generated)
  })

  it('returns the same records as a check of every record, for any combination of conditions', async () => {
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
    const byId: fc.Arbitrary<Condition> = fc.constantFrom(...people.slice(0, 6), 'unknown').map((id) => ({
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

  it('continues after the last record of a page when records are added, deleted or expire', async () => {
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
      const page: string[] = body.value.map(({ id }: { id: string }) => id)
      // The last record of the page is deleted, those before it expire, and a new record takes their place.
      await graph.delete(`${path}/${page.at(-1)}`)
      await emulator.clock.advanceTo(Date.parse(body.value[5].startDateTime) + 30 * DAY_MS + 1)
      const participants = [{ id: ADELE }, { id: ALEX }]
      await graph.post(path, { startDateTime: body.value[0].startDateTime, participants_v2: participants })
      let index = page.length
      for (let next = body['@odata.nextLink']; next !== undefined; ) {
        const { body: nextPage } = await graph.get(next)
        expect(nextPage.value.map(({ id }: { id: string }) => id)).toEqual(all.slice(index, index + 7))
        index += nextPage.value.length
        next = nextPage['@odata.nextLink']
      }
      expect(index).toBe(all.length)
    }
  })

  it('returns each record once when records with the same start span several pages', async () => {
    const emulator = createEmulator({ seed: 7, clock: 'manual', notifications: { deliver: 'none' } })
    const graph = createGraph(emulator.fetch)
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    for (const id of ids) await graph.post('/communications/callRecords', { id, startDateTime: '2024-01-05T09:00:00Z' })
    const found: string[] = []
    for (let next = '/communications/callRecords?$top=2'; next !== undefined; ) {
      const { body } = await graph.get(next)
      found.push(...body.value.map(({ id }: { id: string }) => id))
      next = body['@odata.nextLink']
    }
    expect(found).toEqual(ids)
  })

  it('returns the same page as a fresh emulator when a request is repeated after changes', async () => {
    const options = { seed: 7, clock: 'manual', notifications: { deliver: 'none' } } as const
    const emulator = createEmulator(options)
    emulator.populate({ days: 20, callsPerDay: 20 })
    const since = new Date(emulator.clock.now() - 19 * DAY_MS).toISOString()
    const root = 'https://graph.microsoft.com'
    const query = `$filter=startDateTime ge ${since}`
    const requests: readonly Request[] = [
      ...[
        query,
        `${query}&$top=5`,
        `${query}&$select=id`,
        `${query} and participants_v2/any(p:p/id eq '${ADELE}')`,
      ].map((search) => new Request(`${root}/v1.0/communications/callRecords?${search}`)),
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
      for (const request of requests) {
        const [repeated, fresh] = [await emulator.fetch(request.clone()), await other.fetch(request.clone())]
        expect(await repeated.json()).toEqual(await fresh.json())
      }
    }
    const firstOfPage = async () => {
      const page = await emulator.fetch(requests[0]?.clone() ?? '')
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
    // Some records of the page expire.
    await emulator.clock.advance('12d')
    await expectTheSame()
  })
})
