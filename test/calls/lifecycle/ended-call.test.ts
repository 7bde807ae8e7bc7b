import { describe, expect, it } from 'vitest'
import { RESPONSE_DELAY_MS } from '../../../src/calls/lifecycle/limits.ts'
import { defineScenario } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, aMeeting, anInvitation, aPrompt, CALLBACK, MEGAN } from '../../support/bodies.ts'
import { createCall, groupCallInProgress } from '../../support/calls.ts'
import { operations } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const TARGET = 'user-01'

type World = ReturnType<typeof setup>
type Id = string | Promise<string>

const incoming = ({ emulator }: World): Id =>
  emulator.incomingCall({ from: { user: ADELE }, others: [ALEX], callbackUri: CALLBACK }).id
const redirecting = async (world: World) => {
  const id = await incoming(world)
  await world.graph.post(`/communications/calls/${id}/redirect`, { targets: [anInvitation(TARGET)] })
  return id
}
const establishing = async ({ graph }: World) => (await createCall(graph, aGroupCall())).id
const joining = async ({ graph }: World) => (await createCall(graph, aMeeting())).id
const established = async (world: World) => (await groupCallInProgress(world)).call.id

const hangUp = ({ graph }: World, id: string): unknown => graph.delete(`/communications/calls/${id}`)

const WAYS: readonly [string, (world: World) => Id, (world: World, id: string) => unknown][] = [
  ['rejected', incoming, ({ graph }, id) => graph.post(`/communications/calls/${id}/reject`)],
  ['ended by its caller before the answer', incoming, ({ emulator }, id) => emulator.perform(id, { do: 'hangUp' })],
  ['deleted while its target rings', redirecting, hangUp],
  ['redirected', redirecting, ({ emulator }, id) => emulator.perform(id, { do: 'answer', who: TARGET })],
  ['cancelled by the app', establishing, hangUp],
  ['ended by a denied join', joining, ({ emulator }, id) => emulator.perform(id, { do: 'deny', who: 'app' })],
  ['hung up by the app', established, hangUp],
  ['ended by the other side', established, ({ emulator }, id) => emulator.perform(id, { do: 'hangUp' })],
]

describe('A call that is', () => {
  it.each(WAYS)('%s cancels its operations and all that is scheduled for it', async (_, start, end) => {
    const world = setup()
    const { emulator, graph, received } = world
    const id = await start(world)
    // This version accepts operations in every state of a call.
    const early = `https://graph.microsoft.com/localtest/communications/calls/${id}`
    await graph.post(`${early}/playPrompt`, { prompts: [aPrompt()] })
    await graph.post(`${early}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await emulator.settled()
    await end(world, id)
    await emulator.clock.runToIdle()
    expect(operations(received).map(({ resourceData }) => resourceData.status)).toEqual(['failed', 'failed'])
    expect(emulator.trace.of('refused')).toEqual([])
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { state: 'terminated' } })
  })

  it('cancelled by the app takes no further step of its scenario', async () => {
    const answers = defineScenario({ name: 'answers', steps: [{ after: '50ms', do: 'answer' }] })
    const world = setup({ scenarios: [answers] })
    await hangUp(world, await establishing(world))
    await world.emulator.clock.runToIdle()
    expect(world.emulator.trace.of('refused')).toEqual([])
  })

  it.each(['hung up', 'transferred'])('%s shortly before an invited user would answer gets no answer', async (end) => {
    const { emulator, graph, call, path, adele } = await groupCallInProgress(setup())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await emulator.clock.advance(RESPONSE_DELAY_MS - 50)
    if (end === 'hung up') await graph.delete(path)
    else {
      const transferee = { ...anInvitation(ADELE), '@odata.type': undefined, participantId: adele }
      const transfer = { transferTarget: anInvitation(TARGET), transferee }
      expect((await graph.post(`${path}/transfer`, transfer)).status).toBe(202)
      emulator.perform(call.id, { do: 'answer', who: TARGET })
    }
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('hung up cancels an operation that the app requests meanwhile', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    await graph.delete(path)
    await graph.post(`https://graph.microsoft.com/localtest${path}/addLargeGalleryView`)
    await emulator.clock.runToIdle()
    expect(operations(received).map(({ resourceData }) => resourceData.status)).toEqual(['failed'])
    expect(received.at(-1)).toMatchObject({ changeType: 'deleted', resourceData: { state: 'terminated' } })
  })
})
