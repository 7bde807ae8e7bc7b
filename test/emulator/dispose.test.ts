import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Emulator } from '../../src/index.ts'
import { anOutgoingCall, aPrompt } from '../support/bodies.ts'
import { createCall, establishedCall } from '../support/calls.ts'
import type { Graph } from '../support/graph.ts'
import { setup } from '../support/setup.ts'

// Fake timers stand for the wall clock, so that those that remain can be counted.
vi.mock('../../src/engine/time/wall-timer.ts', () => import('../support/wall-timer-by-fakes.ts'))
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

interface World {
  readonly emulator: Emulator
  readonly graph: Graph
  /** The path of an established call. */
  readonly path: string
}

describe('disposing of an emulator while a receiver hangs', () => {
  it.each<readonly [string, (world: World) => unknown]>([
    ['a notification', ({ graph }) => createCall(graph)],
    ['two notifications', ({ graph, path }) => createCall(graph).then(() => graph.delete(path))],
    ['a prompt', ({ graph, path }) => graph.post(`${path}/playPrompt`, { prompts: [aPrompt()] })],
    ['the validation of a webhook', ({ graph }) => graph.post('/subscriptions', A_SUBSCRIPTION)],
  ])('aborts %s, sends nothing more and leaves no timer', async (_, act) => {
    let hangs = false
    const open = new Set<AbortSignal>()
    const deliver = async ({ signal }: Request) => {
      if (!hangs) return
      open.add(signal)
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      open.delete(signal)
    }
    const { emulator, graph } = setup({ notifications: { deliver } })
    const { path } = await establishedCall({ emulator, graph })
    hangs = true
    const acted = act({ emulator, graph, path })
    await nextTurn()
    expect([open.size, vi.getTimerCount()]).toEqual([1, 1])
    // The decision about this request is made after the emulator is disposed, as is that about a prompt.
    const created = graph.post('/communications/calls', anOutgoingCall())
    emulator[Symbol.dispose]()
    await Promise.all([acted, created])
    await nextTurn()
    expect([open.size, vi.getTimerCount()]).toEqual([0, 0])
    const reasons = emulator.trace.of('delivery').map(({ why }) => why)
    expect(reasons).toContain('the emulator is disposed')
  })
})

const A_SUBSCRIPTION = {
  changeType: 'created',
  notificationUrl: 'https://bot.contoso.com/records',
  resource: '/communications/callRecords',
  expirationDateTime: '2026-01-06T09:00:00Z',
}
