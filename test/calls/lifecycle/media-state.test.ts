import { describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/index.ts'
import { anInvitation, MEGAN } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

describe("A call's mediaState", () => {
  it('is absent until the call is established', async () => {
    const { graph } = setup()
    const { id } = await createCall(graph)
    expect((await graph.get(`/communications/calls/${id}`)).body.mediaState).toBeNull()
  })

  type Act = (world: { emulator: Emulator; call: { id: string } }) => unknown
  const perform =
    (...steps: Parameters<Emulator['perform']>[1][]): Act =>
    ({ emulator, call }) => {
      for (const step of steps) emulator.perform(call.id, step)
    }

  it.each<[string, 'active' | 'inactive', Act]>([
    ['established', 'active', () => undefined],
    ['hold', 'inactive', perform({ do: 'hold' })],
    ['established', 'active', perform({ do: 'hold' }, { do: 'resume' })],
    ['terminating', 'inactive', perform({ do: 'hangUp' })],
    ['terminating', 'inactive', perform({ do: 'hold' }, { do: 'hangUp' })],
  ])('of a call that is %s is %s', async (state, audio, act) => {
    const world = await establishedCall(setup())
    act(world)
    expect((await world.graph.get(world.path)).body).toMatchObject({ state, mediaState: { audio } })
  })

  it.each([
    ['transferring', 'active', undefined],
    ['transferAccepted', 'inactive', { do: 'answer', who: MEGAN }],
    ['established', 'active', { do: 'decline', who: MEGAN }],
  ] as const)('of a call that is %s after a transfer is %s', async (state, audio, step) => {
    const { emulator, graph, call, path } = await establishedCall(setup())
    await graph.post(`${path}/transfer`, { transferTarget: anInvitation(MEGAN) })
    if (step) emulator.perform(call.id, step)
    expect((await graph.get(path)).body).toMatchObject({ state, mediaState: { audio } })
  })
})
