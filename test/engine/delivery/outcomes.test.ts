import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { EmulatorOptions } from '../../../src/index.ts'
import { anOutgoingCall, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

type Outcome = 'delivered' | 'refused' | 'failed' | 'undelivered' | 'dropped'

/** Runs a call that is answered and ended. Returns the outcomes of each of its notifications. */
async function play(notifications: NonNullable<EmulatorOptions['notifications']>, callbackUri = CALLBACK) {
  const { emulator, graph } = setup({ notifications })
  let count = 0
  emulator.receive(CALLBACK, () => {
    count += 1
    if (count % 3 === 0) throw new Error('mine')
    return new Response(null, { status: count % 3 === 1 ? 202 : 500 })
  })
  const call = await createCall(graph, anOutgoingCall({ callbackUri }))
  await emulator.clock.advance('2s')
  await graph.delete(`/communications/calls/${call.id}`)
  await emulator.clock.runToIdle()
  const outcomes = new Map<string, Outcome[]>(emulator.trace.of('notification').map(({ id }) => [id, []]))
  for (const { id, outcome } of emulator.trace.of('delivery')) outcomes.get(id)?.push(outcome)
  return { emulator, outcomes: [...outcomes.values()] }
}

describe('the trace', () => {
  it.each<[why: string, options: Parameters<typeof play>, outcomes: Outcome[]]>([
    ['with a receiver', [{}], ['delivered', 'refused', 'failed', 'delivered', 'refused']],
    ['without a receiver', [{}, 'https://bot.contoso.com/elsewhere'], Array(5).fill('undelivered')],
    ['with delivery off', [{ deliver: 'none' }], Array(5).fill('undelivered')],
    ['with dropped notifications', [{ drop: 1 }], Array(5).fill('dropped')],
    ['with delayed notifications', [{ delay: '1h' }], ['delivered', 'refused', 'failed', 'delivered', 'refused']],
  ])('has one outcome for each notification %s', async (_, options, expected) => {
    expect((await play(...options)).outcomes).toEqual(expected.map((outcome) => [outcome]))
  })

  it('has one outcome for each copy of a notification under any delivery options', async () => {
    const probability = fc.constantFrom(0, 0.5, 1)
    const seconds = fc.integer({ min: 0, max: 10 }).map((count) => count * 1_000)
    const options = fc.record({ delay: seconds, shuffle: fc.boolean(), duplicate: probability, drop: probability })
    await fc.assert(
      fc.asyncProperty(options, async (notifications) => {
        const { outcomes } = await play(notifications)
        expect(outcomes).toHaveLength(5)
        for (const each of outcomes) {
          const copies = notifications.duplicate === 0 || each.includes('dropped') ? [1] : [1, 2]
          expect(copies).toContain(each.length)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('has an outcome also when a subscriber of the trace throws, which is reported', async () => {
    const report = vi.spyOn(console, 'error').mockReturnValue()
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    await emulator.settled()
    const unsubscribe = emulator.trace.subscribe(({ type }) => {
      if (type !== 'delivery') return
      unsubscribe()
      throw new Error('mine')
    })
    emulator.perform(call.id, { do: 'answer' })
    await emulator.settled()
    expect(emulator.trace.of('delivery')).toHaveLength(3)
    expect(report.mock.calls).toEqual([
      [expect.stringContaining('a subscriber of emulator.trace threw'), new Error('mine')],
    ])
    report.mockRestore()
  })

  it('has no outcome of a delivery that was in progress during a reset', async () => {
    const { emulator, graph } = setup()
    let answer = () => {}
    emulator.receive(CALLBACK, () => new Promise<void>((resolve) => (answer = resolve)))
    await createCall(graph)
    await new Promise((resolve) => setImmediate(resolve))
    emulator.reset()
    answer()
    await emulator.settled()
    expect(emulator.trace.entries()).toEqual([])
  })
})

it('the trace has the outcome of each validation of a notification URL', async () => {
  const HOOK = 'https://app.contoso.com/changes'
  const { emulator, graph } = setup({ notifications: { drop: 1 } })
  const answers = [
    (token: string) => new Response(token),
    () => new Response('nope', { status: 404 }),
    () => {
      throw new Error('mine')
    },
  ]
  emulator.receive(HOOK, ({ url }) => answers.shift()?.(new URL(url).searchParams.get('validationToken') ?? ''))
  for (const status of [201, 400, 400]) {
    const answer = await graph.post('/subscriptions', {
      resource: 'communications/callRecords',
      changeType: 'created',
      notificationUrl: HOOK,
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect(answer.status).toBe(status)
  }
  expect(emulator.trace.of('delivery').map(({ id, outcome }) => [id, outcome])).toEqual([
    ['validation', 'delivered'],
    ['validation', 'refused'],
    ['validation', 'failed'],
  ])
})
