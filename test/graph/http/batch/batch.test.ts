import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createToken } from '../../../../src/index.ts'
import { anOutgoingCall } from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { setup } from '../../../support/setup.ts'

afterEach(() => vi.unstubAllGlobals())

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

  it('through emulator.fetch never reaches the network: a request that the emulator does not serve gets 404', async () => {
    const network = vi.fn(() => Promise.resolve(new Response()))
    vi.stubGlobal('fetch', network)
    const { emulator, graph } = setup()
    const requests = ['/me', '/users', '/communications/presences', '/communications/onlineMeetings', '/subscriptions']
    const { body } = await graph.post(
      '/$batch',
      { requests: requests.map((url, id) => ({ id: `${id}`, method: 'GET', url })) },
      { Authorization: `Bearer ${createToken()}` },
    )
    for (const [index, url] of requests.slice(0, 4).entries()) {
      const alone = await graph.get(url)
      expect(body.responses[index]).toMatchObject({ status: 404, body: alone.body })
      expect(alone.body.error.message).toContain(`does not serve GET https://graph.microsoft.com/v1.0${url}`)
    }
    expect(body.responses[4].status).toBe(200)
    expect(network).not.toHaveBeenCalled()
    expect(emulator.trace.of('request').map(({ url }) => url)).toHaveLength(2)
  })

  it.each([1_000, 5_000, 200_000])('rejects a body of %i levels, and processes the other requests', async (levels) => {
    const { emulator } = setup()
    const deep = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
    const item = (id: string, body: string) =>
      `{"id":"${id}","method":"POST","url":"/communications/calls","headers":${JSON.stringify(json)},"body":${body}}`
    const call = JSON.stringify(anOutgoingCall())
    const body = `{"requests":[${item('1', call)},${item('2', deep)},${item('3', call)}]}`
    const init = { method: 'POST', headers: json, body }
    const response = await emulator.fetch('https://graph.microsoft.com/v1.0/$batch', init)
    expect(response.status).toBe(200)
    expect((await response.json()).responses).toMatchObject([
      { id: '1', status: 201 },
      {
        id: '2',
        status: 400,
        body: { error: { code: 'BadRequest', message: expect.stringContaining('levels deep') } },
      },
      { id: '3', status: 201 },
    ])
    expect(emulator.store.getState().calls.size).toBe(2)
  })

  it('has no URL that leads to a batch or out of its version', async () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '..',
      '.',
      '%2e',
      '%2E.',
      '%2f',
      '$batch',
      '%24BATCH',
      '%24b%61tch',
      '()',
      '(',
      ')',
    )
    const more = fc.constantFrom(
      '\t',
      '\n',
      '?',
      '#',
      '%',
      '@',
      ';',
      ':',
      'x',
      '%28%29',
      '(x=1)',
      "('')",
      'beta',
      'v1.0',
    )
    const { emulator, graph } = setup()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(part, more), { minLength: 1, maxLength: 8 }), async (parts) => {
        emulator.trace.clear()
        const url = parts.join('')
        const { status, body } = await graph.post('/$batch', { requests: [{ id: '1', method: 'POST', url }] })
        expect([200, 400]).toContain(status)
        // Without a URL, or as a batch without requests, an inner batch would answer this.
        expect(JSON.stringify(body)).not.toMatch(/Empty Payload|must be an array|"responses":.*"responses"/)
        for (const { url } of emulator.trace.of('request'))
          expect(url).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\//)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

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
    ['a batch inside, called', { requests: [{ id: '1', method: 'POST', url: '/$batch()' }] }, 'a batch'],
    [
      'a batch inside, called with an argument',
      { requests: [{ id: '1', method: 'POST', url: '/$batch(a=1)' }] },
      'a batch',
    ],
    [
      'a batch inside, all encoded',
      { requests: [{ id: '1', method: 'POST', url: '/x/%2e./%24batch%28%29/' }] },
      'a batch',
    ],
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
