import { describe, expect, it } from 'vitest'
import { anOutgoingCall } from '../support/bodies.ts'
import { setup } from '../support/setup.ts'

const HOOK = 'https://app.contoso.com/changes?tenant=1'

const aSubscription = (changes: Record<string, unknown> = {}) => ({
  resource: 'communications/callRecords',
  changeType: 'created',
  notificationUrl: HOOK,
  expirationDateTime: '2026-01-06T09:00:00Z',
  clientState: 'a secret',
  ...changes,
})

/** An app that repeats validation tokens, and keeps what it is told. */
function setupReceiver(answer?: () => Response) {
  const world = setup()
  const asked: string[] = []
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const changes: any[] = []
  world.emulator.receive(HOOK, async (request) => {
    const token = new URL(request.url).searchParams.get('validationToken')
    if (token === null) {
      changes.push(...(await request.json()).value)
      return
    }
    asked.push(request.url)
    return answer ? answer() : new Response(token, { headers: { 'content-type': 'text/plain' } })
  })
  const endACall = async () => {
    const { body: call } = await world.graph.post('/communications/calls', anOutgoingCall())
    await world.emulator.clock.advance('2s')
    await world.graph.delete(`/communications/calls/${call.id}`)
    await world.emulator.clock.runToIdle()
    return call.callChainId
  }
  return { ...world, asked, changes, endACall }
}

describe('a subscription to call records', () => {
  it('is made when the endpoint has repeated the token', async () => {
    const { graph, asked } = setupReceiver()
    const { status, headers, body } = await graph.post('/subscriptions', aSubscription())
    expect(asked).toHaveLength(1)
    expect(asked[0]).toContain('tenant=1&validationToken=')
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0/subscriptions/${body.id}`)
    expect(body).toMatchObject({
      ...aSubscription(),
      '@odata.context': expect.stringContaining('#subscriptions/$entity'),
    })
  })

  it('is told of each record, with the state that only the two sides know', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const id = await endACall()
    expect(changes).toEqual([
      {
        subscriptionId: body.id,
        subscriptionExpirationDateTime: '2026-01-06T09:00:00.000+00:00',
        clientState: 'a secret',
        changeType: 'created',
        resource: `communications/callRecords/${id}`,
        tenantId: expect.any(String),
        resourceData: {
          '@odata.type': '#Microsoft.Graph.callRecord',
          '@odata.id': `communications/callRecords/${id}`,
          id,
        },
      },
    ])
  })

  it('to updates is told of the first version too, and of each later one', async () => {
    const { emulator, graph, changes, endACall } = setupReceiver()
    await graph.post('/subscriptions', aSubscription({ changeType: 'updated' }))
    const id = await endACall()
    await graph.patch(`/communications/callRecords/${id}`, { joinWebUrl: 'https://teams.microsoft.com/1' })
    await emulator.settled()
    expect(changes.map(({ changeType }) => changeType)).toEqual(['updated', 'updated'])
  })

  it('ends when its time is over, unless it was renewed', async () => {
    const { emulator, graph, changes, endACall } = setupReceiver()
    const { body: kept } = await graph.post('/subscriptions', aSubscription())
    const { body: lost } = await graph.post('/subscriptions', aSubscription())
    const renewed = await graph.patch(`/subscriptions/${kept.id}`, { expirationDateTime: '2026-01-07T09:00:00Z' })
    expect([renewed.status, renewed.body.expirationDateTime]).toEqual([200, '2026-01-07T09:00:00Z'])
    await emulator.clock.advance('1d')
    expect((await graph.get(`/subscriptions/${lost.id}`)).status).toBe(404)
    expect((await graph.get('/subscriptions')).body.value).toMatchObject([{ id: kept.id, clientState: null }])
    await endACall()
    expect(changes.map(({ subscriptionId }) => subscriptionId)).toEqual([kept.id])
  })

  it('is told nothing more when it was deleted', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    expect((await graph.delete(`/subscriptions/${body.id}`)).status).toBe(204)
    await endACall()
    expect(changes).toEqual([])
  })

  it('is made without being asked where nobody receives the URL, and the trace says so', async () => {
    const { emulator, graph } = setup()
    expect((await graph.post('/subscriptions', aSubscription())).status).toBe(201)
    expect(emulator.trace.of('delivery')).toMatchObject([
      { outcome: 'undelivered', url: expect.stringContaining('validationToken=') },
    ])
  })

  it.each([
    ['answers with another status', () => new Response('nope', { status: 404 })],
    ['repeats something else', () => new Response('something else')],
  ])('is refused when the endpoint %s', async (_, answer) => {
    const { emulator, graph } = setupReceiver(answer)
    const { status, body } = await graph.post('/subscriptions', aSubscription())
    expect([status, body.error.code]).toEqual([400, 'InvalidRequest'])
    expect(body.error.message).toContain('Subscription validation request failed.')
    expect(emulator.store.getState().subscriptions.size).toBe(0)
  })

  it.each([
    ['no resource', { resource: undefined }, 'InvalidRequest', 'resource is a required property'],
    [
      'a resource that cannot be watched',
      { resource: 'communications/calls' },
      'InvalidRequest',
      "'communications/calls'",
    ],
    ['a change that is none', { changeType: 'created,moved' }, 'InvalidRequest', "'moved'"],
    ['a URL without https', { notificationUrl: 'http://app.contoso.com' }, 'InvalidRequest', 'https'],
    ['a time that has passed', { expirationDateTime: '2026-01-05T08:59:59Z' }, 'InvalidRequest', 'in the future'],
    ['a time too far ahead', { expirationDateTime: '2026-01-08T07:30:00.001Z' }, 'ExtensionError', '4230 minutes'],
    ['a long state', { clientState: 'x'.repeat(256) }, 'InvalidRequest', '256 characters'],
    ['a wrong type', { expirationDateTime: 5 }, 'InvalidRequest', 'expirationDateTime'],
  ])('is refused for %s', async (_, change, code, named) => {
    const { emulator, graph, asked } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription(change))
    expect([status, body.error.code]).toEqual([400, code])
    expect(body.error.message).toContain(named)
    expect([asked, emulator.store.getState().subscriptions.size]).toEqual([[], 0])
  })

  it('lasts 4230 minutes at most', async () => {
    const { graph } = setupReceiver()
    expect(
      (await graph.post('/subscriptions', aSubscription({ expirationDateTime: '2026-01-08T07:30:00Z' }))).status,
    ).toBe(201)
  })

  it('can only be renewed', async () => {
    const { graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const { status, body: refusal } = await graph.patch(`/subscriptions/${body.id}`, { clientState: 'other' })
    expect([status, refusal.error.code]).toEqual([400, 'InvalidRequest'])
    expect(refusal.error.message).toContain('clientState')
  })
})
