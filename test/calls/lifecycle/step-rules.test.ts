import { describe, expect, it } from 'vitest'
import type { Step } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, CALLBACK, MEGAN } from '../../support/bodies.ts'
import { createCall, groupCallInProgress } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

type World = ReturnType<typeof setup>

const outgoing = async ({ graph }: World): Promise<string> => (await createCall(graph)).id
const incoming = ({ emulator }: World) => emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK }).id
const group = async ({ graph }: World): Promise<string> => (await createCall(graph, aGroupCall())).id
const meeting = async ({ graph }: World): Promise<string> => (await createCall(graph, aMeeting())).id
const groupInProgress = async (world: World) => (await groupCallInProgress(world)).call.id
const groupWithGallery = async (world: World) => {
  const { call, path } = await groupCallInProgress(world)
  await world.graph.post(`${path}/addLargeGalleryView`)
  await world.emulator.clock.advance('1s')
  for (const who of [ADELE, ALEX]) world.emulator.perform(call.id, { do: 'mute', who })
  return call.id
}

describe('A step', () => {
  it.each<[Step, boolean, string, (world: World) => string | Promise<string>]>([
    [{ do: 'answer', who: ADELE }, true, 'an outgoing call', outgoing],
    [{ do: 'answer', who: 'app' }, false, 'an incoming call, which the app answers by a request', incoming],
    [{ do: 'decline', who: 'app' }, false, 'an incoming call, which the app rejects by a request', incoming],
    [{ do: 'hangUp' }, true, 'an incoming call', incoming],
    [{ do: 'hangUp' }, false, 'an outgoing call, which its callee declines', outgoing],
    [{ do: 'deny', who: 'app' }, true, 'a meeting that the app joins', meeting],
    [{ do: 'deny', who: 'app' }, false, 'a group call that the app has started', group],
    [{ do: 'lobby', who: MEGAN }, true, 'a meeting', meeting],
    [{ do: 'lobby', who: MEGAN }, false, 'a group call, which has no lobby', groupInProgress],
    [{ do: 'join', who: MEGAN }, true, 'a group call', groupInProgress],
    [{ do: 'mute' }, true, 'a group call', groupInProgress],
    [{ do: 'mute' }, false, 'a group call in which only the app and the large gallery are not muted', groupWithGallery],
    [{ do: 'mute', who: ADELE }, false, 'a group call in which this participant is muted', groupWithGallery],
    [{ do: 'mute', who: 'app' }, true, 'a group call in which all others are muted', groupWithGallery],
  ])('%j is possible (%s) in %s', async (step, isPossible, _, start) => {
    const world = setup()
    const id = await start(world)
    expect(world.emulator.can(id, step)).toBe(isPossible)
  })

  it('names the participant who is in the call, although an earlier one of the same user has left', async () => {
    const world = await groupCallInProgress(setup())
    const { emulator, graph, call, path } = world
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(ALEX)] })
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'mute', who: ALEX })
    const muted = (await world.readParticipants()).map(({ isMuted }: { isMuted: boolean }) => isMuted)
    expect(muted).toEqual([false, false, true])
  })
})
