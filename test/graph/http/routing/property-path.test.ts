import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { endedCall, establishedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const ROOT = 'https://graph.microsoft.com/v1.0'

/** A call that has ended, with its record, and an established call. */
async function open() {
  const ended = await endedCall(setup())
  const { graph, path } = await establishedCall(ended, anOutgoingCall({ subject: 'Survey' }))
  return { graph, call: path, record: `/communications/callRecords/${ended.call.callChainId}` }
}

type Place = 'call' | 'record'

describe('the path of a property', () => {
  it.each<[Place, string, unknown]>([
    ['call', '/state', { value: 'established' }],
    ['call', '/STATE', { value: 'established' }],
    ['call', '/subject/', { value: 'Survey' }],
    ['call', '/requestedModalities', { value: ['audio'] }],
    ['call', '/mediaConfig', { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig', preFetchMedia: [] }],
    ['record', '/version', { value: 1 }],
    ['record', '/startDateTime', { value: '2026-01-05T09:00:02Z' }],
    ['record', '/organizer_v2/identity/application/id', { value: '24701998-1a73-4d42-8085-bf46ed0ae039' }],
  ])('of %s%s returns its value', async (place, path, expected) => {
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
  ])('of %s%s/$value returns text', async (place, path, expected) => {
    const world = await open()
    const { status, headers, body } = await world.graph.get(world[place] + path, { accept: 'text/plain' })
    expect([status, headers.get('content-type'), body]).toEqual([200, 'text/plain', expected])
  })

  it.each(['/toneInfo', '/tenantId', '/tenantId/$value'])(
    'has no content where the value is null: call%s',
    async (path) => {
      const { graph, call } = await open()
      expect(await graph.get(call + path)).toMatchObject({ status: 204, body: '' })
    },
  )

  it('returns the requested format', async () => {
    const { graph, record } = await open()
    const accept = 'application/json;odata.metadata=none;IEEE754Compatible=true'
    expect((await graph.get(`${record}/version`, { accept })).body).toEqual({ value: '1' })
  })

  it('of a contained resource states its context', async () => {
    const { graph, record } = await open()
    const id = record.split('/').at(-1)
    const { body } = await graph.get(`${record}/sessions/${id}/modalities`)
    expect(body).toEqual({
      '@odata.context': `${ROOT}/$metadata#communications/callRecords('${id}')/sessions('${id}')/modalities`,
      value: ['audio'],
    })
  })

  it('appears in the links of full metadata, also for a singleton', async () => {
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
  ])('is rejected: %s %s%s has the status %i', async (method, place, path, status, message) => {
    const world = await open()
    const answer = await world.graph.send(method, world[place] + path, method === 'PATCH' ? {} : undefined)
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
    if (status === 405) expect(answer.headers.get('allow')).toBe('GET')
  })

  it('of a missing resource is not found', async () => {
    const { graph } = await open()
    expect((await graph.get('/communications/calls/unknown-id/state')).status).toBe(404)
  })
})
