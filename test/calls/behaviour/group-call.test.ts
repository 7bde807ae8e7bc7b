import { describe, expect, it } from 'vitest'
import { defineScenario, results } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, anInvitation, MEGAN } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

describe('a group call', () => {
  const place = async (options = {}, body = aGroupCall()) => {
    const world = setup(options)
    const call = await createCall(world.graph, body)
    return { ...world, call, path: `/communications/calls/${call.id}` }
  }
  const everybodyIn = async (options = {}, body = aGroupCall()) => {
    const world = await place(options, body)
    await world.emulator.clock.advance('2s')
    return world
  }

  it('is up as soon as the app’s own leg is, and those who are called come in as they answer', async () => {
    const { emulator, graph, received, path } = await place({
      scenarios: [
        defineScenario({
          name: 'one after the other',
          match: { kind: 'group' },
          steps: [
            { after: '1s', do: 'answer', who: 'Adele Vance' },
            { after: '1s', do: 'answer', who: ALEX },
          ],
        }),
      ],
    })
    await emulator.clock.advance('500ms')
    expect((await graph.get(path)).body.state).toBe('established')
    await emulator.clock.advance('2s')
    expect(rosters(received).map(namesOn)).toEqual([
      ['Calling app'],
      ['Calling app', 'Adele Vance'],
      ['Calling app', 'Adele Vance', 'Alex Wilber'],
    ])
    expect(namesOn((await graph.get(`${path}/participants`)).body.value)).toEqual([
      'Calling app',
      'Adele Vance',
      'Alex Wilber',
    ])
  })

  it('is answered by everybody after two seconds when no scenario says otherwise', async () => {
    const { received } = await everybodyIn()
    expect(rosters(received).map(namesOn)).toEqual([['Calling app'], ['Calling app', 'Adele Vance', 'Alex Wilber']])
  })

  it('numbers its rosters, and says of each participant in which it last changed', async () => {
    const { emulator, received, call } = await everybodyIn()
    emulator.perform(call.id, { do: 'mute', who: ALEX })
    await emulator.settled()
    const last = rosters(received).at(-1)
    expect(last?.map(({ isMuted, rosterSequenceNumber }) => [isMuted, rosterSequenceNumber])).toEqual([
      [false, 1],
      [false, 2],
      [true, 3],
    ])
  })

  it('tells only what has changed to an app that asked for that', async () => {
    const { emulator, received, call } = await everybodyIn(
      {},
      aGroupCall({
        callOptions: { '@odata.type': '#microsoft.graph.outgoingCallOptions', isDeltaRosterEnabled: true },
      }),
    )
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    await emulator.settled()
    expect(rosters(received).map(namesOn)).toEqual([['Calling app'], ['Adele Vance', 'Alex Wilber'], ['Adele Vance']])
    expect(rosters(received).at(-1)?.[0].removedState).toMatchObject({ reason: 'left' })
  })

  it('ends when the last of the others has left', async () => {
    const { emulator, graph, received, call, path } = await everybodyIn()
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5002 } },
    })
    expect((await graph.get(path)).status).toBe(404)
  })

  it('ends when nobody answers', async () => {
    const { emulator, received } = await place({
      scenarios: [defineScenario({ name: 'nobody', match: { kind: 'group' }, steps: [] })],
    })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5013 } },
    })
  })

  it('goes on without those who decline', async () => {
    const { emulator, graph, received, call, path } = await place()
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'decline', who: ADELE, with: results.busy })
    await emulator.clock.advance('2s')
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app', 'Alex Wilber'])
    expect((await graph.get(path)).body.state).toBe('established')
  })

  it('lets anybody of the directory, and any phone, come in, and come back', async () => {
    const { emulator, received, call } = await everybodyIn()
    emulator.perform(call.id, { do: 'join' })
    emulator.perform(call.id, { do: 'join', who: '+12065550100' })
    emulator.perform(call.id, { do: 'leave', who: 'Megan Bowen' })
    emulator.perform(call.id, { do: 'join', who: MEGAN })
    await emulator.settled()
    expect(rosters(received).map(namesOn).at(-1)).toEqual([
      'Calling app',
      'Adele Vance',
      'Alex Wilber',
      'Megan Bowen',
      '+12065550100',
    ])
  })

  it('ends for everybody when the conversation is ended', async () => {
    const { emulator, received, call } = await everybodyIn()
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5001 } },
    })
  })

  it('leaves a record with a session for each who was in', async () => {
    const { emulator, graph, call } = await everybodyIn()
    await emulator.clock.advance('10s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const record = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(record.body).toMatchObject({ type: 'groupCall', modalities: ['audio'] })
    expect(record.body.sessions).toHaveLength(3)
  })

  it('shows in its record who turned on what, and who saw it', async () => {
    const { emulator, graph, call } = await everybodyIn()
    emulator.perform(call.id, { do: 'startVideo', who: ADELE })
    await emulator.clock.advance('10s')
    emulator.perform(call.id, { do: 'share', who: ALEX })
    await emulator.clock.advance('10s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(
      `/communications/callRecords/${call.callChainId}?$expand=sessions($expand=segments)`,
    )
    expect(body.modalities).toEqual(['audio', 'video', 'videoBasedScreenSharing'])
    // The app asked for audio alone, and so it sees nothing.
    expect(body.sessions.map(({ modalities }: { modalities: string[] }) => modalities)).toEqual([
      ['audio'],
      ['audio', 'video', 'videoBasedScreenSharing'],
      ['audio', 'video', 'videoBasedScreenSharing'],
    ])
    // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
    const sent = body.sessions.map(({ segments }: any) =>
      segments
        .at(-1)
        // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
        .media.filter(({ streams }: any) => streams[0].streamDirection === 'callerToCallee')
        .map(({ label }: { label: string }) => label),
    )
    expect(sent).toEqual([['main-audio'], ['main-audio', 'main-video'], ['main-audio', 'applicationsharing-video']])
  })

  it('can choose the ids of those it calls, each its own', async () => {
    const targets = (...ids: string[]) => ids.map((participantId) => anInvitation(ADELE, { participantId }))
    const { call } = await place({}, aGroupCall({ targets: targets('one', 'two') }))
    expect(call.targets.map(({ participantId }: { participantId: string }) => participantId)).toEqual(['one', 'two'])
    const { graph, emulator } = setup()
    const refused = await graph.post('/communications/calls', aGroupCall({ targets: targets('one', 'One') }))
    expect([refused.status, refused.body.error.code]).toEqual([400, '8523'])
    expect(refused.body.error.message).toContain("'one'")
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it.each([
    [{ do: 'mute', who: 'Nobody' }, "nobody in it is 'Nobody'"],
    [{ do: 'join', who: 'Nobody' }, 'Adele Vance, Alex Wilber, Megan Bowen'],
    [{ do: 'join', who: ADELE }, "is 'in' already"],
    [{ do: 'unmute', who: ADELE }, 'somebody who is muted'],
    [{ do: 'answer' }, 'somebody who is being rung'],
    [{ do: 'admit' }, 'lobby'],
    [{ do: 'lobby' }, 'a meeting'],
    [{ do: 'hold' }, 'peer-to-peer'],
  ] as const)('refuses the step %j by name', async (step, named) => {
    const { emulator, call } = await everybodyIn()
    const before = emulator.store.getState()
    expect(() => emulator.perform(call.id, step)).toThrow(named)
    expect(emulator.store.getState()).toBe(before)
  })
})
