import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/engine/time/units.ts'
import type { Emulator, Scenario } from '../../src/index.ts'
import { aPhoneCall, aPrompt, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const NUMBER = '+12065550100'
const RECORDS = '/communications/callRecords'

/** Declines phones, and starts a fault that ends with the third request. Counts its calls. */
const PHONE_IS_BUSY: Scenario = {
  name: 'the phone is busy',
  match: { pstn: true },
  times: 10_000,
  steps: [
    { do: 'fault', rule: { name: 'unavailable', error: { status: 503, code: 'Unavailable' }, times: 3 } },
    { after: '1s', do: 'decline' },
    { after: '1s', do: 'endFault', name: 'unavailable' },
  ],
}

/** A tenant in which everything that fills a table happens every day. */
function setupBusyTenant() {
  return setup({
    callbackUri: CALLBACK,
    throttle: 'graph',
    trace: { size: 500 },
    timeTravel: { depth: 10 },
    directory: { trunks: [{ name: 'sbc.contoso.com', numbers: [NUMBER] }] },
    scenarios: [PHONE_IS_BUSY],
  })
}

async function spendDay({ emulator, graph }: ReturnType<typeof setup>) {
  const { clock } = emulator
  const ends = clock.now() + DAY_MS
  const expirationDateTime = new Date(clock.now() + 40 * HOUR_MS).toISOString()
  await graph.post('/subscriptions', {
    changeType: 'created',
    resource: '/communications/callRecords',
    notificationUrl: CALLBACK,
    lifecycleNotificationUrl: CALLBACK,
    expirationDateTime,
  })
  const call = await createCall(graph)
  await clock.advance('3s')
  await graph.post(`/communications/calls/${call.id}/playPrompt`, { prompts: [aPrompt()] })
  await graph.post(`/communications/calls/${call.id}/recordResponse`, aRecording())
  await clock.advance('1min')
  emulator.perform(call.id, { do: 'hangUp' })
  emulator.incomingCall()
  await createCall(graph, aPhoneCall(NUMBER))
  await clock.advanceTo(ends)
}

/** The size of every table, index and list of the world and of the other parts of a snapshot. */
function sizesOf(emulator: Emulator) {
  const world = emulator.store.getState()
  const { faults, scenarios, throttle } = emulator.snapshot()
  const sizes = Object.entries({ ...world, faults, scenarios, windows: Object.keys(throttle.windows) }).flatMap(
    ([name, value]) => (typeof value === 'number' ? [] : [[name, 'size' in value ? value.size : value.length]]),
  )
  return {
    ...Object.fromEntries(sizes),
    operations: [...world.calls].reduce((sum, { operations }) => sum + operations.length, 0),
    participantKeys: [...world.callRecordsByParticipant].reduce((sum, { size }) => sum + size, 0),
    trace: emulator.trace.entries().length,
  }
}

describe('a tenant in use for months', () => {
  it('keeps a constant number of rows in every table and index', async () => {
    const world = setupBusyTenant()
    const { emulator } = world
    for (let day = 0; day < 95; day += 1) await spendDay(world)
    const sizes = sizesOf(emulator)
    const text = JSON.stringify(emulator.snapshot()).length
    for (let day = 0; day < 30; day += 1) {
      await spendDay(world)
      expect(sizesOf(emulator)).toEqual(sizes)
    }
    expect(JSON.stringify(emulator.snapshot()).length).toBeLessThan(text * 1.01)
    expect(sizes).toMatchObject({ calls: 93, callRecords: 30, callAttempts: 90, scenarioRuns: 0, faults: 0 })
  }, 60_000)

  it('keeps the plan of generated calls no longer than their records and log rows', async () => {
    const { emulator, graph } = setupBusyTenant()
    const add = () => emulator.populate({ days: 10, callsPerDay: 5, textMessagesPerDay: 3 })
    const records = Array.from({ length: 3 }, () => add().records)
    expect(sizesOf(emulator)).toMatchObject({ pasts: 3, textMessages: 3 })
    const { callRecords } = emulator.store.getState()
    const readMessages = async () => {
      const [from, to] = [-19, -9].map((days) => new Date(emulator.clock.now() + days * DAY_MS).toISOString())
      const log = `getSmsLog(fromDateTime=${from},toDateTime=${to})`
      return (await graph.get(`https://graph.microsoft.com/beta${RECORDS}/${log}`)).body.value
    }
    for (const _ of Array(12).keys()) {
      await emulator.clock.advance('10d')
      records.push(add().records)
    }
    await emulator.clock.advance('9d')
    const messages = await readMessages()
    expect(messages.length).toBeGreaterThan(20)
    // Plans that leave the store do not change what the others have drawn.
    add()
    expect(await readMessages()).toEqual(expect.arrayContaining(messages))
    expect(sizesOf(emulator)).toMatchObject({ pasts: 10, textMessages: 10 })
    expect(emulator.store.getState().callRecords.size).toBeLessThan(
      records.slice(-10).reduce((sum, more) => sum + more),
    )
    for (const { id } of callRecords) expect((await graph.get(`${RECORDS}/${id}`)).status).toBe(404)
  })

  it('continues identically from the JSON of a snapshot', async () => {
    const world = setupBusyTenant()
    world.emulator.populate({ days: 60, callsPerDay: 4 })
    for (let day = 0; day < 35; day += 1) await spendDay(world)
    const other = setupBusyTenant()
    other.emulator.restore(JSON.parse(JSON.stringify(world.emulator.snapshot())))
    for (let day = 0; day < 35; day += 1) for (const one of [world, other]) await spendDay(one)
    for (const one of [world, other]) one.emulator.populate({ days: 60, callsPerDay: 4 })
    expect(JSON.stringify(other.emulator.snapshot())).toBe(JSON.stringify(world.emulator.snapshot()))
    expect(sizesOf(other.emulator)).toEqual({ ...sizesOf(world.emulator), trace: expect.any(Number) })
  }, 60_000)
})

describe('an ended call', () => {
  it('leaves the store with the first new call after 30 days', async () => {
    const { emulator, graph } = setup()
    const { id } = await createCall(graph)
    await graph.delete(`/communications/calls/${id}`)
    await emulator.clock.runToIdle()
    await emulator.clock.advance('30d')
    await createCall(graph)
    expect(emulator.store.getState().calls.has(id)).toBe(true)
    await emulator.clock.advance('1ms')
    const before = emulator.snapshot()
    await createCall(graph)
    expect(emulator.store.getState().calls.has(id)).toBe(false)
    emulator.restore(before)
    expect(emulator.store.getState().calls.has(id)).toBe(true)
  })

  it('is the reason why later scenario steps are refused, and keeps no scenario waiting', async () => {
    const { emulator, graph } = setup({ callbackUri: CALLBACK })
    const late = [
      { after: '40d', do: 'mute' },
      { do: 'hangUp', when: 'hold' },
    ] as const
    emulator.use({ name: 'late', trigger: 'start', steps: [{ do: 'incoming' }, ...late] })
    await emulator.clock.advance('35d')
    await createCall(graph)
    expect(sizesOf(emulator)).toMatchObject({ calls: 1, scenarioRuns: 2 })
    await emulator.clock.advance('6d')
    const why = 'its call ended long ago and is no longer stored.'
    expect(emulator.trace.of('refused')).toMatchObject([
      { by: 'late', nth: 2, why },
      { by: 'late', nth: 3, why },
    ])
    expect(sizesOf(emulator)).toMatchObject({ scenarioRuns: 0 })
  })
})

describe('many rows that expired at once', () => {
  it('leave the store in portions, and no request finds them in the meantime', async () => {
    const { emulator, graph } = setup()
    const { records } = emulator.populate({ days: 10, callsPerDay: 50 })
    const [id = ''] = emulator.store.getState().callRecords.keys()
    const log = `${RECORDS}/getPstnCalls(fromDateTime=2025-12-01,toDateTime=2026-01-05)`
    expect((await graph.get(log)).body.value.length).toBeGreaterThan(50)
    await emulator.clock.advance('100d')
    const post = async () => (await graph.post(RECORDS, {})).status
    expect(await post()).toBe(201)
    expect(sizesOf(emulator)).toMatchObject({ callRecords: records - 99 })
    expect((await graph.get(RECORDS)).body.value).toHaveLength(1)
    expect((await graph.get(log)).body.value).toEqual([])
    expect((await graph.get(`${RECORDS}/${id}`)).status).toBe(404)
    expect((await graph.post(RECORDS, { id })).status).toBe(201)
    for (let left = records; left > 0; left -= 100) await post()
    expect([...emulator.store.getState().callRecords].every(({ origin }) => origin.from === 'client')).toBe(true)
  })
})
