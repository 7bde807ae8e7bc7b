import { describe, expect, it } from 'vitest'
import { endedCall, groupCallInProgress } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const CALLS = '/communications/calls'
const RECORDS = '/communications/callRecords'
const metadata = (level: string) => ({ accept: `application/json;odata.metadata=${level}` })

/** A group call in progress, and the record of another call. */
async function withRecord() {
  const ended = await endedCall(setup())
  const recordId: string = ended.call.callChainId
  const { graph, call } = await groupCallInProgress(ended)
  return { graph, call, recordId }
}

/** The names of all members at any depth. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => [name, ...namesIn(member)])
}

describe('odata.metadata=none', () => {
  it('omits all annotations at any depth', async () => {
    const { graph, call, recordId } = await withRecord()
    for (const path of [
      RECORDS,
      `${RECORDS}/${recordId}?$expand=participants_v2`,
      `${RECORDS}/${recordId}?$expand=sessions($expand=segments)`,
      `${CALLS}/${call.id}?$expand=participants`,
      `${CALLS}/${call.id}/participants`,
    ]) {
      const [none, minimal] = [await graph.get(path, metadata('none')), await graph.get(path)]
      expect(namesIn(none.body).filter((name) => name.includes('@'))).toEqual([])
      expect(namesIn(none.body)).toEqual(namesIn(minimal.body).filter((name) => !name.includes('@')))
    }
  })

  it('keeps counts and links to further pages', async () => {
    const { graph } = await withRecord()
    await graph.post(RECORDS, { type: 'peerToPeer' })
    const { body } = await graph.get(`${RECORDS}?$top=1&$count=true`, metadata('none'))
    expect(Object.keys(body)).toEqual(['@odata.count', 'value', '@odata.nextLink'])
  })
})

describe('odata.metadata=full', () => {
  it('states the types and paths of all values', async () => {
    const { graph, call } = await withRecord()
    const { body } = await graph.get(
      `${CALLS}/${call.id}?$select=id,state,requestedModalities,subject`,
      metadata('full'),
    )
    const path = `communications/calls('${call.id}')`
    expect(body).toEqual({
      '@odata.context':
        'https://graph.microsoft.com/v1.0/$metadata#communications/calls(id,state,requestedModalities,subject)/$entity',
      '@odata.type': '#microsoft.graph.call',
      '@odata.id': `https://graph.microsoft.com/v1.0/${path}`,
      '@odata.editLink': path,
      id: call.id,
      'state@odata.type': '#microsoft.graph.callState',
      state: 'established',
      'requestedModalities@odata.type': '#Collection(microsoft.graph.modality)',
      requestedModalities: ['audio'],
      subject: null,
    })
  })

  it('has ids and links that can be requested', async () => {
    const { graph, call, recordId } = await withRecord()
    const { body: whole } = await graph.get(`${CALLS}/${call.id}?$expand=participants,operations`, metadata('full'))
    const { body: records } = await graph.get(RECORDS, metadata('full'))
    expect(records.value[0]).toMatchObject({ id: recordId, 'startDateTime@odata.type': '#DateTimeOffset' })
    expect(whole.participants).toHaveLength(3)
    for (const entity of [whole, ...whole.participants, records.value[0]]) {
      const { status, body } = await graph.get(entity['@odata.id'])
      expect([status, body.id]).toEqual([200, entity.id])
      expect(entity['@odata.id']).toBe(`https://graph.microsoft.com/v1.0/${entity['@odata.editLink']}`)
    }
    for (const entity of [whole, records.value[0]]) {
      const names = ['participants', 'operations', 'audioRoutingGroups', 'contentSharingSessions', 'sessions']
      const links = names.map((name) => entity[`${name}@odata.navigationLink`]).filter(Boolean)
      expect(links.length).toBeGreaterThan(0)
      for (const link of links) expect((await graph.get(link)).status).toBe(200)
    }
  })

  it('states the path of an expanded item even if its id is not selected', async () => {
    const { graph, recordId } = await withRecord()
    const path = `${RECORDS}/${recordId}?$expand=sessions($select=modalities)`
    const { body } = await graph.get(path, metadata('full'))
    const [session] = body.sessions
    expect(session).not.toHaveProperty('id')
    expect((await graph.get(session['@odata.id'])).body.modalities).toEqual(session.modalities)
  })

  it('differs from minimal metadata only in annotations', async () => {
    const { graph, recordId } = await withRecord()
    const plain = (value: unknown) =>
      JSON.parse(JSON.stringify(value, (name, one) => (name.includes('@') ? undefined : one)))
    for (const expand of ['participants_v2', 'sessions($expand=segments)']) {
      const path = `${RECORDS}/${recordId}?$expand=${expand}`
      const [full, minimal] = [await graph.get(path, metadata('full')), await graph.get(path)]
      expect(plain(full.body)).toEqual(plain(minimal.body))
      expect(namesIn(full.body)).toEqual(expect.arrayContaining(namesIn(minimal.body)))
    }
  })
})

describe('IEEE754Compatible=true', () => {
  it('writes numbers that JavaScript cannot hold exactly as text', async () => {
    const { graph, recordId } = await withRecord()
    const path = `${RECORDS}/${recordId}?$expand=sessions($expand=segments)`
    const { body } = await graph.get(path, { accept: 'application/json;IEEE754Compatible=true' })
    const { body: usual } = await graph.get(path)
    expect([body.version, usual.version]).toEqual(['1', 1])
    const [stream, usualStream] = [body, usual].map((one) => one.sessions[0].segments[0].media[0].streams[0])
    expect(stream.packetUtilization).toBe(String(usualStream.packetUtilization))
    // An Int32 and a Single stay numbers.
    expect(stream.averagePacketLossRate).toBe(usualStream.averagePacketLossRate)
    expect(Number.isInteger(body.sessions[0].segments[0].media[0].calleeNetwork.port)).toBe(true)
  })
})
