import { expect, it } from 'vitest'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

const notifiedStates = async (seed: number) => {
  const { emulator, graph, received } = setup({ seed, notifications: { shuffle: true } })
  await createCall(graph)
  await emulator.clock.advance('7s')
  return received.map(({ resourceData: { state, mediaState } }) => (mediaState ? 'media' : state))
}

it('shuffled notifications all arrive within five seconds, in a different order for some seeds', async () => {
  const seeds = Array.from({ length: 30 }, (_, seed) => seed)
  const received = await Promise.all(seeds.map(notifiedStates))
  for (const states of received) expect(states.toSorted()).toEqual(['established', 'establishing', 'media'])
  expect(new Set(received.map(([first]) => first))).toEqual(new Set(['establishing', 'established', 'media']))
})

it('shuffled notifications arrive in the same order for the same seed', async () => {
  expect(await notifiedStates(3)).toEqual(await notifiedStates(3))
})
