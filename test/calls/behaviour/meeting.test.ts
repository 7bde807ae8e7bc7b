import { describe, expect, it } from 'vitest'
import { defineScenario } from '../../../src/index.ts'
import { ADELE, ALEX, aMeeting } from '../../support/bodies.ts'
import { namesOn, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const waiting = defineScenario({ name: 'waits in the lobby', match: { kind: 'meeting' }, steps: [{ do: 'lobby' }] })

describe('A meeting', () => {
  const join = async (options = {}, body = aMeeting()) => {
    const world = setup(options)
    const answer = await world.graph.post('/communications/calls', body)
    return { ...world, answer, call: answer.body, path: `/communications/calls/${answer.body.id}` }
  }

  it('is joined by the ids of its organizer, who is already present', async () => {
    const { emulator, received, call } = await join()
    expect(call).toMatchObject({
      state: 'establishing',
      targets: [],
      chatInfo: { threadId: '19:meeting_Win6Ydo4wsMijFjZS00ZGVjLTk5@thread.v2', replyChainMessageId: null },
      meetingInfo: { '@odata.type': '#microsoft.graph.organizerMeetingInfo', organizer: { user: { id: ADELE } } },
    })
    await emulator.clock.runToIdle()
    expect(received.map(({ resourceData }) => resourceData.state)).toEqual([
      'establishing',
      'established',
      'established',
      undefined,
    ])
    expect(received[1].resourceData).toMatchObject({
      chatInfo: { messageId: '0' },
      meetingInfo: { organizer: { user: { id: ADELE } } },
    })
    expect(rosters(received).map(namesOn)).toEqual([['Calling app', 'Adele Vance']])
  })

  it('is joined by a join id, and the response contains its chat', async () => {
    const { call } = await join(
      {},
      aMeeting({
        chatInfo: undefined,
        meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '1234567' },
      }),
    )
    expect(call).toMatchObject({
      meetingInfo: { joinMeetingId: '1234567', passcode: null },
      chatInfo: { threadId: expect.stringMatching(/^19:meeting_.+@thread\.v2$/), messageId: '0' },
    })
  })

  it.each([
    ['999', undefined, "'999'"],
    ['1234567', 'wrong', 'passcode'],
    ['1234567', undefined, 'passcode'],
  ])('refuses join id %s with passcode %s when the directory has another', async (joinMeetingId, passcode, named) => {
    const { answer, emulator } = await join(
      { directory: { meetings: [{ joinMeetingId: '1234567', passcode: 'right' }] } },
      aMeeting({
        chatInfo: undefined,
        meetingInfo: { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId, passcode },
      }),
    )
    expect([answer.status, answer.body.error.code]).toEqual([400, '8561'])
    expect(answer.body.error.message).toContain(named)
    expect(emulator.store.getState().calls.size).toBe(0)
  })

  it.each([
    [{ chatInfo: undefined }, '8523', 'chatInfo'],
    [{ meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: '' } }, '8526', 'token'],
    [{ meetingInfo: undefined }, '8523', 'targets'],
  ])('refuses to be joined with %j', async (changes, code, named) => {
    const { answer } = await join({}, aMeeting(changes))
    expect([answer.status, answer.body.error.code]).toEqual([400, code])
    expect(answer.body.error.message).toContain(named)
  })

  it('keeps the app in the lobby, in state establishing, until it is admitted', async () => {
    const { emulator, graph, received, call, path } = await join({ scenarios: [waiting] })
    await emulator.clock.advance('10min')
    expect((await graph.get(path)).body.state).toBe('establishing')
    const { body } = await graph.get(`${path}/participants/${call.myParticipantId}`)
    expect(body).toMatchObject({ isInLobby: true, mediaStreams: [] })
    emulator.perform(call.id, { do: 'admit' })
    await emulator.settled()
    expect(rosters(received).map(namesOn)).toEqual([['Calling app', 'Adele Vance']])
  })

  it.each([
    ['denied', { do: 'deny' } as const, 5300],
    ['left waiting', undefined, 5855],
  ])('ends the call of an app that is %s in the lobby', async (_, step, subcode) => {
    const { emulator, received, call } = await join({ scenarios: [waiting] })
    await emulator.clock.advance('1s')
    if (step) emulator.perform(call.id, step)
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { state: 'terminated', resultInfo: { code: 200, subcode } },
    })
  })

  it('lists participants in the lobby until they are admitted, denied or time out', async () => {
    const { emulator, received, call } = await join()
    await emulator.clock.runToIdle()
    for (const who of [ALEX, 'Megan Bowen', '+12065550100']) emulator.perform(call.id, { do: 'lobby', who })
    await emulator.settled()
    expect(
      rosters(received)
        .at(-1)
        ?.map(({ isInLobby }) => isInLobby),
    ).toEqual([false, false, true, true, true])
    emulator.perform(call.id, { do: 'admit', who: ALEX })
    emulator.perform(call.id, { do: 'deny', who: 'Megan Bowen' })
    await emulator.clock.advance('30min')
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app', 'Adele Vance', 'Alex Wilber'])
  })

  it('refuses to admit or deny participants while it ends', async () => {
    const { emulator, call } = await join()
    await emulator.clock.runToIdle()
    emulator.perform(call.id, { do: 'lobby', who: ALEX })
    emulator.perform(call.id, { do: 'hangUp' })
    for (const step of [{ do: 'admit' }, { do: 'deny' }] as const) {
      expect(emulator.can(call.id, step)).toBe(false)
      expect(() => emulator.perform(call.id, step)).toThrow("'terminating'")
    }
  })

  it('ends the call of an app that is removed', async () => {
    const { emulator, received, call } = await join()
    await emulator.clock.runToIdle()
    emulator.perform(call.id, { do: 'remove', who: 'app' })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({ resourceData: { resultInfo: { code: 200, subcode: 5300 } } })
  })
})
