import { describe, expect, it } from 'vitest'
import { createToken } from '../../src/index.ts'
import { ADELE } from '../support/bodies.ts'
import { aSubscription, setupReceiver } from './receiver.ts'

const APP = '24701998-1a73-4d42-8085-bf46ed0ae039'
const OTHER = 'c2d1b5a0-6f0e-4c63-9d8b-7a4f1e2d3c4b'
const bearer = (appId: string) => ({ Authorization: `Bearer ${createToken({ appId })}` })

describe('a subscription', () => {
  it.each([
    ['the app of its token', bearer(OTHER), OTHER],
    ['the app of the directory, without a token', {}, APP],
    ['the app of the directory, with a placeholder', { Authorization: 'Bearer placeholder' }, APP],
  ])('belongs to %s', async (_, headers, app) => {
    const { graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription(), headers)
    expect([body.applicationId, body.creatorId]).toEqual([app, app])
  })

  it('is listed for its own app only', async () => {
    const { graph } = setupReceiver()
    const ids: Record<string, string> = {}
    for (const app of [APP, OTHER])
      ids[app] = (await graph.post('/subscriptions', aSubscription(), bearer(app))).body.id
    for (const app of [APP, OTHER]) {
      const { body } = await graph.get('/subscriptions', bearer(app))
      expect(body.value.map(({ id, applicationId }: Record<string, string>) => [id, applicationId])).toEqual([
        [ids[app], app],
      ])
    }
  })

  it.each([
    ['GET', ''],
    ['PATCH', ''],
    ['POST', '/reauthorize'],
    ['DELETE', ''],
  ])('is not found for another app: %s …%s', async (method, suffix) => {
    const { emulator, graph } = setupReceiver()
    const { body } = await graph.post('/subscriptions', aSubscription(), bearer(OTHER))
    const before = emulator.store.getState()
    const change = method === 'PATCH' ? { expirationDateTime: '2026-01-05T12:00:00Z' } : undefined
    const refused = await graph.send(method, `/subscriptions/${body.id}${suffix}`, change, bearer(APP))
    expect([refused.status, refused.body.error.code]).toEqual([404, 'ResourceNotFound'])
    expect(refused.body.error.message).toContain('another app')
    expect(emulator.store.getState()).toBe(before)
    expect((await graph.send(method, `/subscriptions/${body.id}${suffix}`, change, bearer(OTHER))).status).toBeLessThan(
      300,
    )
  })

  it('is notified, whichever app it belongs to', async () => {
    const { graph, changes, endACall } = setupReceiver()
    const ids: string[] = []
    for (const app of [OTHER, APP]) ids.push((await graph.post('/subscriptions', aSubscription(), bearer(app))).body.id)
    await endACall()
    expect(changes.map(({ subscriptionId }) => subscriptionId)).toEqual(ids)
  })

  it.each([
    ['the transcripts of a meeting', 'communications/onlineMeetings/MSo1N2Y5/transcripts', 'created'],
    ['presences', `communications/presences/${ADELE}`, 'updated'],
  ])('to %s is limited to one for each app', async (_, resource, changeType) => {
    const { graph } = setupReceiver()
    const body = aSubscription({ resource, changeType, expirationDateTime: '2026-01-05T09:30:00Z' })
    const statuses: number[] = []
    for (const app of [APP, APP, OTHER]) statuses.push((await graph.post('/subscriptions', body, bearer(app))).status)
    expect(statuses).toEqual([201, 403, 201])
  })

  it('to call records counts towards the quota of 100 for the whole organization', async () => {
    const { graph } = setupReceiver()
    for (let count = 0; count < 100; count += 1)
      await graph.post('/subscriptions', aSubscription(), bearer(count % 2 === 0 ? APP : OTHER))
    expect((await graph.post('/subscriptions', aSubscription(), bearer(OTHER))).status).toBe(403)
  })
})
