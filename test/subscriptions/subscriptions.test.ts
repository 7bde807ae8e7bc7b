import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'
import { aSubscription, LIFECYCLE, setupReceiver } from './receiver.ts'

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
    ['no kind of change', { changeType: undefined }, 'InvalidRequest', 'changeType is a required property'],
    ['no URL', { notificationUrl: '' }, 'InvalidRequest', 'notificationUrl is a required property'],
    ['no end', { expirationDateTime: null }, 'InvalidRequest', 'expirationDateTime is a required property'],
    ['a URL with a password', { notificationUrl: 'https://me:pw@app.contoso.com' }, 'InvalidRequest', 'password'],
    ['a lifecycle URL without https', { lifecycleNotificationUrl: 'http://a.b' }, 'InvalidRequest', "'http://a.b'"],
    ['rich notifications', { includeResourceData: true }, 'InvalidRequest', 'includeResourceData'],
    ['a TLS version that is none', { latestSupportedTlsVersion: 'v2' }, 'InvalidRequest', "'v2'"],
    ['a misspelt property', { clientstate: 'x' }, 'InvalidRequest', "'clientstate'"],
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

  it('may have a state of 255 characters', async () => {
    const { graph } = setupReceiver()
    expect((await graph.post('/subscriptions', aSubscription({ clientState: 'x'.repeat(255) }))).status).toBe(201)
  })

  it.each([
    ['another state', { clientState: 'other' }, 'InvalidRequest', 'clientState'],
    ['a lifecycle URL', { lifecycleNotificationUrl: LIFECYCLE }, 'InvalidRequest', 'lifecycleNotificationUrl'],
    ['nothing', {}, 'InvalidRequest', 'expirationDateTime'],
    ['no end', { expirationDateTime: null }, 'InvalidRequest', 'expirationDateTime'],
    ['a time that has passed', { expirationDateTime: '2026-01-05T09:00:00Z' }, 'InvalidRequest', 'in the future'],
    ['a time too far ahead', { expirationDateTime: '2026-01-08T07:30:00.001Z' }, 'ExtensionError', '4230 minutes'],
    ['a URL without https', { notificationUrl: 'http://app.contoso.com' }, 'InvalidRequest', 'notificationUrl'],
  ])('cannot be given %s', async (_, change, code, named) => {
    const { graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const { status, body: refusal } = await graph.patch(`/subscriptions/${body.id}`, change)
    expect([status, refusal.error.code]).toEqual([400, code])
    expect(refusal.error.message).toContain(named)
    const { '@odata.context': _context, ...unchanged } = body
    expect((await graph.get(`/subscriptions/${body.id}`)).body).toMatchObject(unchanged)
  })

  it('can be moved to another URL, which has to repeat a token too', async () => {
    const { emulator, graph, changes, endACall } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const moved = 'https://app.contoso.com/moved'
    const change = { notificationUrl: moved }
    const unreachable = emulator.receive(moved, () => new Response('no', { status: 404 }))
    expect((await graph.patch(`/subscriptions/${body.id}`, change)).status).toBe(400)
    unreachable()
    const heard: string[] = []
    emulator.receive(moved, async ({ url }) => {
      heard.push(url)
      return new Response(new URL(url).searchParams.get('validationToken'))
    })
    const { status, body: answer } = await graph.patch(`/subscriptions/${body.id}`, change)
    expect([status, answer.notificationUrl, answer.expirationDateTime]).toEqual([200, moved, '2026-01-06T09:00:00Z'])
    await endACall()
    expect(heard).toEqual([expect.stringContaining('validationToken='), moved])
    expect(changes).toEqual([])
  })

  it('that is the same as another is one of its own', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const ids = []
    for (const _ of [1, 2]) ids.push((await graph.post('/subscriptions', aSubscription())).body.id)
    await endACall()
    expect(changes.map(({ subscriptionId }) => subscriptionId)).toEqual(ids)
  })

  it('is one of a hundred at most', async () => {
    const { graph, subscriptions } = setupReceiver()
    for (let count = 0; count < 99; count += 1) await graph.post('/subscriptions', aSubscription())
    const { status, body } = await graph.post('/subscriptions', aSubscription())
    expect(status).toBe(201)
    const refused = await graph.post('/subscriptions', aSubscription())
    expect([refused.status, refused.body.error.code, subscriptions()]).toEqual([403, 'Forbidden', 100])
    expect(refused.body.error.message).toContain('100 subscriptions')
    await graph.delete(`/subscriptions/${body.id}`)
    expect((await graph.post('/subscriptions', aSubscription())).status).toBe(201)
  })

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['POST', '/reauthorize'],
  ])('that nobody made is not found: %s …%s', async (method, suffix) => {
    const { graph } = setupReceiver()
    const body = method === 'PATCH' ? { expirationDateTime: '2026-01-06T09:00:00Z' } : undefined
    const { status, body: answer } = await graph.send(method, `/subscriptions/nobodys${suffix}`, body)
    expect([status, answer.error.code]).toEqual([404, 'ResourceNotFound'])
    expect(answer.error.message).toContain("'nobodys'")
  })
})
