import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../../src/engine/time/units.ts'
import {
  createEmulator,
  defineScenario,
  type EmulatorOptions,
  type RecordLatency,
  type RecordPlan,
  type Scenario,
} from '../../../src/index.ts'
import { CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const NOTIFICATION_URL = 'https://app.contoso.com/changes'

function answered(record: RecordPlan): Scenario {
  return defineScenario({ name: 'answered', match: { direction: 'outgoing' }, steps: [{ do: 'answer' }], record })
}

/** Ends a call, and collects the change notifications of its record with the time since the end. */
async function endCall(record: RecordPlan, options: EmulatorOptions = {}) {
  const world = setup({ scenarios: [answered(record)], ...options })
  const { emulator, graph } = world
  const changes: [string, number][] = []
  let endedAt = 0
  emulator.receive(NOTIFICATION_URL, async (request) => {
    const token = new URL(request.url).searchParams.get('validationToken')
    if (token !== null) return new Response(token, { headers: { 'content-type': 'text/plain' } })
    for (const { changeType } of (await request.json()).value)
      changes.push([changeType, emulator.clock.now() - endedAt])
    return undefined
  })
  const { status } = await graph.post('/subscriptions', {
    resource: 'communications/callRecords',
    changeType: 'created,updated',
    notificationUrl: NOTIFICATION_URL,
    expirationDateTime: '2026-01-07T09:00:00Z',
  })
  expect(status).toBe(201)
  const call = await createCall(graph)
  await emulator.clock.advance('10s')
  emulator.perform(call.id, { do: 'hangUp' })
  // The call terminates half a second after hanging up, and schedules its record then.
  await emulator.settled()
  const terminating = emulator.trace.of('transition').find(({ to }) => to === 'terminating')
  expect(terminating).toBeDefined()
  endedAt = emulator.clock.now()
  const path = `${RECORDS}/${call.callChainId}`
  return { ...world, call, changes, path, read: async () => (await graph.get(path)).body }
}

describe('the latency of call records', () => {
  it.each<[RecordLatency, number]>([
    ['instant', 0],
    ['typical', 30 * MINUTE_MS],
    ['worst', 150 * MINUTE_MS],
    ['5min', 5 * MINUTE_MS],
    [1_500, 1_500],
  ])('can be set in options and scenarios: %s is %i ms', async (latency, expected) => {
    for (const world of [await endCall({ latency }), await endCall({}, { records: { latency } })]) {
      await world.emulator.clock.runToIdle()
      const [[change, at] = []] = world.changes
      expect(change).toBe('created')
      // The call terminates some time after hanging up.
      const delay = Number(at) - expected
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThan(2_000)
    }
  })

  it("prefers the scenario's value to the options'", async () => {
    const { emulator, changes } = await endCall({ latency: 'instant' }, { records: { latency: 'worst' } })
    await emulator.clock.advance('3s')
    expect(changes.map(([change]) => change)).toEqual(['created'])
  })

  it('is rejected with its path when it is invalid', () => {
    const create = () => createEmulator({ records: { latency: 'later' } })
    expect(create).toThrow("'records.latency'")
    expect(create).toThrow('instant, typical, worst')
    expect(() => answered({ latency: -1 })).toThrow("'record.latency'")
  })
})

describe('record members of a scenario', () => {
  it('override the members derived from the call', async () => {
    const { emulator, read } = await endCall({
      with: { joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/1', type: 'GroupCall' },
    })
    await emulator.clock.runToIdle()
    // Members and values get Graph's capitalization.
    expect(await read()).toMatchObject({
      version: 1,
      type: 'groupCall',
      modalities: ['audio'],
      joinWebUrl: 'https://teams.microsoft.com/l/meetup-join/1',
    })
  })

  it('are what `$filter` matches', async () => {
    const { emulator, graph, path } = await endCall({
      with: { startDateTime: '2026-01-05T08:00:00Z', participants_v2: [{ id: 'someone' }] },
    })
    await emulator.clock.runToIdle()
    const found = await graph.get(
      `${RECORDS}?$filter=startDateTime lt 2026-01-05T08:30:00Z and participants_v2/any(p:p/id eq 'someone')`,
    )
    expect(found.body.value).toMatchObject([
      { id: path.slice(RECORDS.length + 1), startDateTime: '2026-01-05T08:00:00Z' },
    ])
  })

  it.each<[Record<string, unknown>, ...string[]]>([
    [{ with: { modality: 'audio' } }, "'record.with'", "'modality'", 'does not exist'],
    [{ with: { type: 'meeting' } }, "'type'", "'meeting'", 'groupCall'],
    [{ with: { startDateTime: 'yesterday' } }, "'startDateTime'", "'yesterday'"],
    [{ with: { sessions: [{ isTest: 'yes' }] } }, "'sessions[0].isTest'", "'yes'"],
    [{ with: { version: 7 } }, "'version'", 'the service sets this member itself'],
    [{ with: { id: 'mine' } }, "'id'", 'the service sets this member itself'],
    [{ with: 'members' }, "'record.with'"],
    [{ updates: [{ with: {} }] }, "'record.updates[0].after'"],
    [{ updates: [{ after: 'soon' }] }, "'record.updates[0].after'", "'soon'"],
    [{ updates: [{ after: 1, with: { version: 2 } }] }, "'record.updates[0].with'", "'version'"],
    [{ delay: 1 }, "'record.delay'"],
  ])('are rejected with their path: %j', (record, ...named) => {
    const define = () => answered(record as RecordPlan)
    expect(define).toThrow(TypeError)
    for (const part of ["scenario 'answered'", ...named]) expect(define).toThrow(part)
  })
})

describe('updates of a call record by a scenario', () => {
  const updated: RecordPlan = {
    latency: '1min',
    with: { joinWebUrl: 'https://first' },
    updates: [
      { after: '10min', with: { joinWebUrl: 'https://second', modalities: ['audio', 'video'] } },
      { after: '5min' },
    ],
  }

  it('apply in order: each builds on the previous version and sends a notification', async () => {
    const { emulator, changes, read } = await endCall(updated)
    const versions: unknown[] = []
    for (const after of ['2min', '10min', '5min', '1h']) {
      await emulator.clock.advance(after)
      const { version, joinWebUrl, modalities, lastModifiedDateTime } = await read()
      versions.push([version, joinWebUrl, modalities.length, Date.parse(lastModifiedDateTime)])
    }
    const [[, created] = [], [, first] = [], [, second] = []] = changes
    expect(changes.map(([change]) => change)).toEqual(['created', 'updated', 'updated'])
    expect([Number(first) - Number(created), Number(second) - Number(first)]).toEqual([10 * MINUTE_MS, 5 * MINUTE_MS])
    const endedAt = emulator.clock.now() - 77 * MINUTE_MS
    const at = (change: number | undefined) => endedAt + Number(change)
    expect(versions).toEqual([
      [1, 'https://first', 1, at(created)],
      [2, 'https://second', 2, at(first)],
      [3, 'https://second', 2, at(second)],
      [3, 'https://second', 2, at(second)],
    ])
  })

  it('do not redraw sessions and segments', async () => {
    const { emulator, graph, path } = await endCall(updated)
    const sessions = async () => (await graph.get(`${path}/sessions?$expand=segments`)).body.value
    await emulator.clock.advance('2min')
    const before = await sessions()
    await emulator.clock.runToIdle()
    expect(await sessions()).toEqual(before)
  })

  it('survive snapshot and restore', async () => {
    const { emulator, read } = await endCall(updated)
    await emulator.clock.advance('2min')
    const snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    await emulator.clock.runToIdle()
    const last = await read()
    emulator.restore(snapshot)
    expect((await read()).version).toBe(1)
    await emulator.clock.runToIdle()
    expect(await read()).toEqual(last)
  })

  it("keep a client's PATCH", async () => {
    const { emulator, graph, path, read } = await endCall(updated)
    await emulator.clock.advance('2min')
    await graph.patch(path, { type: 'unknown' })
    await emulator.clock.runToIdle()
    expect(await read()).toMatchObject({ version: 4, type: 'unknown', joinWebUrl: 'https://second' })
  })

  it('do not restore a deleted record', async () => {
    const { emulator, graph, path, changes } = await endCall(updated)
    await emulator.clock.advance('2min')
    await graph.delete(path)
    await emulator.clock.runToIdle()
    expect((await graph.get(path)).status).toBe(404)
    expect(changes.filter(([change]) => change === 'updated')).toEqual([])
  })

  it('send no notifications after the record has expired', async () => {
    const { emulator, changes } = await endCall({ updates: [{ after: '31d' }] })
    await emulator.clock.runToIdle()
    expect(changes.map(([change]) => change)).toEqual(['created'])
    expect(emulator.trace.of('callRecord').map(({ change }) => change)).toEqual(['created'])
  })

  it('apply to calls that a scenario starts, too', async () => {
    const scenario: Scenario = {
      name: 'incoming call',
      trigger: 'start',
      steps: [{ do: 'incoming', from: 'Adele Vance' }],
      record: { updates: [{ after: '1h', with: { joinWebUrl: 'https://late' } }] },
    }
    const { emulator, graph } = setup({ scenarios: [scenario], callbackUri: CALLBACK })
    await emulator.clock.advance('1s')
    const [call] = emulator.store.getState().calls
    await graph.post(`${CALLS}/${call?.id}/answer`, {
      callbackUri: CALLBACK,
      acceptedModalities: ['audio'],
      mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
    })
    await emulator.clock.advance('10s')
    await graph.delete(`${CALLS}/${call?.id}`)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`${RECORDS}/${call?.callChainId}`)
    expect(body).toMatchObject({ version: 2, joinWebUrl: 'https://late' })
  })
})
