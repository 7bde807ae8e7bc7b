import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../support/bodies.ts'
import { endedCall, establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const ROOT = 'https://graph.microsoft.com/v1.0'

/** A call that is over, and its record; another that is up. */
async function open() {
  const ended = await endedCall(setup())
  const { graph, path } = await establishedCall(ended, anOutgoingCall({ subject: 'Survey' }))
  return { graph, call: path, record: `/communications/callRecords/${ended.call.callChainId}` }
}

type Place = 'call' | 'record'

describe('a property by its own path', () => {
  it.each<[Place, string, unknown]>([
    ['call', '/state', { value: 'established' }],
    ['call', '/STATE', { value: 'established' }],
    ['call', '/subject/', { value: 'Survey' }],
    ['call', '/requestedModalities', { value: ['audio'] }],
    ['call', '/mediaConfig', { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig', preFetchMedia: [] }],
    ['record', '/version', { value: 1 }],
    ['record', '/startDateTime', { value: '2026-01-05T09:00:02Z' }],
    ['record', '/organizer_v2/identity/application/id', { value: '24701998-1a73-4d42-8085-bf46ed0ae039' }],
  ])('%s%s', async (place, path, expected) => {
    const world = await open()
    const { status, headers, body } = await world.graph.get(world[place] + path)
    expect([status, headers.get('odata-version')]).toEqual([200, '4.0'])
    const { '@odata.context': context, ...rest } = body
    expect(rest).toEqual(expected)
    const [, set, id] = /\/communications\/(\w+)\/(.+)/.exec(world[place]) ?? []
    const where = path.replace(/\/$/, '').replace('STATE', 'state')
    expect(context).toBe(`${ROOT}/$metadata#communications/${set}('${id}')${where}`)
  })

  it.each<[Place, string, string]>([
    ['call', '/state/$value', 'established'],
    ['record', '/version/$value', '1'],
    ['record', '/startDateTime/$VALUE', '2026-01-05T09:00:02Z'],
  ])('as text: %s%s', async (place, path, expected) => {
    const world = await open()
    const { status, headers, body } = await world.graph.get(world[place] + path, { accept: 'text/plain' })
    expect([status, headers.get('content-type'), body]).toEqual([200, 'text/plain', expected])
  })

  it.each(['/toneInfo', '/tenantId', '/tenantId/$value'])('has no content where it is null: call%s', async (path) => {
    const { graph, call } = await open()
    expect(await graph.get(call + path)).toMatchObject({ status: 204, body: '' })
  })

  it('is written in the format that is asked for', async () => {
    const { graph, record } = await open()
    const accept = 'application/json;odata.metadata=none;IEEE754Compatible=true'
    expect((await graph.get(`${record}/version`, { accept })).body).toEqual({ value: '1' })
  })

  it('of something contained says where that is', async () => {
    const { graph, record } = await open()
    const id = record.split('/').at(-1)
    const { body } = await graph.get(`${record}/sessions/${id}/modalities`)
    expect(body).toEqual({
      '@odata.context': `${ROOT}/$metadata#communications/callRecords('${id}')/sessions('${id}')/modalities`,
      value: ['audio'],
    })
  })

  it('has its place in the links of full metadata, too, where it needs no key', async () => {
    const { graph, record } = await open()
    const { body } = await graph.get(`${record}/organizer_v2?$format=application/json;odata.metadata=full`)
    expect(body['@odata.id']).toBe(`${ROOT}/communications/callRecords('${record.split('/').at(-1)}')/organizer_v2`)
  })

  it.each<[string, Place, string, number, string]>([
    ['GET', 'call', '/colour', 400, "Resource not found for the segment 'colour'."],
    ['GET', 'call', '/state/colour', 400, "Resource not found for the segment 'state'."],
    ['GET', 'call', '/callRoutes/final', 400, "Resource not found for the segment 'callRoutes'."],
    ['GET', 'call', '/activeModalities/0', 400, "Resource not found for the segment 'activeModalities'."],
    ['GET', 'call', '/mediaConfig/$value', 400, "Resource not found for the segment '$value'."],
    ['GET', 'call', '/$value', 400, "Resource not found for the segment '$value'."],
    ['GET', 'call', '/state/$count', 400, "Resource not found for the segment 'state'."],
    ['GET', 'record', '/__proto__', 400, "Resource not found for the segment '__proto__'."],
    ['GET', 'call', '/state?$select=id', 400, 'Query parameter $select not allowed'],
    ['PATCH', 'call', '/subject', 405, 'method is not allowed'],
    ['DELETE', 'record', '/joinWebUrl', 405, 'method is not allowed'],
  ])('%s %s%s is refused with %i', async (method, place, path, status, message) => {
    const world = await open()
    const answer = await world.graph.send(method, world[place] + path, method === 'PATCH' ? {} : undefined)
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET')
  })

  it('of what is not there is not found', async () => {
    const { graph } = await open()
    expect((await graph.get('/communications/calls/nobody/state')).status).toBe(404)
  })
})
