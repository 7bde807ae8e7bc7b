import { describe, expect, it } from 'vitest'
import { setup } from '../support/setup.ts'
import { aSubscription, LIFECYCLE, setupReceiver } from './receiver.ts'

describe('a subscription to call records', () => {
  it('is created when the webhook returns the token', async () => {
    const { graph, validated } = setupReceiver()
    const { status, headers, body } = await graph.post('/subscriptions', aSubscription())
    expect(validated).toHaveLength(1)
    expect(validated[0]).toContain('tenant=1&validationToken=')
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0/subscriptions/${body.id}`)
    expect(body).toMatchObject({
      ...aSubscription(),
      '@odata.context': expect.stringContaining('#subscriptions/$entity'),
    })
  })

  it('is notified of each record with its clientState', async () => {
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

  it('with changeType updated is notified of the first version and of later ones', async () => {
    const { emulator, graph, changes, endACall } = setupReceiver()
    await graph.post('/subscriptions', aSubscription({ changeType: 'updated' }))
    const id = await endACall()
    await graph.patch(`/communications/callRecords/${id}`, { joinWebUrl: 'https://teams.microsoft.com/1' })
    await emulator.settled()
    expect(changes.map(({ changeType }) => changeType)).toEqual(['updated', 'updated'])
  })

  it('expires unless it is renewed', async () => {
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

  it('supports $select', async () => {
    const { graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const { status, body: part } = await graph.get(`/subscriptions/${body.id}?$select=expirationDateTime`)
    expect([status, part.expirationDateTime, part.resource]).toEqual([200, body.expirationDateTime, undefined])
  })

  it('is not notified after it is deleted', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    expect((await graph.delete(`/subscriptions/${body.id}`)).status).toBe(204)
    await endACall()
    expect(changes).toEqual([])
  })

  it('is created without validation when its URL has no receiver, which the trace shows', async () => {
    const { emulator, graph } = setup()
    expect((await graph.post('/subscriptions', aSubscription())).status).toBe(201)
    expect(emulator.trace.of('delivery')).toMatchObject([
      { outcome: 'undelivered', url: expect.stringContaining('validationToken=') },
    ])
  })

  it.each([
    ['no resource', { resource: undefined }, 'InvalidRequest', 'resource is a required property'],
    [
      'a resource without subscriptions',
      { resource: 'communications/calls' },
      'InvalidRequest',
      "'communications/calls'",
    ],
    ['an unknown changeType', { changeType: 'created,moved' }, 'InvalidRequest', "'moved'"],
    ['a URL without https', { notificationUrl: 'http://app.contoso.com' }, 'InvalidRequest', 'https'],
    ['an expiry in the past', { expirationDateTime: '2026-01-05T08:59:59Z' }, 'InvalidRequest', 'in the future'],
    ['an expiry too far ahead', { expirationDateTime: '2026-01-08T07:30:00.001Z' }, 'ExtensionError', '4230 minutes'],
    ['a long clientState', { clientState: 'x'.repeat(256) }, 'InvalidRequest', '256 characters'],
    ['a wrong type', { expirationDateTime: 5 }, 'InvalidRequest', 'expirationDateTime'],
    ['no changeType', { changeType: undefined }, 'InvalidRequest', 'changeType is a required property'],
    ['no URL', { notificationUrl: '' }, 'InvalidRequest', 'notificationUrl is a required property'],
    ['no expiry', { expirationDateTime: null }, 'InvalidRequest', 'expirationDateTime is a required property'],
    ['a URL with a password', { notificationUrl: 'https://me:pw@app.contoso.com' }, 'InvalidRequest', 'password'],
    ['a lifecycle URL without https', { lifecycleNotificationUrl: 'http://a.b' }, 'InvalidRequest', "'http://a.b'"],
    ['rich notifications', { includeResourceData: true }, 'InvalidRequest', 'includeResourceData'],
    ['an unknown TLS version', { latestSupportedTlsVersion: 'v2' }, 'InvalidRequest', "'v2'"],
    ['a misspelt property', { clientstate: 'x' }, 'InvalidRequest', "'clientstate'"],
  ])('is rejected with %s', async (_, change, code, named) => {
    const { emulator, graph, validated } = setupReceiver()
    const { status, body } = await graph.post('/subscriptions', aSubscription(change))
    expect([status, body.error.code]).toEqual([400, code])
    expect(body.error.message).toContain(named)
    expect([validated, emulator.store.getState().subscriptions.size]).toEqual([[], 0])
  })

  it('can last 4230 minutes', async () => {
    const { graph } = setupReceiver()
    expect(
      (await graph.post('/subscriptions', aSubscription({ expirationDateTime: '2026-01-08T07:30:00Z' }))).status,
    ).toBe(201)
  })

  it('can have a clientState of 255 characters', async () => {
    const { graph } = setupReceiver()
    expect((await graph.post('/subscriptions', aSubscription({ clientState: 'x'.repeat(255) }))).status).toBe(201)
  })

  it.each([
    ['another clientState', { clientState: 'other' }, 'InvalidRequest', 'clientState'],
    ['a lifecycle URL', { lifecycleNotificationUrl: LIFECYCLE }, 'InvalidRequest', 'lifecycleNotificationUrl'],
    ['nothing', {}, 'InvalidRequest', 'expirationDateTime'],
    ['no expiry', { expirationDateTime: null }, 'InvalidRequest', 'expirationDateTime'],
    ['an expiry in the past', { expirationDateTime: '2026-01-05T09:00:00Z' }, 'InvalidRequest', 'in the future'],
    ['an expiry too far ahead', { expirationDateTime: '2026-01-08T07:30:00.001Z' }, 'ExtensionError', '4230 minutes'],
    ['a URL without https', { notificationUrl: 'http://app.contoso.com' }, 'InvalidRequest', 'notificationUrl'],
  ])('rejects a PATCH with %s', async (_, change, code, named) => {
    const { graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const { status, body: refusal } = await graph.patch(`/subscriptions/${body.id}`, change)
    expect([status, refusal.error.code]).toEqual([400, code])
    expect(refusal.error.message).toContain(named)
    const { '@odata.context': _context, ...unchanged } = body
    expect((await graph.get(`/subscriptions/${body.id}`)).body).toMatchObject(unchanged)
  })

  it('can get another URL, which is validated', async () => {
    const { emulator, graph, changes, endACall } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription())
    const moved = 'https://app.contoso.com/moved'
    const change = { notificationUrl: moved }
    const unreachable = emulator.receive(moved, () => new Response('no', { status: 404 }))
    expect((await graph.patch(`/subscriptions/${body.id}`, change)).status).toBe(400)
    unreachable()
    const received: string[] = []
    emulator.receive(moved, async ({ url }) => {
      received.push(url)
      return new Response(new URL(url).searchParams.get('validationToken'))
    })
    const { status, body: answer } = await graph.patch(`/subscriptions/${body.id}`, change)
    expect([status, answer.notificationUrl, answer.expirationDateTime]).toEqual([200, moved, '2026-01-06T09:00:00Z'])
    await endACall()
    expect(received).toEqual([expect.stringContaining('validationToken='), moved])
    expect(changes).toEqual([])
  })

  it('can be created twice', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const ids = []
    for (const _ of [1, 2]) ids.push((await graph.post('/subscriptions', aSubscription())).body.id)
    await endACall()
    expect(changes.map(({ subscriptionId }) => subscriptionId)).toEqual(ids)
  })

  it('is limited to a hundred', async () => {
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
  ])('is not found when it does not exist: %s …%s', async (method, suffix) => {
    const { graph } = setupReceiver()
    const body = method === 'PATCH' ? { expirationDateTime: '2026-01-06T09:00:00Z' } : undefined
    const { status, body: answer } = await graph.send(method, `/subscriptions/unknown${suffix}`, body)
    expect([status, answer.error.code]).toEqual([404, 'ResourceNotFound'])
    expect(answer.error.message).toContain("'unknown'")
  })
})
