import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

const json = { 'Content-Type': 'application/json' }

describe('a batch', () => {
  it('answers each of its requests by its id', async () => {
    const { graph } = setup()
    const { status, body } = await graph.post('/$batch', {
      requests: [
        { id: 'place', method: 'POST', url: '/communications/calls', headers: json, body: anOutgoingCall() },
        { id: 'ask', method: 'GET', url: 'communications/calls/nobody' },
      ],
    })
    expect(status).toBe(200)
    expect(body.responses).toMatchObject([
      { id: 'place', status: 201, body: { state: 'establishing' } },
      { id: 'ask', status: 404, body: { error: { code: '8522' } } },
    ])
  })

  it('does not run what depends on a request that failed', async () => {
    const { emulator, graph } = setup()
    const { body } = await graph.post('/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/communications/calls/nobody' },
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

  it('gives bytes as base64', async () => {
    const { emulator, graph } = setup()
    const { body: call } = await graph.post('/communications/calls', anOutgoingCall())
    await emulator.clock.advance('2s')
    const { body: operation } = await graph.post(`/communications/calls/${call.id}/recordResponse`, {
      stopTones: ['#'],
    })
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'press', tones: '#' })
    const { recordingLocation, recordingAccessToken } = (
      await graph.get(`/communications/calls/${call.id}/operations/${operation.id}`)
    ).body
    const url = recordingLocation.replace('https://graph.microsoft.com', '')
    // Below a base segment too: a batch cannot leave its own version.
    const { body } = await graph.post(
      '/$batch',
      { requests: [{ id: '1', method: 'GET', url }] },
      { Authorization: `Bearer ${recordingAccessToken}` },
    )
    expect(body.responses[0].status).toBe(200)
    expect(atob(body.responses[0].body).slice(0, 4)).toBe('RIFF')
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
  ])('is refused for %s', async (_, body, named) => {
    const { graph } = setup()
    const answer = await graph.post('/$batch', body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'BadRequest'])
    expect(answer.body.error.message).toContain(named)
  })

  it('can only be posted', async () => {
    const { graph } = setup()
    const { status, headers } = await graph.get('/$batch')
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})
