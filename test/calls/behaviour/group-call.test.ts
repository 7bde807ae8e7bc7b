import { describe, expect, it } from 'vitest'
import { defineScenario, results } from '../../../src/index.ts'
import { ADELE, ALEX, aGroupCall, anInvitation, MEGAN, TENANT } from '../../support/bodies.ts'
import { createCall, groupCallInProgress } from '../../support/calls.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

describe('A group call', () => {
  const place = async (options = {}, body = aGroupCall()) => {
    const world = setup(options)
    const call = await createCall(world.graph, body)
    return { ...world, call, path: `/communications/calls/${call.id}` }
  }

  it('is established with the app alone, and the callees join as they answer', async () => {
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

  it('is answered by all callees after two seconds by default', async () => {
    const { emulator, received } = await place()
    await emulator.clock.advance('2s')
    expect(rosters(received).map(namesOn)).toEqual([['Calling app'], ['Calling app', 'Adele Vance', 'Alex Wilber']])
  })

  it('numbers its rosters and gives each participant the number of its last change', async () => {
    const { emulator, received, call } = await groupCallInProgress(setup())
    emulator.perform(call.id, { do: 'mute', who: ALEX })
    await emulator.settled()
    const last = rosters(received).at(-1)
    expect(last?.map(({ isMuted, rosterSequenceNumber }) => [isMuted, rosterSequenceNumber])).toEqual([
      [false, 1],
      [false, 2],
      [true, 3],
    ])
  })

  it('sends only changed participants to an app with isDeltaRosterEnabled', async () => {
    const { emulator, received, call } = await place(
      {},
      aGroupCall({
        callOptions: { '@odata.type': '#microsoft.graph.outgoingCallOptions', isDeltaRosterEnabled: true },
      }),
    )
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    await emulator.settled()
    expect(rosters(received).map(namesOn)).toEqual([['Calling app'], ['Adele Vance', 'Alex Wilber'], ['Adele Vance']])
    expect(rosters(received).at(-1)?.[0].removedState).toMatchObject({ reason: 'left' })
  })

  it('ends when no callee answers', async () => {
    const { emulator, received } = await place({
      scenarios: [defineScenario({ name: 'no answer', match: { kind: 'group' }, steps: [] })],
    })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5013 } },
    })
  })

  it('continues without the callees who decline', async () => {
    const { emulator, graph, received, call, path } = await place()
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'decline', who: ADELE, with: results.busy })
    await emulator.clock.advance('2s')
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app', 'Alex Wilber'])
    expect((await graph.get(path)).body.state).toBe('established')
  })

  it('lets any user of the directory and any phone join, leave and rejoin', async () => {
    const { emulator, received, call } = await groupCallInProgress(setup())
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

  it('ends for all participants when the conversation is ended', async () => {
    const { emulator, received, call } = await groupCallInProgress(setup())
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5001 } },
    })
  })

  it('writes a record with one session for each participant', async () => {
    const { emulator, graph, call } = await groupCallInProgress(setup())
    await emulator.clock.advance('10s')
    await graph.delete(`/communications/calls/${call.id}`)
    await emulator.clock.runToIdle()
    const record = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(record.body).toMatchObject({ type: 'groupCall', modalities: ['audio'] })
    expect(record.body.sessions).toHaveLength(3)
  })

  it('records which modalities each participant sent and received', async () => {
    const { emulator, graph, call } = await groupCallInProgress(setup())
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
    // The app requested audio only, so it receives neither video nor screen.
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

  it('shows its tenant although the request did not name it, unlike a peer-to-peer call', async () => {
    const { graph } = setup()
    expect((await createCall(graph, aGroupCall())).tenantId).toBe(TENANT)
    expect((await createCall(graph)).tenantId).toBeNull()
  })

  it('uses the participant ids chosen by the app and refuses duplicates', async () => {
    const targets = (...ids: string[]) =>
      ids.map((participantId, index) => anInvitation([ADELE, ALEX][index] ?? '', { participantId }))
    const { call } = await place({}, aGroupCall({ targets: targets('one', 'two') }))
    expect(call.targets.map(({ participantId }: { participantId: string }) => participantId)).toEqual(['one', 'two'])
    const { graph, emulator } = setup()
    const refused = await graph.post('/communications/calls', aGroupCall({ targets: targets('one', 'One') }))
    expect([refused.status, refused.body.error.code]).toEqual([400, '8523'])
    expect(refused.body.error.message).toContain("'targets[1].participantId': 'one'")
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it.each([
    [{ do: 'mute', who: 'Stranger' }, "no participant is 'Stranger'"],
    [{ do: 'join', who: 'Stranger' }, 'Adele Vance, Alex Wilber, Megan Bowen'],
    [{ do: 'join', who: ADELE }, 'has not left the call'],
    [{ do: 'unmute', who: ADELE }, 'a muted participant'],
    [{ do: 'answer' }, 'a participant who is ringing'],
    [{ do: 'admit' }, 'lobby'],
    [{ do: 'lobby' }, 'a meeting'],
    [{ do: 'hold' }, 'peer-to-peer'],
  ] as const)('refuses the step %j and says why', async (step, named) => {
    const { emulator, call } = await groupCallInProgress(setup())
    const before = emulator.store.getState()
    expect(() => emulator.perform(call.id, step)).toThrow(named)
    expect(emulator.store.getState()).toBe(before)
  })
})
