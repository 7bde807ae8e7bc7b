import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../../src/index.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

describe('Steps of a scenario that affect the emulator', () => {
  const trouble: Scenario = {
    name: 'trouble',
    steps: [
      { do: 'answer' },
      { do: 'fault', rule: { name: 'lost', match: { path: '/subscriptions' }, drop: true } },
      { after: '5s', do: 'speak' },
      { when: 'recordResponse', do: 'press', tones: '1' },
      { after: '10s', do: 'endFault', name: 'lost' },
      { do: 'mark', name: 'over' },
    ],
  }
  const isLost = ({ graph }: ReturnType<typeof setup>) =>
    graph.get('/subscriptions').then(
      () => false,
      () => true,
    )

  it('are taken even after the call has ended', async () => {
    const world = setup({ scenarios: [trouble] })
    const { emulator, graph } = world
    const call = await createCall(graph)
    await emulator.clock.advance('1s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.advance('9s')
    expect(await isLost(world)).toBe(true)
    await emulator.clock.runToIdle()
    expect(await isLost(world)).toBe(false)
    expect(emulator.trace.of('mark')).toMatchObject([{ name: 'over', by: 'trouble' }])
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('can wait for the end of the call', async () => {
    const afterEnd: Scenario = {
      name: 'after the end',
      steps: [{ do: 'decline' }, { when: 'terminated', after: '3s', do: 'mark', name: 'ended' }],
    }
    const { emulator, graph } = setup({ scenarios: [afterEnd] })
    await createCall(graph)
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('mark')).toMatchObject([{ at: Date.parse('2026-01-05T09:00:03Z') }])
  })

  it('are in the trace with their rule and their scenario', async () => {
    const scenario = { ...trouble, steps: [...trouble.steps.slice(0, 2), { do: 'hangUp' } as const] }
    const { emulator, graph } = setup({ scenarios: [scenario] })
    await createCall(graph)
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('control')).toMatchObject([
      { step: { do: 'fault', rule: { name: 'lost' } }, by: 'trouble' },
    ])
    expect(emulator.trace.toMermaid()).toContain('Note over graph: fault lost (trouble)')
  })

  it('need neither a call nor a callbackUri', async () => {
    const world = setup({
      scenarios: [{ name: 'outage', trigger: 'start', steps: [{ after: '1s', do: 'fault', rule: { drop: true } }] }],
    })
    expect(await isLost(world)).toBe(false)
    await world.emulator.clock.advance('1s')
    expect(await isLost(world)).toBe(true)
  })

  it('let subscriptions expire at once or earlier, but never later than they would', async () => {
    const { emulator, graph } = setup()
    const subscribe = async (expirationDateTime: string) => {
      const notificationUrl = 'https://app.contoso.com/changes'
      const subscription = {
        resource: 'communications/callRecords',
        changeType: 'created',
        notificationUrl,
        expirationDateTime,
      }
      return (await graph.post('/subscriptions', subscription)).body.id
    }
    const soon = await subscribe('2026-01-05T09:50:00Z')
    await subscribe('2026-01-06T09:00:00Z')
    const expirations = async () =>
      (await graph.get('/subscriptions')).body.value.map((one: Record<string, string>) => one.expirationDateTime)
    emulator.use({ name: 'sooner', trigger: 'start', steps: [{ do: 'expireSubscriptions', in: '55min' }] })
    await emulator.clock.advance(0)
    expect((await expirations()).sort()).toEqual(['2026-01-05T09:50:00Z', '2026-01-05T09:55:00Z'])
    emulator.use({ name: 'now', trigger: 'start', steps: [{ do: 'expireSubscriptions' }] })
    await emulator.clock.advance(0)
    expect(await expirations()).toEqual([])
    expect((await graph.get(`/subscriptions/${soon}`)).status).toBe(404)
    await emulator.clock.advance('1d')
    expect(emulator.trace.of('error')).toEqual([])
  })
})
