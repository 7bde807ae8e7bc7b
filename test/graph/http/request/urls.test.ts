import { describe, expect, it } from 'vitest'
import { anOutgoingCall, aPhoneCall } from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const GRAPH = 'https://graph.microsoft.com'

describe('a URL', () => {
  it.each([
    '/v1.0/communications/calls/{id}',
    "/v1.0/communications/calls('{id}')",
    '/v1.0/communications/calls({id})',
    "/v1.0/communications/calls(id='{id}')",
    '/v1.0/communications/calls(id%3D%27{id}%27)',
    '/v1.0/communications/calls%28%27{id}%27%29',
    '/v1.0/communications/calls/{id}/',
    '/v1.0//communications///calls/{id}',
    '/v1.0/Communications/CALLS/{id}',
    '/V1.0/communications/calls/{id}',
    '/v1.0/communications/c%61lls/{id}',
    '/v1.0/communications/calls/{ID}',
    '/v1.0/app/calls/{id}',
    "/v1.0/app/calls('{id}')",
    '/beta/communications/calls/{id}',
    '/beta/app/calls/{id}',
    '/localtest/communications/calls/{id}',
    '/docs/api/communications/calls/{id}',
    '/docs\\api/communications/calls/{id}',
    '/v1.0/communications/calls/{id}?$select=id,state',
    '/v1.0/communications/calls/{id}?%24select=id%2Cstate',
    '/v1.0/communications/calls/{id}#fragment',
  ])('%s names the call', async (path) => {
    const { emulator, call } = await establishedCall(setup())
    const response = await emulator.fetch(GRAPH + path.replace('{id}', call.id).replace('{ID}', call.id.toUpperCase()))
    expect([response.status, (await response.json()).id]).toEqual([200, call.id])
  })

  it.each([
    '/communications/calls/{id}/keepAlive',
    '/communications/calls/{id}/microsoft.graph.keepAlive',
    "/communications/calls('{id}')/microsoft.graph.keepAlive",
    '/communications/calls/{id}/KEEPALIVE',
    '/communications/calls/{id}/keepAlive()',
    '/app/calls/{id}/keepAlive',
  ])('%s names the action', async (path) => {
    const { graph, call } = await establishedCall(setup())
    expect((await graph.post(path.replace('{id}', call.id))).status).toBe(200)
  })

  it.each([
    'getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)',
    'microsoft.graph.callRecords.getPstnCalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)',
    'getPstnCalls(fromDateTime=2026-01-05T00:00:00Z,toDateTime=2026-01-06T00:00:00Z)',
    'getPstnCalls(fromDateTime%3D2026-01-05T00%3A00%3A00Z%2CtoDateTime%3D2026-01-06T00%3A00%3A00Z)',
    'getPstnCalls(fromDateTime=2026-01-05T01:00:00%2B01:00,toDateTime=2026-01-06)',
    'getPstnCalls%28fromDateTime=2026-01-05, toDateTime=2026-01-06%29',
    'getPstnCalls(toDateTime=2026-01-06,fromDateTime=2026-01-05)',
    'getPstnCalls(fromDateTime=@from,toDateTime=@to)?@from=2026-01-05&@to=2026-01-06',
    'getPstnCalls(fromDateTime=2026-01-05,toDateTime=@x)?%40x=2026-01-06T01%3A00%3A00%2B01%3A00',
    'getPstnCalls(from=2026-01-05,to=2026-01-06)',
    'getpstncalls(fromDateTime=2026-01-05,toDateTime=2026-01-06)',
  ])('/callRecords/%s names the function and its arguments', async (path) => {
    const { emulator, graph } = await establishedCall(setup())
    const { body: call } = await graph.post('/communications/calls', aPhoneCall())
    await emulator.clock.advance('2s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const { status, body } = await graph.get(`/communications/callRecords/${path}`)
    expect([status, body.value?.length]).toEqual([200, 1])
  })

  it.each([
    ['without arguments', 'getPstnCalls', 'fromDateTime'],
    ['with half of them', 'getPstnCalls(fromDateTime=2026-01-05)', 'toDateTime'],
    ['with an alias of nothing', 'getPstnCalls(fromDateTime=2026-01-05,toDateTime=@to)?@from=1', 'toDateTime'],
    ['with an alias of no date', 'getPstnCalls(fromDateTime=@f,toDateTime=2026-01-06)?@f=soon', "'soon'"],
    ['with text in quotes', "getPstnCalls(fromDateTime='2026-01-05',toDateTime=2026-01-06)", 'fromDateTime'],
    ['with no date', 'getPstnCalls(fromDateTime=yesterday,toDateTime=2026-01-06)', "'yesterday'"],
    ['with a day that is none', 'getPstnCalls(fromDateTime=2026-02-30,toDateTime=2026-03-06)', "'2026-02-30'"],
    ['the wrong way round', 'getPstnCalls(fromDateTime=2026-01-06,toDateTime=2026-01-05)', 'fromDateTime'],
  ])('of a function is rejected for the argument %s', async (_, path, named) => {
    const { graph } = await establishedCall(setup())
    const { status, body } = await graph.get(`/communications/callRecords/${path}`)
    expect([status, body.error.code]).toEqual([400, 'BadRequest'])
    expect(body.error.message).toContain(named)
  })

  it.each([
    `${GRAPH}/v1.0`,
    `${GRAPH}/beta`,
    `${GRAPH}/localtest`,
    'https://graph.microsoft.us/v1.0',
    'https://dod-graph.microsoft.us/beta',
  ])('under %s is the prefix of the links in its response', async (root) => {
    const { graph } = setup()
    const { headers, body } = await graph.post(`${root}/communications/callRecords`, { type: 'peerToPeer' })
    expect(headers.get('location')).toBe(`${root}/communications/callRecords/${body.id}`)
    await graph.post(`${root}/communications/callRecords`, {})
    const { body: page } = await graph.get(`${root}/communications/callRecords?$top=1`)
    expect(page['@odata.context']).toBe(`${root}/$metadata#communications/callRecords`)
    expect(page['@odata.nextLink']).toMatch(`${root}/communications/callRecords?`)
    expect((await graph.get(page['@odata.nextLink'])).body.value).toHaveLength(1)
  })

  it('of the cloud in China serves calls, but no call records', async () => {
    const { graph } = setup()
    const china = 'https://microsoftgraph.chinacloudapi.cn/v1.0/communications'
    const { status, headers } = await graph.post(`${china}/calls`, anOutgoingCall())
    expect([status, headers.get('location')]).toEqual([201, expect.stringContaining(`${china}/calls/`)])
    for (const path of [
      '/callRecords',
      '/CALLRECORDS/x/sessions',
      '/callRecords/getPstnCalls(fromDateTime=2026-01-05)',
    ]) {
      const answer = await graph.get(china + path)
      expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest'])
      expect(answer.body.error.message).toMatch(/^Resource not found for the segment 'callrecords'\.$/i)
    }
  })

  it.each([
    ['/communications/cals', 'cals'],
    ['/communications/callRecord/x', 'callRecord'],
    ['/communications/c%61l', 'cal'],
    ['/communications/calls/x/participants/y/dance', 'dance'],
    ['/communications/calls/x/dance', 'dance'],
    ['/communications/calls/x/keepAlive/again', 'again'],
    ['/communications/callRecords/x/sessions/y/z', 'z'],
    ['/communications/callRecords/getSmsLog(fromDateTime=2026-01-05,toDateTime=2026-01-06)', 'getSmsLog'],
    ['/communications/calls/x/%F0%9F%93%9E', '📞'],
    ['/communications/calls/x/%E0%A4%A', '%E0%A4%A'],
    ['/communications/calls/x/__proto__', '__proto__'],
    ['/communications/calls/x/constructor', 'constructor'],
    ['/app/calls/x/dance', 'dance'],
  ])('%s is rejected for its segment %s', async (path, segment) => {
    const { graph } = setup()
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, body } = await graph.send(method, path)
      expect([status, body.error.code]).toEqual([400, 'BadRequest'])
      expect(body.error.message).toContain(`Resource not found for the segment '${segment}'.`)
    }
  })

  it.each(['/communications/calls', '/v2.0/communications/calls', '/v1/communications/callRecords'])(
    '%s has an invalid version',
    async (path) => {
      const { graph } = setup()
      const { status, body } = await graph.get(GRAPH + path)
      expect([status, body.error.code, body.error.message]).toEqual([400, 'BadRequest', 'Invalid version.'])
    },
  )

  it.each([
    `${GRAPH}/v1.0/me`,
    `${GRAPH}/v1.0/app`,
    `${GRAPH}/v1.0/app/onlineMeetings`,
    `${GRAPH}/v1.0/users/communications`,
    `${GRAPH}/v1.0/communications`,
    `${GRAPH}/v1.0/communications/`,
    `${GRAPH}/v1.0/communications/presences`,
    `${GRAPH}/v1.0/communications/getPresencesByUserId`,
    `${GRAPH}/beta/communications/onlineMeetings('x')/recordings`,
    `${GRAPH}/v1.0/communications/adhocCalls`,
    `${GRAPH}/v1.0/communications/%E0%A4%A`,
    `${GRAPH}/v1.0/communications/__proto__`,
    `${GRAPH}/communications/presences`,
    `${GRAPH}/v2.0/communications`,
    `${GRAPH}/`,
    'https://graph.microsoft.com.example.org/v1.0/communications/calls',
    'http://graph.microsoft.com/v1.0/communications/calls',
  ])('%s is not served by the emulator, and not traced', async (url) => {
    const { emulator } = setup()
    const response = await emulator.fetch(url)
    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining(url)])
    expect(emulator.trace.entries()).toEqual([])
  })
})
