import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RETRY_DELAYS_MS } from '../../src/subscriptions/retry-delays.ts'
import { anOutgoingCall } from '../support/bodies.ts'
import { createCall } from '../support/calls.ts'
import { setup } from '../support/setup.ts'
import { after, aSubscription, LIFECYCLE, setupReceiver } from './receiver.ts'

const HOUR = 3_600_000

/** An app that answers its first notifications with these statuses and accepts the others. 0 throws. */
async function setupFailing(statuses: readonly number[], subscription: Record<string, unknown> = {}) {
  const left = [...statuses]
  const world = setupReceiver({
    change() {
      const status = left.shift() ?? 202
      if (status === 0) throw new Error('mine')
      return new Response(null, { status })
    },
  })
  const { body } = await world.graph.post('/subscriptions', aSubscription(subscription))
  return { ...world, subscription: body }
}

/** The time of each attempt after the first attempt. */
const sinceFirst = (times: readonly number[]) => times.map((at) => at - (times[0] ?? 0))

describe('the delays between attempts', () => {
  it('start at ten seconds, double, and add up to at most four hours', () => {
    expect(RETRY_DELAYS_MS[0]).toBe(10_000)
    for (const [index, delay] of RETRY_DELAYS_MS.entries()) expect(delay).toBe(10_000 * 2 ** index)
    const spent = RETRY_DELAYS_MS.reduce((sum, delay) => sum + delay, 0)
    expect(spent).toBeLessThanOrEqual(4 * HOUR)
    expect(spent + 10_000 * 2 ** RETRY_DELAYS_MS.length).toBeGreaterThan(4 * HOUR)
  })
})

describe('a change notification', () => {
  it.each([200, 201, 202, 204])('is sent once when the response is %i', async (status) => {
    const { emulator, times, endACall } = await setupFailing([status])
    await endACall()
    await emulator.clock.advance('5h')
    expect(times).toHaveLength(1)
  })

  it.each([0, 302, 400, 404, 410, 429, 500, 503])('is retried when the response is %i', async (status) => {
    const { emulator, times, changes, endACall } = await setupFailing([status])
    await endACall()
    await emulator.clock.advance('5h')
    expect(sinceFirst(times)).toEqual([0, 10_000])
    expect(changes[1]).toEqual(changes[0])
  })

  it('is retried until it is accepted or the attempts are used up, and runToIdle waits for that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 13 }), async (failures) => {
        const { emulator, times, endACall } = await setupFailing(Array(failures).fill(503))
        await endACall()
        await emulator.clock.runToIdle()
        const elapsed = RETRY_DELAYS_MS.map((_, index) =>
          RETRY_DELAYS_MS.slice(0, index + 1).reduce((sum, delay) => sum + delay, 0),
        )
        expect(sinceFirst(times)).toEqual([0, ...elapsed].slice(0, failures + 1))
        const outcomes = emulator.trace
          .of('delivery')
          .filter(({ id, url }) => id !== 'validation' && url.includes('/changes'))
        const attempts = Math.min(failures, 11)
        const end = failures > 10 ? 'dropped' : 'delivered'
        expect(outcomes.map(({ outcome }) => outcome)).toEqual([...Array(attempts).fill('refused'), end])
      }),
      { numRuns: 14 },
    )
  })

  it('is traced as dropped after the last attempt', async () => {
    const { emulator, endACall } = await setupFailing(Array(20).fill(500))
    await endACall()
    await emulator.clock.advance('5h')
    expect(emulator.trace.of('delivery').at(-1)).toMatchObject({
      outcome: 'dropped',
      why: 'given up after 11 attempts',
    })
  })

  it('is not retried when its subscription has ended', async () => {
    const { emulator, graph, times, subscription, endACall } = await setupFailing(Array(20).fill(500))
    await endACall()
    await emulator.clock.advance('10s')
    await graph.delete(`/subscriptions/${subscription.id}`)
    await emulator.clock.advance('5h')
    expect(times).toHaveLength(2)
    expect(emulator.trace.of('delivery').at(-1)).toMatchObject({
      outcome: 'dropped',
      why: `the subscription '${subscription.id}' has expired or was deleted`,
    })
  })

  it('is retried by an emulator that restores a snapshot', async () => {
    const { emulator, changes, endACall } = await setupFailing([500])
    await endACall()
    const other = setupReceiver()
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    await other.emulator.clock.runToIdle()
    expect(other.changes).toEqual(changes)
  })

  it.each([
    ['has no receiver', { deliver: 'none' }, 'undelivered'],
    ['is dropped', { drop: 1 }, 'dropped'],
  ] as const)('that %s is not retried', async (_, notifications, outcome) => {
    const { emulator, graph, endACall } = setupReceiver({}, { notifications })
    await graph.post('/subscriptions', aSubscription())
    await endACall()
    await emulator.clock.advance('5h')
    const deliveries = emulator.trace
      .of('delivery')
      .filter(({ id, url }) => id !== 'validation' && url.includes('/changes'))
    expect(deliveries.map((delivery) => delivery.outcome)).toEqual([outcome])
  })

  it('does not delay later notifications', async () => {
    const { emulator, times, changes, endACall } = await setupFailing([500])
    const ids = [await endACall(), await endACall()]
    await emulator.clock.runToIdle()
    expect(changes.map(({ resourceData }) => resourceData.id)).toEqual([...ids, ids[0]])
    expect(sinceFirst(times)).toEqual([0, 3_000, 10_000])
  })
})

it('a lifecycle notification is retried until its subscription expires', async () => {
  const { emulator, changes, times } = await setupFailing(Array(20).fill(500), {
    expirationDateTime: after(HOUR),
    lifecycleNotificationUrl: LIFECYCLE,
  })
  await emulator.clock.advance('1d')
  expect(changes.every(({ lifecycleEvent }) => lifecycleEvent === 'reauthorizationRequired')).toBe(true)
  expect(sinceFirst(times)).toEqual([0, 10, 30, 70, 150, 310, 630].map((seconds) => seconds * 1_000))
})

it('a notification to a callbackUri is sent once', async () => {
  const { emulator, graph } = setup()
  let count = 0
  const callbackUri = 'https://bot.contoso.com/broken'
  emulator.receive(callbackUri, () => {
    count += 1
    return new Response(null, { status: 500 })
  })
  await createCall(graph, anOutgoingCall({ callbackUri }))
  await emulator.clock.runToIdle()
  const received = emulator.trace.of('notification').length
  await emulator.clock.advance('10min')
  expect([count, emulator.trace.of('notification').length]).toEqual([received, received])
})
