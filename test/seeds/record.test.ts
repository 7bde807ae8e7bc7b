import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'
import { seeds, toInit } from './seed.ts'

const { addCalls, record } = seeds

/** A call as created by the draft, with placeholders for all values. */
async function aPlaceholderCall() {
  const world = setup()
  const { emulator } = world
  const send = async (seed: typeof addCalls | typeof record, url: string) =>
    (await emulator.fetch(url, toInit(seed))).json()
  const call = await send(addCalls, addCalls.request.url)
  const path = `https://graph.microsoft.com/localtest/communications/calls/${call.id}`
  return { ...world, call, path, record: async () => (await send(record, `${path}/record`)).value }
}

describe("the draft's record", () => {
  it('waits until its call is answered and then runs', async () => {
    const { emulator, graph, path, record } = await aPlaceholderCall()
    const operation = await record()
    expect(operation.status).toBe('notStarted')
    await emulator.clock.advance('2s')
    expect((await graph.get(`${path}/operations/${operation.id}`)).body).toMatchObject({
      '@odata.type': '#microsoft.graph.recordOperation',
      status: 'running',
    })
  })

  it('runs at once in an established call', async () => {
    const { emulator, record } = await aPlaceholderCall()
    await emulator.clock.advance('2s')
    expect(await record()).toMatchObject({ status: 'running', clientContext: 'Client Context value' })
  })

  it('completes with every member of the draft and can be downloaded', async () => {
    const { emulator, graph, call, path, record } = await aPlaceholderCall()
    await emulator.clock.advance('2s')
    const { id } = await record()
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'speak' })
    await emulator.clock.advance('11s')
    const { body: operation } = await graph.get(`${path}/operations/${id}`)
    expect(operation).toMatchObject({
      '@odata.type': '#microsoft.graph.recordOperation',
      id,
      status: 'completed',
      clientContext: 'Client Context value',
      resultInfo: { '@odata.type': '#microsoft.graph.resultInfo', code: 200, subcode: 8515 },
    })
    const { recordingLocation, recordingAccessToken } = operation
    const sound = await emulator.fetch(recordingLocation, {
      headers: { Authorization: `Bearer ${recordingAccessToken}` },
    })
    // Ten seconds of 16,000 samples with two bytes each, after a header of 44 bytes.
    expect((await sound.arrayBuffer()).byteLength).toBe(44 + 10 * 32_000)
  })

  it('starts at the end of the beep when the draft has no prompt', async () => {
    const { emulator, graph, path, record } = await aPlaceholderCall()
    await emulator.clock.advance('2s')
    const { id } = await record()
    // Half a second of beep, then the maximum of ten seconds, which is shorter than the timeout for initial silence.
    await emulator.clock.advance(10_499)
    expect((await graph.get(`${path}/operations/${id}`)).body.status).toBe('running')
    await emulator.clock.advance(1)
    expect((await graph.get(`${path}/operations/${id}`)).body).toMatchObject({
      status: 'completed',
      resultInfo: { subcode: 8515 },
    })
  })

  it('is traced as undelivered, because its callbackUri is a placeholder', async () => {
    const { emulator, record } = await aPlaceholderCall()
    await record()
    await emulator.clock.runToIdle()
    const deliveries = emulator.trace.of('delivery')
    expect(deliveries.length).toBeGreaterThan(3)
    expect(new Set(deliveries.map(({ url, outcome }) => `${outcome}: ${url}`))).toEqual(
      new Set(['undelivered: Callback Uri value']),
    )
  })

  it.each(['v1.0', 'beta'])('also works under /%s in an established call', async (version) => {
    const { emulator, graph, call } = await aPlaceholderCall()
    const url = `https://graph.microsoft.com/${version}/communications/calls/${call.id}/record`
    const early = await graph.post(url, record.request.body)
    expect([early.status, early.body.error.code]).toEqual([400, '8501'])
    expect(early.body.error.message).toContain("'establishing'")
    await emulator.clock.advance('2s')
    const { status, body } = await graph.post(url, record.request.body)
    expect([status, body.value.status]).toEqual([200, 'running'])
  })
})

describe("the draft's call", () => {
  it('is answered, ends and leaves a call record like any other', async () => {
    const { emulator, graph, call, path } = await aPlaceholderCall()
    await emulator.clock.advance('2s')
    const { status, body: established } = await graph.get(path)
    expect([status, established.state]).toEqual([200, 'established'])
    expect((await graph.delete(path)).status).toBe(204)
    await emulator.clock.runToIdle()
    expect((await graph.get(path)).status).toBe(404)
    const { body: left } = await graph.get(`/communications/callRecords/${established.callChainId}?$expand=sessions`)
    expect(left).toMatchObject({ type: 'peerToPeer', sessions: [{ id: expect.any(String) }] })
    expect(call.id).not.toBe(left.id)
  })
})
