import { describe, expect, it } from 'vitest'
import { ALEX, aGroupCall, aMeeting, anInvitation, anOutgoingCall, MEGAN } from '../../../support/bodies.ts'
import { establishedCall, groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { namesOn, operations, rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

describe('Removing a participant', () => {
  it('removes a participant at once and notifies the app with a roster', async () => {
    const { emulator, graph, received, path, idOf, readRoster } = await groupCallInProgress(setup())
    const { status, body } = await graph.delete(`${path}/participants/${await idOf('Alex Wilber')}`)
    expect([status, body]).toEqual([204, ''])
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance'])
    await emulator.settled()
    expect(received).toHaveLength(1)
    expect(rosters(received).map(namesOn)).toEqual([['Calling app', 'Adele Vance']])
  })

  it('names the removed participant in a delta roster', async () => {
    const callOptions = { '@odata.type': '#microsoft.graph.outgoingCallOptions', isDeltaRosterEnabled: true }
    const { emulator, graph, received, path, idOf } = await groupCallInProgress(setup(), aGroupCall({ callOptions }))
    await graph.delete(`${path}/participants/${await idOf('Alex Wilber')}`)
    await emulator.settled()
    expect(rosters(received)).toMatchObject([[{ info: { identity: { user: { id: ALEX } } }, removedState: {} }]])
    expect(rosters(received)[0]?.[0].removedState.reason).toBe('removed')
  })

  it('denies a participant who waits in the lobby', async () => {
    const { emulator, graph, received, call, path, idOf } = await establishedCall(setup(), aMeeting())
    emulator.perform(call.id, { do: 'lobby', who: MEGAN })
    await graph.delete(`${path}/participants/${await idOf('Megan Bowen')}`)
    await emulator.settled()
    expect(rosters(received).map(namesOn)).toEqual([
      ['Calling app', 'Adele Vance', 'Megan Bowen'],
      ['Calling app', 'Adele Vance'],
    ])
    await emulator.clock.runToIdle()
    expect(emulator.trace.of('refused').filter(({ what }) => what.startsWith('deny'))).toEqual([])
  })

  it('leaves the app alone once all others are removed, and the call then ends', async () => {
    const { emulator, graph, received, path, idOf } = await groupCallInProgress(setup())
    for (const name of ['Adele Vance', 'Alex Wilber']) await graph.delete(`${path}/participants/${await idOf(name)}`)
    await emulator.settled()
    expect(rosters(received).map(namesOn).at(-1)).toEqual(['Calling app'])
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5002 } },
    })
  })

  it('cancels a pending invitation: its operation fails and no roster is sent', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    const { body } = await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    const invited = `${path}/participants/${body.participants[0].participantId}`
    expect((await graph.delete(invited)).status).toBe(204)
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([
      {
        changeType: 'deleted',
        resourceUrl: `${path}/operations/${body.id}`,
        resourceData: { status: 'failed', resultInfo: { code: 400, subcode: 8508 }, participants: [{}] },
      },
    ])
    expect((await graph.delete(invited)).status).toBe(404)
  })

  it('lets the other invited participants join', async () => {
    const { emulator, graph, received, path, readRoster } = await establishedCall(setup(), aMeeting())
    const { body } = await graph.post(`${path}/participants/invite`, {
      participants: [anInvitation(ALEX), anInvitation(MEGAN)],
    })
    await graph.delete(`${path}/participants/${body.participants[1].participantId}`)
    await emulator.settled()
    expect(received).toEqual([])
    await emulator.clock.advance('2s')
    expect(operations(received)).toMatchObject([{ resourceData: { status: 'completed' } }])
    expect(await readRoster()).toEqual(['Calling app', 'Adele Vance', 'Alex Wilber'])
  })

  it('refuses to remove the app itself and points to DELETE of the call', async () => {
    const world = await groupCallInProgress(setup())
    const { graph, call, path } = world
    await expectRefused(world, () => graph.delete(`${path}/participants/${call.myParticipantId}`), {
      status: 400,
      code: '8523',
      named: ['participantId', call.myParticipantId, `DELETE ${path}`],
    })
  })

  it('answers 404 for a participant who is unknown or has left', async () => {
    const world = await groupCallInProgress(setup())
    const { emulator, graph, call, path, idOf } = world
    const alex = await idOf('Alex Wilber')
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.settled()
    for (const id of ['unknown', alex]) {
      const request = () => graph.delete(`${path}/participants/${id}`)
      await expectRefused(world, request, { status: 404, code: '8522', named: ['participant', id] })
    }
  })

  it('refuses a peer-to-peer call', async () => {
    const world = await establishedCall(setup(), anOutgoingCall())
    const { graph, path, idOf } = world
    const adele = await idOf('Adele Vance')
    const request = () => graph.delete(`${path}/participants/${adele}`)
    await expectRefused(world, request, { status: 400, code: '8548', named: ['group call'] })
  })
})
