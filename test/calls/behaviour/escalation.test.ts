import { describe, expect, it } from 'vitest'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPhone,
  CALLBACK,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall, establishedCall, readRecord } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { createGraph } from '../../support/graph.ts'
import { namesOn, operations, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

/** An established peer-to-peer call, to which a third person can be invited. */
const peers = async (changes: Record<string, unknown> = {}) => {
  const world = await establishedCall(setup(), anOutgoingCall(changes))
  const { graph, path } = world
  const invite = (...participants: object[]) => graph.post(`${path}/participants/invite`, { participants })
  return { ...world, invite }
}

const hidden = {
  callOptions: { '@odata.type': '#microsoft.graph.outgoingCallOptions', hideBotAfterEscalation: true },
}

describe('Inviting a third person to a peer-to-peer call', () => {
  it('makes it a group call with a chat, and notifies the app of the call and then of its roster', async () => {
    const { emulator, graph, received, call, path, invite } = await peers()
    const { status, body } = await invite(anInvitation(MEGAN))
    expect([status, body.status]).toEqual([200, 'running'])
    await emulator.settled()
    const [updated, roster] = received
    expect(updated).toMatchObject({
      changeType: 'updated',
      resourceUrl: path,
      resourceData: {
        id: call.id,
        state: 'established',
        callChainId: call.callChainId,
        chatInfo: { threadId: expect.stringMatching(/^19:/), messageId: '0' },
        mediaState: { audio: 'active' },
      },
    })
    expect(namesOn(roster.resourceData)).toEqual(['Calling app', 'Adele Vance'])
    expect(received).toHaveLength(2)
    expect((await graph.get(path)).body.chatInfo).toMatchObject(updated.resourceData.chatInfo)
    await emulator.clock.runToIdle()
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app', 'Adele Vance', 'Megan Bowen'])
    expect(operations(received).map(({ resourceData }) => resourceData.status)).toEqual(['completed'])
  })

  it.each([
    [
      'is invited as the first of several, one by one',
      [anInvitation(MEGAN), anInvitation(ALEX)],
      ['Megan Bowen', 'Alex Wilber'],
    ],
    ['is a phone', [aPhone()], ['+12065550100']],
  ])('adds whoever %s', async (_, invitations, names) => {
    const { emulator, invite, readRoster } = await peers(AS_INSTANCE)
    for (const invitation of invitations) expect((await invite(invitation)).status).toBe(200)
    await emulator.clock.runToIdle()
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance', ...names])
  })

  it('sends the rosters of a call that is on hold', async () => {
    const { emulator, received, call, invite } = await peers()
    emulator.perform(call.id, { do: 'hold' })
    await invite(anInvitation(MEGAN))
    await emulator.clock.advance('5s')
    emulator.perform(call.id, { do: 'resume' })
    await emulator.settled()
    expect(rosters(received).map(namesOn)).toEqual([
      ['Calling app', 'Adele Vance'],
      ['Calling app', 'Adele Vance', 'Megan Bowen'],
    ])
  })

  it('works in an incoming call', async () => {
    const { emulator, graph, received } = setup()
    const { id } = emulator.incomingCall({ from: { user: ADELE }, callbackUri: CALLBACK })
    const path = `/communications/calls/${id}`
    await graph.post(`${path}/answer`, anAnswer())
    await emulator.clock.advance('1s')
    expect((await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })).status).toBe(200)
    await emulator.clock.runToIdle()
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app', 'Adele Vance', 'Megan Bowen'])
  })

  it('leaves a group call of two when the invited person declines', async () => {
    const { emulator, graph, received, call, path, invite, readRoster } = await peers()
    await invite(anInvitation(MEGAN))
    emulator.perform(call.id, { do: 'decline', who: MEGAN })
    await emulator.settled()
    expect(operations(received)).toMatchObject([{ resourceData: { status: 'failed' } }])
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance'])
    expect((await graph.post(`${path}/mute`)).status).toBe(200)
  })

  it('lets people come and go as in any group call', async () => {
    const { emulator, received, call, invite } = await peers()
    await invite(anInvitation(MEGAN))
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    emulator.perform(call.id, { do: 'join', who: ALEX })
    emulator.perform(call.id, { do: 'hangUp' })
    await emulator.clock.runToIdle()
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 200, subcode: 5001 })
  })

  it('writes the record of a group call with a session for each participant', async () => {
    const { emulator, graph, call, path, invite } = await peers()
    await emulator.clock.advance('10s')
    await invite(anInvitation(MEGAN))
    await emulator.clock.advance('12s')
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const { body } = await readRecord(graph, call.callChainId)
    const seconds = body.sessions.map((one: { startDateTime: string; endDateTime: string }) =>
      Math.round((Date.parse(one.endDateTime) - Date.parse(one.startDateTime)) / 1000),
    )
    expect([body.type, seconds]).toEqual(['groupCall', [22, 22, 10]])
  })

  it('can replace another peer-to-peer call of the app, but not itself', async () => {
    const world = await peers()
    const { emulator, graph, call, invite, readRoster } = world
    const other = await establishedCall(world, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))
    await expectRefused(world, () => invite(anInvitation(MEGAN, { replacesCallId: call.id })), {
      status: 400,
      code: '8523',
      named: ['participants[0].replacesCallId', call.id],
    })
    await invite(anInvitation(MEGAN, { replacesCallId: other.call.id }))
    await emulator.clock.runToIdle()
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance', 'Megan Bowen'])
    expect((await graph.get(other.path)).status).toBe(404)
  })

  it('is refused for several people at once, for the other side, and before the call is established', async () => {
    const world = await peers()
    const { graph, invite } = world
    const refusal = { status: 400, code: '8523' }
    await expectRefused(world, () => invite(anInvitation(MEGAN), anInvitation(ALEX)), {
      ...refusal,
      named: ["'participants'", 'one by one'],
    })
    await expectRefused(world, () => invite(anInvitation(ADELE)), { ...refusal, named: ['participants[0].identity'] })
    const early = await createCall(graph)
    await world.emulator.settled()
    const body = { participants: [anInvitation(MEGAN)] }
    await expectRefused(world, () => graph.post(`/communications/calls/${early.id}/participants/invite`, body), {
      status: 400,
      code: '8501',
      named: ['establishing'],
    })
    const lenient = createGraph((url, init) => world.emulator.fetch(url, init), 'https://graph.microsoft.com/localtest')
    await expectRefused(world, () => lenient.post(`/communications/calls/${early.id}/participants/invite`, body), {
      status: 400,
      code: '8548',
      named: ['group call'],
    })
  })

  it('continues exactly the same after a snapshot', async () => {
    const { emulator, received, invite } = await peers(hidden)
    await invite(anInvitation(MEGAN))
    const other = setup({ seed: 'another' })
    other.emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())))
    await emulator.settled()
    received.length = 0
    await emulator.clock.runToIdle()
    await other.emulator.clock.runToIdle()
    expect(rosters(received)).toHaveLength(1)
    expect(other.received).toEqual(received)
  })
})

describe('hideBotAfterEscalation', () => {
  it('hides the app from the rosters of the group call, but not from its record', async () => {
    const { emulator, graph, received, call, path, invite, readRoster } = await peers(hidden)
    await invite(anInvitation(MEGAN))
    await emulator.clock.runToIdle()
    expect(rosters(received).map(namesOn)).toEqual([['Adele Vance'], ['Adele Vance', 'Megan Bowen']])
    expect(await readRoster()).toEqual(['Adele Vance', 'Megan Bowen'])
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const { body } = await readRecord(graph, call.callChainId)
    expect(body.participants_v2).toHaveLength(3)
  })

  it('ends a call in which only the hidden app is left with 5020', async () => {
    const { emulator, received, call, invite } = await peers(hidden)
    await invite(anInvitation(MEGAN))
    await emulator.clock.advance('2s')
    emulator.perform(call.id, { do: 'leave' })
    await emulator.clock.runToIdle()
    expect(rosters(received).at(-1)).toEqual([])
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 200, subcode: 5020 })
  })

  it('has no effect in a call that was a group call from the beginning', async () => {
    const targets = [anInvitation(ADELE), anInvitation(ALEX)]
    const { emulator, invite, readRoster } = await peers({ ...hidden, targets })
    await invite(anInvitation(MEGAN))
    await emulator.clock.runToIdle()
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance', 'Alex Wilber', 'Megan Bowen'])
  })
})
