import { describe, expect, it } from 'vitest'
import { ALEX, aGroupCall, aMeeting, anInvitation, anOutgoingCall, MEGAN } from '../../../support/bodies.ts'
import { createCall, establishedCall, groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { namesOn, rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

const METADATA = 'https://graph.microsoft.com/v1.0/$metadata'

/** The names of the muted participants on a roster. */
function mutedOn(roster: readonly { isMuted: boolean }[] = []): string[] {
  return namesOn(roster.filter(({ isMuted }) => isMuted))
}

describe('Muting a participant', () => {
  it('mutes the participant at once and notifies the app with a roster', async () => {
    const { emulator, graph, received, path, idOf } = await groupCallInProgress(setup())
    const alex = `${path}/participants/${await idOf('Alex Wilber')}`
    const { status, headers, body } = await graph.post(`${alex}/mute`, { clientContext: 'hush' })
    expect(status).toBe(200)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
    expect(body).toEqual({
      '@odata.context': `${METADATA}#muteParticipantOperation`,
      '@odata.type': '#microsoft.graph.muteParticipantOperation',
      id: body.id,
      status: 'completed',
      clientContext: 'hush',
      resultInfo: null,
    })
    await emulator.clock.runToIdle()
    expect(received).toHaveLength(1)
    expect(rosters(received).map(mutedOn)).toEqual([['Alex Wilber']])
    expect((await graph.get(alex)).body).toMatchObject({ isMuted: true, mediaStreams: [{ serverMuted: true }] })
  })

  it('agrees with the mute and unmute steps: each sees what the other did', async () => {
    const { emulator, graph, call, path, idOf } = await groupCallInProgress(setup())
    const alex = `${path}/participants/${await idOf('Alex Wilber')}`
    const can = () => [
      emulator.can(call.id, { do: 'mute', who: ALEX }),
      emulator.can(call.id, { do: 'unmute', who: ALEX }),
    ]
    expect(can()).toEqual([true, false])
    await graph.post(`${alex}/mute`)
    expect(can()).toEqual([false, true])
    emulator.perform(call.id, { do: 'unmute', who: ALEX })
    expect((await graph.get(alex)).body.isMuted).toBe(false)
    expect(can()).toEqual([true, false])
  })

  it('accepts a participant who is already muted and sends no second roster', async () => {
    const { emulator, graph, received, path, idOf } = await groupCallInProgress(setup())
    const alex = `${path}/participants/${await idOf('Alex Wilber')}`
    await graph.post(`${alex}/mute`)
    expect((await graph.post(`${alex}/mute`, {})).status).toBe(200)
    await emulator.settled()
    expect(rosters(received)).toHaveLength(1)
  })

  it('accepts a clientContext of up to 256 characters', async () => {
    const world = await groupCallInProgress(setup())
    const { graph, path, idOf } = world
    const alex = `${path}/participants/${await idOf('Alex Wilber')}`
    const request = (length: number) => graph.post(`${alex}/mute`, { clientContext: 'x'.repeat(length) })
    await expectRefused(world, () => request(257), {
      status: 400,
      code: '8523',
      named: ['clientContext', '257', '256'],
    })
    expect((await request(256)).status).toBe(200)
  })

  it('refuses participants who are invited, in the lobby or unknown', async () => {
    const world = await establishedCall(setup(), aMeeting())
    const { emulator, graph, call, path, idOf } = world
    const { body } = await graph.post(`${path}/participants/invite`, { participants: [anInvitation(ALEX)] })
    emulator.perform(call.id, { do: 'lobby', who: MEGAN })
    await emulator.settled()
    const megan = await idOf('Megan Bowen')
    const alex: string = body.participants[0].participantId
    const mute = (id: string) => () => graph.post(`${path}/participants/${id}/mute`)
    await expectRefused(world, mute(alex), {
      status: 409,
      code: '8519',
      named: ["'mute'", alex, "'invited'", 'in the call'],
    })
    await expectRefused(world, mute(megan), {
      status: 409,
      code: '8519',
      named: ["'mute'", megan, "'lobby'", 'in the call'],
    })
    await expectRefused(world, mute('unknown'), { status: 404, code: '8522', named: ['unknown'] })
  })
})

describe('Muting and unmuting the app', () => {
  it('mutes the app and unmutes it again', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    for (const action of ['mute', 'unmute']) {
      const { status, headers, body } = await graph.post(`${path}/${action}`, { clientContext: action })
      expect(status).toBe(200)
      expect(headers.get('location')).toContain(`${path}/operations/${body.id}`)
      expect(body).toMatchObject({
        '@odata.context': `${METADATA}#${action}ParticipantOperation`,
        '@odata.type': `#microsoft.graph.${action}ParticipantOperation`,
        status: 'completed',
        clientContext: action,
      })
    }
    await emulator.clock.runToIdle()
    expect(rosters(received).map(mutedOn)).toEqual([['Calling app'], []])
    expect(received).toHaveLength(2)
  })

  it('agrees with the mute and unmute steps: each sees what the other did', async () => {
    const { emulator, graph, call, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/microsoft.graph.mute`)
    expect(emulator.can(call.id, { do: 'mute', who: 'app' })).toBe(false)
    emulator.perform(call.id, { do: 'unmute', who: 'app' })
    expect((await graph.get(`${path}/participants/${call.myParticipantId}`)).body.isMuted).toBe(false)
  })

  it.each(['mute', 'unmute'])('accepts a clientContext of up to 256 characters in %s', async (action) => {
    const world = await groupCallInProgress(setup())
    const request = (length: number) =>
      world.graph.post(`${world.path}/${action}`, { clientContext: 'x'.repeat(length) })
    await expectRefused(world, () => request(257), {
      status: 400,
      code: '8523',
      named: ['clientContext', '257', '256'],
    })
    expect((await request(256)).status).toBe(200)
  })
})

it.each(['mute', 'unmute', 'participants/{id}/mute'])(
  '%s refuses a peer-to-peer call and a call that is not established',
  async (action) => {
    const world = await establishedCall(setup(), anOutgoingCall())
    const { graph, emulator, call, path } = world
    const at = (which: { myParticipantId: string }) => action.replace('{id}', which.myParticipantId)
    await expectRefused(world, () => graph.post(`${path}/${at(call)}`), {
      status: 400,
      code: '8548',
      named: ['group call'],
    })
    const early = await createCall(graph, aGroupCall())
    await emulator.settled()
    await expectRefused(world, () => graph.post(`/communications/calls/${early.id}/${at(early)}`), {
      status: 400,
      code: '8501',
      named: ["'establishing'"],
    })
  },
)
