import { describe, expect, it } from 'vitest'
import { createCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'

describe('conditional requests', () => {
  const etagOf = (received: { resourceUrl: string; resourceData: { '@odata.etag': string } }[], id: string): string =>
    received.findLast(({ resourceUrl }) => resourceUrl.endsWith(id))?.resourceData['@odata.etag'] ?? 'no ETag received'

  it('succeed with the ETag from the last notification', async () => {
    const { emulator, graph, received } = setup()
    const call = await createCall(graph)
    await emulator.clock.advance('2s')
    const etag = etagOf(received, call.id)
    const path = `${CALLS}/${call.id}`
    const unchanged = await graph.get(path, { 'if-none-match': `"other", ${etag}` })
    expect([unchanged.status, unchanged.body, unchanged.headers.get('content-type')]).toEqual([304, '', null])
    expect((await graph.get(path, { 'if-none-match': 'W/"99"' })).status).toBe(200)
    expect((await graph.get(path, { 'if-match': '*' })).status).toBe(200)
    expect((await graph.send('DELETE', path, undefined, { 'if-match': etag })).status).toBe(204)
  })

  it('fail with 412 for an outdated ETag, and change nothing', async () => {
    const { emulator, graph, received } = setup()
    const call = await createCall(graph)
    await emulator.settled()
    const etag = etagOf(received, call.id)
    await emulator.clock.advance('2s')
    const before = emulator.store.getState()
    const path = `${CALLS}/${call.id}`
    for (const headers of [{ 'if-match': etag }, { 'if-none-match': '*' }]) {
      const { status, body } = await graph.send('DELETE', path, undefined, headers)
      expect([status, body.error.code]).toEqual([412, 'PreconditionFailed'])
      expect(body.error.message).toContain(etagOf(received, call.id))
    }
    expect(emulator.store.getState()).toBe(before)
    expect((await graph.send('DELETE', `${CALLS}/unknown-id`, undefined, { 'if-match': etag })).status).toBe(404)
  })

  it('are ignored for call records, which have no ETag', async () => {
    const { graph } = setup()
    const { body: record } = await graph.post(RECORDS, { type: 'peerToPeer' })
    expect((await graph.get(`${RECORDS}/${record.id}`, { 'if-match': 'W/"9"', 'if-none-match': '*' })).status).toBe(200)
  })
})
