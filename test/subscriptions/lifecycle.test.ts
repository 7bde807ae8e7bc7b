import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../src/index.ts'
import { after, aSubscription, LIFECYCLE, MINUTE, setupReceiver } from './receiver.ts'

const HOUR = 60 * MINUTE

/** Creates a subscription with this duration and a lifecycle URL. */
async function subscribe(durationMs: number, changes: Record<string, unknown> = {}) {
  const world = setupReceiver()
  const { body: subscription } = await world.graph.post(
    '/subscriptions',
    aSubscription({ expirationDateTime: after(durationMs), lifecycleNotificationUrl: LIFECYCLE, ...changes }),
  )
  const path = `/subscriptions/${subscription.id}`
  const renew = (untilMs: number) => world.graph.patch(path, { expirationDateTime: after(untilMs) })
  const pending = () => world.emulator.store.getState().pending.size
  return { ...world, subscription, path, renew, pending }
}

describe('a subscription before its expiry', () => {
  it('sends reauthorizationRequired a quarter of an hour before it expires', async () => {
    const { emulator, changes, times, subscription } = await subscribe(HOUR)
    await emulator.clock.advance(45 * MINUTE - 1)
    expect(changes).toEqual([])
    await emulator.clock.advance(1)
    expect(times).toEqual([45 * MINUTE])
    expect(changes).toEqual([
      {
        subscriptionId: subscription.id,
        subscriptionExpirationDateTime: '2026-01-05T10:00:00.000+00:00',
        clientState: 'a secret',
        tenantId: expect.any(String),
        lifecycleEvent: 'reauthorizationRequired',
      },
    ])
    await emulator.clock.advance('1d')
    expect(changes).toHaveLength(1)
    expect(emulator.trace.toMermaid()).toContain('reauthorizationRequired')
  })

  it.each([1, 44 * MINUTE])(
    'expires after 45 minutes when %i ms are asked for, also when it is renewed',
    async (ms) => {
      const { emulator, graph, path, subscription, renew, times } = await subscribe(ms)
      expect(subscription.expirationDateTime).toBe('2026-01-05T09:45:00Z')
      await emulator.clock.advance(10 * MINUTE)
      expect((await renew(10 * MINUTE + ms)).body.expirationDateTime).toBe('2026-01-05T09:55:00Z')
      await emulator.clock.advance(45 * MINUTE)
      expect((await graph.get(path)).status).toBe(404)
      expect(times).toEqual([40 * MINUTE])
    },
  )

  it('sends it after half of the time when a scenario makes the subscription expire soon', async () => {
    const { emulator, times } = await subscribe(HOUR)
    emulator.use({ name: 'soon', trigger: 'start', steps: [{ do: 'expireSubscriptions', in: '10min' }] })
    await emulator.clock.advance('1d')
    expect(times).toEqual([5 * MINUTE])
  })

  it('sends it for the new expiry only after it is renewed', async () => {
    const { emulator, times, renew } = await subscribe(HOUR)
    await emulator.clock.advance(40 * MINUTE)
    await renew(2 * HOUR)
    await emulator.clock.advance(70 * MINUTE)
    await renew(3 * HOUR)
    await emulator.clock.advance('1d')
    expect(times).toEqual([105 * MINUTE, 165 * MINUTE])
  })

  it('sends nothing without a lifecycle URL', async () => {
    const { emulator, changes } = await subscribe(HOUR, { lifecycleNotificationUrl: undefined })
    await emulator.clock.advance('1d')
    expect(changes).toEqual([])
  })

  it('expires at the same time after it is reauthorized', async () => {
    const { emulator, graph, path } = await subscribe(HOUR)
    await emulator.clock.advance(45 * MINUTE)
    expect(await graph.post(`${path}/reauthorize`)).toMatchObject({ status: 204, body: '' })
    expect((await graph.get(path)).body.expirationDateTime).toBe('2026-01-05T10:00:00Z')
    await emulator.clock.advance(15 * MINUTE)
    expect((await graph.post(`${path}/reauthorize`)).status).toBe(404)
  })

  it('does not keep the clock from being idle', async () => {
    const { emulator, endACall, changes } = await subscribe(HOUR)
    await endACall()
    await emulator.clock.runToIdle()
    expect(changes.map(({ changeType }) => changeType)).toEqual(['created'])
    expect(emulator.clock.now()).toBeLessThan(Date.parse(after(MINUTE)))
  })
})

describe('an expired subscription', () => {
  it('exists to its last millisecond and leaves no pending events', async () => {
    const { emulator, graph, path, subscriptions, pending, endACall, changes } = await subscribe(HOUR)
    await emulator.clock.advance(HOUR - 1)
    expect((await graph.get(path)).status).toBe(200)
    await emulator.clock.advance(1)
    expect((await graph.get(path)).status).toBe(404)
    expect([subscriptions(), pending()]).toEqual([0, 0])
    await endACall()
    expect(changes.map(({ lifecycleEvent }) => lifecycleEvent)).toEqual(['reauthorizationRequired'])
  })

  it('has no pending events when it was deleted before', async () => {
    const { emulator, graph, path, pending, changes } = await subscribe(HOUR)
    expect((await graph.delete(path)).status).toBe(204)
    expect(pending()).toBe(0)
    await emulator.clock.advance('1d')
    expect(changes).toEqual([])
  })

  it.each([
    ['as an object', (snapshot: Snapshot) => snapshot],
    ['as JSON', (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot))],
  ])('also expires in an emulator that restores a snapshot: %s', async (_, pass) => {
    const { emulator, subscription } = await subscribe(HOUR)
    const other = setupReceiver()
    other.emulator.restore(pass(emulator.snapshot()))
    await other.emulator.clock.advance(45 * MINUTE)
    expect(other.changes).toMatchObject([
      { subscriptionId: subscription.id, lifecycleEvent: 'reauthorizationRequired' },
    ])
    await other.emulator.clock.advance(15 * MINUTE)
    expect(other.subscriptions()).toBe(0)
  })
})
