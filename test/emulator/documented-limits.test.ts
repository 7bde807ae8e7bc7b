import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../src/engine/time/units.ts'
import { anAnswer, anOutgoingCall, aPhoneCall, aRecording, CALLBACK } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'

describe('the documented limits of a recording', () => {
  const prompt = { mediaInfo: { uri: 'https://cdn.contoso.com/speak.wav', resourceId: 'A1' } }
  const record = async (changes: Record<string, unknown>) => {
    const { emulator, graph, path } = await establishedCall(setup())
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`${path}/recordResponse`, aRecording(changes))
    return { status, error: body.error, unchanged: emulator.store.getState() === before }
  }

  it.each([
    [{ initialSilenceTimeoutInSeconds: 1 }],
    [{ initialSilenceTimeoutInSeconds: 120 }],
    [{ maxSilenceTimeoutInSeconds: 1 }],
    [{ maxSilenceTimeoutInSeconds: 120 }],
    [{ maxRecordDurationInSeconds: 1 }],
    [{ maxRecordDurationInSeconds: 120 }],
    [{ maxRecordDurationInSeconds: null }],
    [{ prompts: [] }],
    [{ prompts: [prompt] }],
    [{ clientContext: 'x'.repeat(256) }],
    [{ stopTones: [] }],
  ])('accept %j', async (changes) => {
    expect((await record(changes)).status).toBe(200)
  })

  it.each([
    [{ initialSilenceTimeoutInSeconds: 0 }, '0 is not between 1 and 120'],
    [{ initialSilenceTimeoutInSeconds: 121 }, '121 is not between 1 and 120'],
    [{ maxSilenceTimeoutInSeconds: 0 }, '0 is not between 1 and 120'],
    [{ maxSilenceTimeoutInSeconds: 121 }, '121 is not between 1 and 120'],
    [{ maxRecordDurationInSeconds: 0 }, '0 is not between 1 and 120'],
    [{ maxRecordDurationInSeconds: 121 }, '121 is not between 1 and 120'],
    [{ maxRecordDurationInSeconds: 1.5 }, '1.5'],
    [{ maxRecordDurationInSeconds: 2 ** 31 }, '2147483648'],
    [{ prompts: [prompt, prompt] }, '2 items were given; 0 to 1 are allowed'],
    [{ clientContext: 'x'.repeat(257) }, '257 characters were given; at most 256 are allowed'],
  ])('reject %j', async (changes, named) => {
    const { status, error, unchanged } = await record(changes)
    expect([status, error.code, unchanged]).toEqual([400, '8523', true])
    expect(error.message).toContain(Object.keys(changes)[0])
    expect(error.message).toContain(named)
  })

  it('default to five seconds each, one after the other', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    const { body: operation } = await graph.post(`${path}/recordResponse`, {})
    const outcome = async () => (await graph.get(`${path}/operations/${operation.id}`)).body
    // The beep is played by default, too.
    await emulator.clock.advance(5_499)
    expect((await outcome()).status).toBe('running')
    emulator.perform(call.id, { do: 'speak' })
    await emulator.clock.advance(1)
    expect(await outcome()).toMatchObject({ status: 'completed', resultInfo: { subcode: 8515 } })
  })

  it.each([256, 257])('allow cancelMediaProcessing a clientContext of at most 256 characters: %i', async (length) => {
    const { graph, path } = await establishedCall(setup())
    const { status } = await graph.post(`${path}/cancelMediaProcessing`, { clientContext: 'x'.repeat(length) })
    expect(status).toBe(length === 256 ? 200 : 400)
  })

  it('keep a recording available for an hour after the call', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    const { body: operation } = await graph.post(`${path}/recordResponse`, {})
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'speak' })
    await emulator.clock.advance('10s')
    const { recordingLocation, recordingAccessToken } = (await graph.get(`${path}/operations/${operation.id}`)).body
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const download = async () =>
      (await emulator.fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } })).status
    await emulator.clock.advance('60min')
    expect(await download()).toBe(200)
    await emulator.clock.advance(1)
    expect(await download()).toBe(404)
  })
})

describe('the documented limits of time', () => {
  it.each([
    [14_999, 202],
    [15_000, 404],
  ])(
    'allow an incoming call to be answered within 15 seconds: after %i ms the status is %i',
    async (after, expected) => {
      const { emulator, graph } = setup()
      const { id } = emulator.incomingCall({ callbackUri: CALLBACK })
      await emulator.clock.advance(after)
      expect((await graph.post(`${CALLS}/${id}/answer`, anAnswer())).status).toBe(expected)
    },
  )

  it.each([
    [45 * 60_000 - 1, 200],
    [45 * 60_000, 404],
  ])('end a call after 45 minutes without keepAlive: after %i ms the status is %i', async (after, expected) => {
    const { emulator, graph, path } = await establishedCall(setup())
    await emulator.clock.advance(after)
    // A call takes a moment to terminate.
    if (expected === 404) await emulator.clock.advance('1s')
    expect((await graph.post(`${path}/keepAlive`)).status).toBe(expected)
  })

  it('extend a call by another 45 minutes with each keepAlive', async () => {
    const { emulator, graph, path } = await establishedCall(setup())
    for (let count = 0; count < 4; count += 1) {
      await emulator.clock.advance('44min')
      expect((await graph.post(`${path}/keepAlive`)).status).toBe(200)
    }
  })

  it('keep a call record for 30 days from the start of its call', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    const start = emulator.clock.now()
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const read = async () => (await graph.get(`${RECORDS}/${call.callChainId}`)).status
    const listed = async () => (await graph.get(RECORDS)).body.value.length
    await emulator.clock.advanceTo(start + 30 * DAY_MS)
    expect([await read(), await listed()]).toEqual([200, 1])
    await emulator.clock.advance(1)
    expect([await read(), await listed()]).toEqual([404, 0])
  })
})

describe('the documented limits of the logs', () => {
  /** A call with a phone, from 09:00:02 until 09:01:02. */
  const phoneCall = async (trunks: readonly { name: string; numbers: readonly string[] }[] = []) => {
    const { emulator, graph } = setup({ directory: { trunks } })
    const { body: call } = await graph.post(CALLS, aPhoneCall())
    await emulator.clock.advance('62s')
    await graph.delete(`${CALLS}/${call.id}`)
    await emulator.clock.runToIdle()
    return { emulator, graph }
  }
  const trunks = [{ name: 'sbc.contoso.com', numbers: ['+12065550100'] }]

  it.each([
    ['getPstnCalls', [], '2026-01-05T09:00:02Z', '2026-01-05T10:00:00Z', 1],
    ['getPstnCalls', [], '2026-01-05T09:00:03Z', '2026-01-05T10:00:00Z', 0],
    ['getPstnCalls', [], '2026-01-05T09:00:00Z', '2026-01-05T09:00:02Z', 1],
    ['getPstnCalls', [], '2026-01-05T09:00:00Z', '2026-01-05T09:00:01Z', 0],
    ['getDirectRoutingCalls', trunks, '2026-01-05T09:00:02Z', '2026-01-05T10:00:00Z', 1],
    ['getDirectRoutingCalls', trunks, '2026-01-05T09:00:03Z', '2026-01-05T10:00:00Z', 0],
    ['getDirectRoutingCalls', trunks, '2026-01-05T09:00:00Z', '2026-01-05T09:00:02Z', 0],
    ['getDirectRoutingCalls', trunks, '2026-01-05T09:00:00Z', '2026-01-05T09:00:03Z', 1],
  ])('%s (trunks %j) from %s to %s: %i', async (name, given, from, to, count) => {
    const { graph } = await phoneCall(given)
    const { body } = await graph.get(`${RECORDS}/${name}(fromDateTime=${from},toDateTime=${to})`)
    expect([body['@odata.count'], body.value.length]).toEqual([count, count])
  })

  it.each([
    ['2026-01-01', '2026-04-01', 200],
    ['2026-01-01', '2026-04-02', 400],
    ['2026-01-01', '2026-04-01T00:00:01Z', 400],
    ['2026-01-01', '2026-01-01', 200],
  ])('span at most 90 days: from %s to %s has the status %i', async (from, to, expected) => {
    const { graph } = setup()
    const { status, body } = await graph.get(`${RECORDS}/getPstnCalls(fromDateTime=${from},toDateTime=${to})`)
    expect(status).toBe(expected)
    if (expected === 400) expect(body.error.message).toContain('90 days')
  })

  it('put 1000 rows on a page, and the query into the link to the next page', async () => {
    const { emulator, graph } = setup()
    for (let count = 0; count < 1001; count += 1) await createCall(graph, aPhoneCall())
    await emulator.clock.advance('2s')
    for (const { id } of emulator.store.getState().calls.values()) emulator.perform(id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    const first = (await graph.get(`${RECORDS}/getPstnCalls(fromDateTime=@f,toDateTime=2026-01-06)?@f=2026-01-05`)).body
    expect([first.value.length, first['@odata.count']]).toEqual([1000, 1000])
    expect(first['@odata.nextLink']).toContain('?@f=2026-01-05&$skip=1000')
    const second = (await graph.get(first['@odata.nextLink'])).body
    expect([second.value.length, second['@odata.count'], second['@odata.nextLink']]).toEqual([1, 1, undefined])
    expect(new Set([...first.value, ...second.value].map(({ id }) => id)).size).toBe(1001)
  })
})

describe('the documented limits of a page', () => {
  const withRecords = async (count: number) => {
    const world = setup()
    for (let made = 0; made < count; made += 1) await world.graph.post(RECORDS, { type: 'peerToPeer' })
    return world
  }

  it.each([
    [60, undefined],
    [61, expect.stringContaining('$skiptoken=')],
  ])('are 60 call records: with %i, the link to the next page is %s', async (count, nextLink) => {
    const { graph } = await withRecords(count)
    const { body } = await graph.get(RECORDS)
    expect([body.value.length, body['@odata.nextLink']]).toEqual([60, nextLink])
  })

  it.each([
    ['$top=1', 1],
    ['$top=59', 59],
    ['$top=60', 60],
    ['$top=61', 60],
    ['$top=999', 60],
  ])('are not exceeded by %s: %i items', async (option, count) => {
    const { graph } = await withRecords(61)
    const { body } = await graph.get(`${RECORDS}?${option}`)
    expect(body.value).toHaveLength(count)
  })

  it.each(['$top=0', '$top=-1', '$top=1.5', '$top=many', '$top='])('require at least one item: %s', async (option) => {
    const { graph } = setup()
    const { status, body } = await graph.get(`${RECORDS}?${option}`)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain('$top')
  })

  it.each([
    [60, undefined],
    [61, expect.stringContaining('/sessions?')],
  ])('are 60 sessions: with %i, the link to the next page is %s', async (count, nextLink) => {
    const { graph } = setup()
    const { body: record } = await graph.post(RECORDS, {})
    for (let made = 0; made < count; made += 1)
      await graph.post(`${RECORDS}/${record.id}/sessions`, { modalities: ['audio'] })
    const { body } = await graph.get(`${RECORDS}/${record.id}/sessions`)
    expect([body.value.length, body['@odata.nextLink']]).toEqual([60, nextLink])
  })
})

describe("the emulator's own limits", () => {
  it.each([
    [4 * 1024 * 1024, 201],
    [4 * 1024 * 1024 + 1, 413],
  ])('allow a body of 4 MiB: %i bytes have the status %i', async (length, expected) => {
    const { graph } = setup()
    const { status, body } = await graph.post(CALLS, JSON.stringify(anOutgoingCall()).padEnd(length))
    expect(status).toBe(expected)
    if (expected === 413)
      expect(body.error).toMatchObject({ code: 'RequestEntityTooLarge', message: expect.stringContaining('4194304') })
  })

  it.each([
    [59_999, 200],
    [60_000, 404],
  ])('end an outgoing call that rings for a minute: after %i ms the status is %i', async (after, expected) => {
    const { emulator, graph } = setup({ scenarios: [{ name: 'does nothing', steps: [] }] })
    const call = await createCall(graph)
    await emulator.clock.advance(after)
    expect((await graph.get(`${CALLS}/${call.id}`)).status).toBe(expected)
  })
})
