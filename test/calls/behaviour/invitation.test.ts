import { describe, expect, it } from 'vitest'
import { defineScenario, results } from '../../../src/index.ts'
import {
  ADELE,
  ALEX,
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anInvitation,
  anOutgoingCall,
  aPhone,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall, establishedCall, groupCallInProgress } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { namesOn, operations, rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const SIX = ['+12065550101', '+12065550102', '+12065550103', '+12065550104', '+12065550105', '+12065550106']
const phones = (count: number) => SIX.slice(0, count).map(aPhone)

describe('Inviting participants', () => {
  it('completes when the invited user has joined, and sends the new roster', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    const { status, headers, body } = await graph.post(`${path}/participants/invite`, {
      participants: [anInvitation(MEGAN)],
      clientContext: 'one more',
    })
    expect(status).toBe(200)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
    expect(body).toMatchObject({
      '@odata.type': '#microsoft.graph.inviteParticipantsOperation',
      status: 'running',
      clientContext: 'one more',
      resultInfo: null,
      participants: [
        {
          endpointType: null,
          id: null,
          replacesCallId: null,
          participantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          identity: { application: null, device: null, phone: null, user: { id: MEGAN, displayName: 'Megan Bowen' } },
        },
      ],
    })
    expect(Object.keys(body)).not.toContain('invitation')
    await emulator.clock.advance('1999ms')
    expect(received).toEqual([])

    await emulator.clock.advance('1ms')
    expect(received).toHaveLength(2)
    expect(received[0]).toMatchObject({
      changeType: 'deleted',
      resource: `/app/calls/${path.split('/').at(-1)}/operations/${body.id}`,
      resourceUrl: `${path}/operations/${body.id}`,
      resourceData: {
        '@odata.type': '#microsoft.graph.inviteParticipantsOperation',
        id: body.id,
        status: 'completed',
        clientContext: 'one more',
        participants: [
          {
            '@odata.type': '#microsoft.graph.invitationParticipantInfo',
            participantId: body.participants[0].participantId,
            identity: { user: { id: MEGAN } },
          },
        ],
      },
    })
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
    expect(rosters(received).map(namesOn)).toEqual([['Calling app', 'Adele Vance', 'Alex Wilber', 'Megan Bowen']])
    expect(rosters(received)[0]?.at(-1).id).toBe(body.participants[0].participantId)
    expect((await graph.get(`${path}/operations/${body.id}`)).body.status).toBe('completed')
  })

  it('uses the participant id chosen by the app, also when the user is invited again', async () => {
    const { emulator, graph, path, idOf } = await groupCallInProgress(setup())
    const participantId = '0B1F6A52-8E4B-4D0B-9B69-9A3A1D2B7C11'
    const invite = () =>
      graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN, { participantId })] })
    expect((await invite()).body.participants[0].participantId).toBe(participantId.toLowerCase())
    expect((await graph.get(`${path}/participants/${participantId}`)).body).toMatchObject({ mediaStreams: [] })
    await emulator.clock.advance('2s')
    expect(await idOf('Megan Bowen')).toBe(participantId.toLowerCase())

    // A participant who has left can be invited again under the same id.
    emulator.perform(path.split('/').at(-1) ?? '', { do: 'leave', who: MEGAN })
    expect((await invite()).status).toBe(200)
    await emulator.clock.advance('2s')
    expect(await idOf('Megan Bowen')).toBe(participantId.toLowerCase())
  })

  it('completes an invitation of several people once each has answered and at least one has joined', async () => {
    const { emulator, graph, received, call, path } = await establishedCall(setup(), aMeeting())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(ALEX), anInvitation(MEGAN)] })
    await emulator.clock.advance('1s')
    emulator.perform(call.id, { do: 'answer', who: ALEX })
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.settled()
    expect(operations(received)).toEqual([])
    emulator.perform(call.id, { do: 'decline', who: MEGAN })
    await emulator.settled()
    expect(operations(received)).toMatchObject([{ changeType: 'deleted', resourceData: { status: 'completed' } }])
  })

  it('fails with the result of the last decline when no one joins', async () => {
    const { emulator, graph, received, call, path } = await establishedCall(setup(), aMeeting())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(ALEX), anInvitation(MEGAN)] })
    emulator.perform(call.id, { do: 'decline', who: ALEX })
    emulator.perform(call.id, { do: 'decline', who: MEGAN, with: results.busy })
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([
      { changeType: 'deleted', resourceData: { status: 'failed', resultInfo: { code: 486, subcode: 8539 } } },
    ])
  })

  it('is declined by a scenario that waits for the invitation', async () => {
    const declines = defineScenario({
      name: 'declines',
      match: { kind: 'meeting' },
      steps: [{ when: 'invited', after: '5s', do: 'decline', with: results.unreachable }],
    })
    const { emulator, graph, received, path, readRoster } = await establishedCall(
      setup({ scenarios: [declines] }),
      aMeeting(),
    )
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await emulator.clock.advance('4999ms')
    expect(received).toEqual([])
    await emulator.clock.advance('1ms')
    expect(received).toMatchObject([{ resourceData: { status: 'failed', resultInfo: { code: 480, subcode: 10037 } } }])
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance'])
  })

  it('fails after a minute of ringing', async () => {
    const noAnswer = defineScenario({ name: 'no answer', steps: [{ when: 'invited', after: '10min', do: 'answer' }] })
    const { emulator, graph, received, path } = await establishedCall(setup({ scenarios: [noAnswer] }), aMeeting())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await emulator.clock.advance('59999ms')
    expect(received).toEqual([])
    await emulator.clock.advance('1ms')
    expect(received).toMatchObject([{ resourceData: { status: 'failed', resultInfo: { code: 487, subcode: 10004 } } }])
  })

  it('fails when the call ends', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await graph.delete(path)
    await emulator.clock.runToIdle()
    expect(operations(received)).toMatchObject([
      { resourceData: { status: 'failed', resultInfo: { code: 400, subcode: 8508 } } },
    ])
    expect(received.at(-1).resourceData.state).toBe('terminated')
    expect(emulator.trace.of('refused')).toEqual([])
  })

  it('runs beside recordings and is not ended by cancelMediaProcessing', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    expect((await graph.post(`${path}/recordResponse`, {})).body.status).toBe('running')
    await graph.post(`${path}/cancelMediaProcessing`)
    await emulator.settled()
    expect(operations(received).map(({ resourceData }) => resourceData['@odata.type'])).toEqual([
      '#microsoft.graph.recordOperation',
    ])
    await emulator.clock.advance('2s')
    expect(operations(received).at(-1)).toMatchObject({ resourceData: { status: 'completed' } })
  })

  it('continues identically from a snapshot', async () => {
    const invited = await groupCallInProgress(setup())
    await invited.graph.post(`${invited.path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await invited.emulator.clock.advance('1s')
    const snapshot = JSON.parse(JSON.stringify(invited.emulator.snapshot()))
    const other = setup({ seed: 'another' })
    other.emulator.restore(snapshot)
    for (const { emulator, graph } of [invited, other]) {
      await emulator.clock.advance('5s')
      await graph.delete(invited.path)
      await emulator.clock.runToIdle()
    }
    expect(invited.received.length).toBeGreaterThan(3)
    expect(other.received).toEqual(invited.received)
    expect(JSON.stringify(other.emulator.snapshot())).toBe(JSON.stringify(invited.emulator.snapshot()))
  })
})

describe('Inviting the other side of a peer-to-peer call', () => {
  const withPeerCall = async () => {
    const world = await groupCallInProgress(setup())
    const { call: own } = await establishedCall(world, anOutgoingCall({ targets: [anInvitation(MEGAN)] }))
    return { ...world, own }
  }

  it('ends the peer-to-peer call when the invited user has joined', async () => {
    const { emulator, graph, received, path, own } = await withPeerCall()
    const { body } = await graph.post(`${path}/participants/invite`, {
      participants: [anInvitation(MEGAN, { replacesCallId: own.id })],
    })
    expect(body.participants).toMatchObject([{ replacesCallId: own.id }])
    expect((await graph.get(`/communications/calls/${own.id}`)).body.state).toBe('established')
    await emulator.clock.runToIdle()
    const ofOwn = `/communications/calls/${own.id}`
    expect(received.map(({ changeType, resourceUrl }) => [changeType, resourceUrl])).toEqual([
      ['deleted', `${path}/operations/${body.id}`],
      ['updated', `${path}/participants`],
      ['updated', ofOwn],
      ['deleted', ofOwn],
    ])
    expect(received.at(-1).resourceData.resultInfo).toMatchObject({ code: 200, subcode: 7015 })
  })

  it('keeps the peer-to-peer call when the invited user declines', async () => {
    const { emulator, graph, call, path, own } = await withPeerCall()
    await graph.post(`${path}/participants/invite`, {
      participants: [anInvitation(MEGAN, { replacesCallId: own.id })],
    })
    emulator.perform(call.id, { do: 'decline', who: MEGAN })
    await emulator.clock.runToIdle()
    expect((await graph.get(`/communications/calls/${own.id}`)).body.state).toBe('established')
  })

  it('ignores the other participants of the invitation, even invalid ones', async () => {
    const { emulator, graph, path, own, readRoster } = await withPeerCall()
    const { status, body } = await graph.post(`${path}/participants/invite`, {
      participants: [anInvitation(MEGAN, { replacesCallId: own.id }), anInvitation(ADELE), ...phones(1)],
    })
    expect([status, body.participants.length]).toEqual([200, 1])
    await emulator.clock.runToIdle()
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance', 'Alex Wilber', 'Megan Bowen'])
  })

  it('refuses a replacesCallId of an ended, an unknown or a group call', async () => {
    const world = await withPeerCall()
    const { emulator, graph, call, path, own } = world
    await graph.delete(`/communications/calls/${own.id}`)
    await emulator.clock.runToIdle()
    for (const replacesCallId of [own.id, 'nowhere', call.id]) {
      const participants = [anInvitation(MEGAN, { replacesCallId })]
      await expectRefused(world, () => graph.post(`${path}/participants/invite`, { participants }), {
        status: 400,
        code: '8523',
        named: ['participants[0].replacesCallId', `'${replacesCallId}'`, 'peer-to-peer'],
      })
    }
  })
})

describe('The limits of an invitation', () => {
  it.each([
    [{ participants: phones(1) }],
    [{ participants: phones(5) }],
    [{ participants: phones(1), clientContext: 'x'.repeat(256) }],
    [{ participants: phones(1), clientContext: null }],
  ])('accept %j', async (body) => {
    const { graph, path } = await establishedCall(setup(), aMeeting())
    expect((await graph.post(`${path}/participants/invite`, body)).status).toBe(200)
  })

  it.each([
    [{ participants: [] }, ['participants', '0 items', '1 to 5']],
    [{ participants: phones(6) }, ['participants', '6 items', '1 to 5']],
    [{ participants: phones(1), clientContext: 'x'.repeat(257) }, ['clientContext', '257', '256']],
    [{}, ['participants', 'required']],
    [{ participants: [{}] }, ['participants[0].identity', 'required']],
    [{ participants: [anInvitation(ADELE)] }, ['participants[0].identity', "already 'in'"]],
    [{ participants: [anInvitation(ADELE.toUpperCase())] }, ['participants[0].identity', "already 'in'"]],
    [{ participants: [anInvitation(MEGAN), anInvitation(MEGAN.toUpperCase())] }, ['participants[1].identity', 'twice']],
    [{ participants: [...phones(1), ...phones(1)] }, ['participants[1].identity', 'twice']],
    [
      {
        participants: [
          { ...phones(1)[0], participantId: 'P1' },
          { ...phones(2)[1], participantId: 'p1' },
        ],
      },
      ['participants[1].participantId', "'p1'", 'twice'],
    ],
  ])('refuse %j', async (body, named) => {
    const world = await establishedCall(setup(), aMeeting())
    const request = () => world.graph.post(`${world.path}/participants/invite`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named })
  })

  it('refuse the id of a present participant, and a user who is already being invited', async () => {
    const world = await establishedCall(setup(), aMeeting())
    const { graph, path, idOf } = world
    const adele = await idOf('Adele Vance')
    const invite = (participants: object[]) => () => graph.post(`${path}/participants/invite`, { participants })
    await expectRefused(world, invite([anInvitation(MEGAN, { participantId: adele })]), {
      status: 400,
      code: '8523',
      named: ['participants[0].participantId', adele, "'in'"],
    })
    await invite([anInvitation(MEGAN)])()
    await expectRefused(world, invite([anInvitation(MEGAN)]), {
      status: 400,
      code: '8523',
      named: ['participants[0].identity', "already 'invited'"],
    })
  })

  it('refuse several people at once in a call without chatInfo, but accept one', async () => {
    const world = await groupCallInProgress(setup(), aGroupCall(AS_INSTANCE))
    const { graph, path } = world
    const invite = (count: number) => graph.post(`${path}/participants/invite`, { participants: phones(count) })
    await expectRefused(world, () => invite(2), { status: 400, code: '8523', named: ['participants', 'chatInfo'] })
    expect((await invite(1)).status).toBe(200)
  })

  it('refuse a call that is not established', async () => {
    const world = setup()
    const early = await createCall(world.graph, aGroupCall())
    await world.emulator.settled()
    const request = () =>
      world.graph.post(`/communications/calls/${early.id}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    await expectRefused(world, request, {
      status: 400,
      code: '8501',
      named: ["'establishing'"],
    })
  })

  it.each(['POST', 'PATCH', 'DELETE'])('answer %s of the participants collection with 405', async (method) => {
    const { graph, path } = await groupCallInProgress(setup())
    const { status, headers } = await graph.send(method, `${path}/participants`, {})
    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })
})
