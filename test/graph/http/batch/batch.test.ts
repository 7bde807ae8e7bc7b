import { describe, expect, it } from 'vitest'
import { createToken } from '../../../../src/index.ts'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

const json = { 'Content-Type': 'application/json' }

describe('a batch', () => {
  it('returns a response for the id of each request', async () => {
    const { graph } = setup()
    const { status, body } = await graph.post('/$batch', {
      requests: [
        { id: 'place', method: 'POST', url: '/communications/calls', headers: json, body: anOutgoingCall() },
        { id: 'ask', method: 'GET', url: 'communications/calls/unknown-id' },
      ],
    })
    expect(status).toBe(200)
    expect(body.responses).toMatchObject([
      { id: 'place', status: 201, body: { state: 'establishing' } },
      { id: 'ask', status: 404, body: { error: { code: '8522' } } },
    ])
  })

  it('does not process requests that depend on a failed one', async () => {
    const { emulator, graph } = setup()
    const { body } = await graph.post('/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/communications/calls/unknown-id' },
        {
          id: '2',
          method: 'POST',
          url: '/communications/calls',
          headers: json,
          body: anOutgoingCall(),
          dependsOn: ['1'],
        },
      ],
    })
    expect(body.responses[1]).toMatchObject({ id: '2', status: 424, body: { error: { code: 'FailedDependency' } } })
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it('returns bytes as base64', async () => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    const { body: operation } = await graph.post(`${path}/recordResponse`, {
      stopTones: ['#'],
    })
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'press', tones: '#' })
    const { recordingLocation, recordingAccessToken } = (await graph.get(`${path}/operations/${operation.id}`)).body
    const url = recordingLocation.replace('https://graph.microsoft.com', '')
    // A batch cannot leave its version, under a base segment either.
    const { body } = await graph.post(
      '/$batch',
      { requests: [{ id: '1', method: 'GET', url }] },
      { Authorization: `Bearer ${recordingAccessToken}` },
    )
    expect(body.responses[0].status).toBe(200)
    expect(atob(body.responses[0].body).slice(0, 4)).toBe('RIFF')
  })

  it('rejects a URL that repeats the version', async () => {
    const { graph } = setup()
    const { body } = await graph.post('/$batch', { requests: [{ id: '1', method: 'GET', url: '/v1.0/subscriptions' }] })
    expect(body.responses[0]).toMatchObject({
      status: 400,
      body: { error: { code: 'BadRequest', message: "Resource not found for the segment 'v1.0'." } },
    })
  })

  it.each(['v1.0', 'beta', 'localtest'])('is processed under the version that it is sent to: /%s', async (version) => {
    const { graph } = setup()
    const { body } = await graph.post(`https://graph.microsoft.com/${version}/$batch`, {
      requests: [{ id: '1', method: 'get', url: '/communications/callRecords?$select=id', body: null }],
    })
    expect(body.responses[0]).toMatchObject({
      id: '1',
      status: 200,
      headers: {
        'Content-Type': expect.stringContaining('application/json'),
        'OData-Version': '4.0',
        'Cache-Control': 'no-cache',
        'request-id': expect.any(String),
        'x-ms-ags-diagnostic': expect.any(String),
      },
      body: { '@odata.context': `https://graph.microsoft.com/${version}/$metadata#communications/callRecords(id)` },
    })
  })

  it('passes each request its own headers and the token of the batch', async () => {
    const { graph } = setup({ auth: 'required' })
    const url = '/communications/callRecords'
    const { body } = await graph.post(
      '/$batch',
      {
        requests: [
          { id: '1', method: 'GET', url, headers: { Accept: 'application/json;odata.metadata=none' } },
          { id: '2', method: 'GET', url, headers: { Authorization: 'none at all', Prefer: 'odata.maxpagesize=1' } },
          { id: '3', method: 'GET', url, headers: { 'client-request-id': 'mine', Accept: 'text/html' } },
        ],
      },
      { Authorization: `Bearer ${createToken()}`, Accept: 'application/json' },
    )
    expect(body.responses).toMatchObject([
      { status: 200, body: { value: [] } },
      { status: 200, headers: { 'Preference-Applied': 'odata.maxpagesize=1' } },
      { status: 406, headers: { 'client-request-id': 'mine' } },
    ])
    expect(body.responses[0].body).not.toHaveProperty('@odata.context')
  })

  it('accepts a body as base64', async () => {
    const { graph } = setup()
    const bytes = btoa(JSON.stringify(anOutgoingCall({ subject: '???>>>' })))
    const encoded = bytes.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    const { body } = await graph.post('/$batch', {
      requests: [{ id: '1', method: 'POST', url: '/communications/calls', headers: json, body: encoded }],
    })
    expect(body.responses[0]).toMatchObject({ status: 201, body: { subject: '???>>>' } })
  })

  it('processes a chain in order and stops at a failed request, comparing ids without case', async () => {
    const { emulator, graph } = setup()
    const place = { method: 'POST', url: '/communications/calls', headers: json, body: anOutgoingCall() }
    const { body } = await graph.post('/$batch', {
      requests: [
        { ...place, id: 'a' },
        { ...place, id: 'b', dependsOn: ['A'], body: {} },
        { ...place, id: 'c', dependsOn: ['B'] },
        { ...place, id: 'd', dependsOn: ['C'] },
      ],
    })
    expect(body.responses.map(({ id, status }: { id: string; status: number }) => [id, status])).toEqual([
      ['a', 201],
      ['b', 400],
      ['c', 424],
      ['d', 424],
    ])
    expect(emulator.store.getState().calls.size).toBe(1)
  })

  it('accepts requests that all depend on the first, and processes none of them when it fails', async () => {
    const { graph } = setup()
    const wait = { method: 'GET', url: '/communications/calls', dependsOn: ['1'] }
    const requests = (url: string) => [
      { id: '1', method: 'GET', url },
      { ...wait, id: '2' },
      { ...wait, id: '3' },
    ]
    const statusesOf = async (url: string) => {
      const { body } = await graph.post('/$batch', { requests: requests(url) })
      return body.responses.map(({ status }: { status: number }) => status)
    }
    expect(await statusesOf('/communications/callRecords')).toEqual([200, 200, 200])
    expect(await statusesOf('/communications/calls/unknown-id')).toEqual([404, 424, 424])
  })

  it('accepts twenty requests', async () => {
    const { graph } = setup()
    const requests = Array.from({ length: 20 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/subscriptions' }))
    const { status, body } = await graph.post('/$batch', { requests })
    expect([status, body.responses.length]).toEqual([200, 20])
  })

  it('continues when one of its requests cannot be sent', async () => {
    const { graph } = setup({ hosts: ['https://127.0.0.1:1'] })
    const { body } = await graph.post('https://127.0.0.1:1/v1.0/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: '/subscriptions' },
      ],
    })
    expect(body.responses).toMatchObject([
      { id: '1', status: 502, body: { error: { code: 'BadGateway', message: expect.stringContaining("'/me'") } } },
      { id: '2', status: 200 },
    ])
  })

  it.each([
    ['no requests', {}, "'requests'"],
    ['none at all', { requests: [] }, '1 to 20'],
    [
      'too many',
      { requests: Array.from({ length: 21 }, (_, id) => ({ id: `${id}`, method: 'GET', url: '/me' })) },
      'has 21',
    ],
    ['no id', { requests: [{ method: 'GET', url: '/me' }] }, "'id'"],
    [
      'an id twice',
      {
        requests: [
          { id: 'a', method: 'GET', url: '/me' },
          { id: 'A', method: 'GET', url: '/me' },
        ],
      },
      'twice',
    ],
    ['a method that is none', { requests: [{ id: '1', method: 'FETCH', url: '/me' }] }, "'method'"],
    ['a whole URL', { requests: [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }] }, "'url'"],
    ['a batch inside', { requests: [{ id: '1', method: 'POST', url: '/$batch', headers: json, body: {} }] }, 'a batch'],
    ['a batch inside, encoded', { requests: [{ id: '1', method: 'POST', url: '//%24Batch' }] }, 'a batch'],
    [
      'a way out',
      { requests: [{ id: '1', method: 'GET', url: '/../beta/communications/calls' }] },
      'below the version of the batch',
    ],
    [
      'an encoded way out',
      { requests: [{ id: '1', method: 'GET', url: 'x/%2e%2E/..\\\\beta' }] },
      'below the version of the batch',
    ],
    ['a header that is none', { requests: [{ id: '1', method: 'GET', url: '/me', headers: { 'a b': 'c' } }] }, "'a b'"],
    ['a value that is none', { requests: [{ id: '1', method: 'GET', url: '/me', headers: { a: 'b\nc' } }] }, "'a'"],
    ['headers that are none', { requests: [{ id: '1', method: 'GET', url: '/me', headers: { a: 1 } }] }, "'headers'"],
    ['a body without its type', { requests: [{ id: '1', method: 'POST', url: '/x', body: {} }] }, 'Content-Type'],
    [
      'a dependency on nothing',
      { requests: [{ id: '1', method: 'GET', url: '/me', dependsOn: ['2'] }] },
      'Invalid dependency',
    ],
    [
      'a mixture of order and none',
      {
        requests: ['1', '2', '3'].map((id) => ({
          id,
          method: 'GET',
          url: '/me',
          ...(id === '2' && { dependsOn: ['1'] }),
        })),
      },
      'fully sequential or fully parallel',
    ],
  ])('is rejected for %s', async (_, body, named) => {
    const { graph } = setup()
    const answer = await graph.post('/$batch', body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest'])
    expect(answer.body.error.message).toContain(named)
  })

  it('must be sent with POST', async () => {
    const { graph } = setup()
    const { status, headers } = await graph.get('/$batch')
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})
