import { describe, expect, it } from 'vitest'
import {
  AS_INSTANCE,
  aGroupCall,
  aMeeting,
  anAnswer,
  anInvitation,
  anOutgoingCall,
  aPhone,
  aPrompt,
  aRecording,
  CALLBACK,
  MEGAN,
} from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { setup } from '../../support/setup.ts'

// Preconditions that Graph's pages state in prose, with "only", "must" or "not supported", and no schema checks.

const CALLS = '/communications/calls'
const BETA = 'https://graph.microsoft.com/beta/communications/calls'
const NO_IDENTITY = { identity: { '@odata.type': '#microsoft.graph.identitySet', user: null } }
const BOT = { identity: { application: { id: 'another-bot' } } }
const OF_OTHER_TENANT = { identity: { user: { id: 'u1', tenantId: '5f1d7a3c-2b1e-4c7a-9d77-0f4d1b6f8a10' } } }
const noId = { '@odata.type': '#microsoft.graph.joinMeetingIdMeetingInfo', joinMeetingId: '' }
const noOrganizer = { '@odata.type': '#microsoft.graph.organizerMeetingInfo', organizer: {} }
const toAnswer = { '@odata.type': '#microsoft.graph.incomingCallOptions' }

describe('A new call', () => {
  it.each([
    [
      'to a target without an identity',
      CALLS,
      anOutgoingCall({ targets: [NO_IDENTITY] }),
      '8523',
      'targets[0].identity',
    ],
    [
      'to a person and a target without an identity',
      CALLS,
      aGroupCall({ targets: [anInvitation(MEGAN), NO_IDENTITY] }),
      '8523',
      'targets[1].identity',
    ],
    [
      'to one person twice',
      CALLS,
      aGroupCall({ targets: [anInvitation(MEGAN), anInvitation(MEGAN.toUpperCase())] }),
      '8523',
      'targets[1].identity',
    ],
    [
      'to one phone twice',
      CALLS,
      aGroupCall({ ...AS_INSTANCE, targets: [aPhone(), anInvitation(MEGAN), aPhone()] }),
      '8523',
      'targets[2].identity',
    ],
    [
      'to two people with one participantId',
      CALLS,
      aGroupCall({ targets: [anInvitation(MEGAN, { participantId: 'p1' }), { ...aPhone(), participantId: 'P1' }] }),
      '8523',
      'targets[1].participantId',
    ],
    ['with an empty joinMeetingId', CALLS, aMeeting({ meetingInfo: noId }), '8561', 'joinMeetingId'],
    [
      'with no organizer of the meeting',
      CALLS,
      aMeeting({ meetingInfo: noOrganizer }),
      '8523',
      'meetingInfo.organizer',
    ],
    ['with options for answering', CALLS, anOutgoingCall({ callOptions: toAnswer }), '8523', 'outgoingCallOptions'],
    [
      'to a group, with a ringing timeout',
      BETA,
      aGroupCall({ ringingTimeoutInSeconds: 60 }),
      '8523',
      'ringingTimeoutInSeconds',
    ],
    [
      'to a group, with a routing policy',
      BETA,
      aGroupCall({ routingPolicies: ['noMissedCall'] }),
      '8523',
      'routingPolicies',
    ],
    ['into a meeting, with a ringing timeout', BETA, aMeeting({ ringingTimeoutInSeconds: 60 }), '8523', 'peer-to-peer'],
  ])('%s is refused', async (_, path, body, code, named) => {
    const world = setup()
    await expectRefused(world, () => world.graph.post(path, body), { status: 400, code, named: [named] })
  })
})

describe('The callOptions of a call', () => {
  it.each([{}, { '@odata.type': '#microsoft.graph.callOptions' }])(
    'are outgoing ones without a type: %j',
    async (type) => {
      const { graph } = setup()
      const call = await createCall(graph, anOutgoingCall({ callOptions: { ...type, isDeltaRosterEnabled: true } }))
      const { body } = await graph.get(`${CALLS}/${call.id}`)
      for (const { callOptions } of [call, body]) {
        expect(callOptions).toMatchObject({
          '@odata.type': '#microsoft.graph.outgoingCallOptions',
          isDeltaRosterEnabled: true,
        })
      }
    },
  )

  it('are incoming ones without a type in an answer', async () => {
    const { emulator, graph } = setup({ callbackUri: CALLBACK })
    const { id } = emulator.incomingCall()
    const answer = (callOptions: object) => graph.post(`${CALLS}/${id}/answer`, anAnswer({ callOptions }))
    const { status, body } = await answer({ '@odata.type': '#microsoft.graph.outgoingCallOptions' })
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('incomingCallOptions')])
    expect((await answer({ isDeltaRosterEnabled: true })).status).toBe(202)
    expect((await graph.get(`${CALLS}/${id}`)).body.callOptions).toMatchObject({
      '@odata.type': '#microsoft.graph.incomingCallOptions',
      isDeltaRosterEnabled: true,
    })
  })
})

describe('An incoming call', () => {
  it.each([
    ['answered with data', 'answer', anAnswer({ acceptedModalities: ['audio', 'data'] }), "'data' cannot be accepted"],
    [
      'redirected to a target without an identity',
      'redirect',
      { targets: [anInvitation(MEGAN), NO_IDENTITY] },
      'targets[1].identity',
    ],
  ])('cannot be %s', async (_, action, body, named) => {
    const world = setup({ callbackUri: CALLBACK })
    const { id } = world.emulator.incomingCall()
    await world.emulator.settled()
    const request = () => world.graph.post(`${CALLS}/${id}/${action}`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named: [named] })
  })
})

describe('An established call', () => {
  it.each([
    ['to a target without an identity', NO_IDENTITY, 400, '8523', 'transferTarget.identity'],
    ['to an application', BOT, 405, '8520', 'only users and phones'],
    ['to a user of another tenant', OF_OTHER_TENANT, 405, '8520', 'different tenants'],
  ])('cannot be transferred %s', async (_, transferTarget, status, code, named) => {
    const world = await establishedCall(setup())
    const request = () => world.graph.post(`${world.path}/transfer`, { transferTarget })
    await expectRefused(world, request, { status, code, named: [named] })
  })

  it('cannot be transferred from an application or from a user of another tenant', async () => {
    for (const [callee, transferTarget, named] of [
      [BOT, anInvitation(MEGAN), 'only users and phones'],
      [OF_OTHER_TENANT, anInvitation(MEGAN), 'different tenants'],
    ] as const) {
      const world = await establishedCall(setup(), anOutgoingCall({ targets: [callee] }))
      const request = () => world.graph.post(`${world.path}/transfer`, { transferTarget })
      await expectRefused(world, request, { status: 405, code: '8520', named: [named] })
    }
  })

  it('can be transferred between users of one other tenant, and from a phone to a user', async () => {
    for (const [callee, transferTarget] of [
      [OF_OTHER_TENANT, { identity: { user: { ...OF_OTHER_TENANT.identity.user, id: 'u2' } } }],
      [aPhone(), anInvitation(MEGAN)],
    ]) {
      const { graph, path } = await establishedCall(setup(), anOutgoingCall({ ...AS_INSTANCE, targets: [callee] }))
      expect((await graph.post(`${path}/transfer`, { transferTarget })).status).toBe(202)
    }
  })

  it.each([
    ['a group call', aGroupCall()],
    ['a meeting', aMeeting()],
  ])('has one bot by invitation in %s, and another only once that bot has left', async (_, body) => {
    const world = await establishedCall(setup(), body)
    const { emulator, graph, call, path, received } = world
    const invite = (id: string) =>
      graph.post(`${path}/participants/invite`, { participants: [{ identity: { application: { id } } }] })
    expect((await invite('first-bot')).status).toBe(200)
    await emulator.settled()
    const refusal = { status: 400, code: '8523', named: ['participants', 'more than one bot'] }
    await expectRefused(world, () => invite('second-bot'), refusal)
    expect((await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })).status).toBe(200)
    emulator.perform(call.id, { do: 'decline', who: 'first-bot' })
    await emulator.settled()
    received.splice(0)
    expect((await invite('second-bot')).status).toBe(200)
  })

  it('cannot invite two bots at once', async () => {
    const world = await establishedCall(setup(), aMeeting())
    const participants = [BOT, { identity: { application: { id: 'a-third-bot' } } }]
    const request = () => world.graph.post(`${world.path}/participants/invite`, { participants })
    await expectRefused(world, request, { status: 400, code: '8523', named: ['more than one bot'] })
  })

  it('cannot invite a participant without an identity', async () => {
    const world = await establishedCall(setup(), aMeeting())
    const request = () => world.graph.post(`${world.path}/participants/invite`, { participants: [NO_IDENTITY] })
    await expectRefused(world, request, { status: 400, code: '8523', named: ['participants[0].identity'] })
  })

  it.each([
    ['playPrompt', { prompts: [aPrompt()] }],
    ['recordResponse', aRecording()],
    ['record', aRecording()],
    ['sendDtmfTones', { tones: ['tone1'] }],
  ])('refuses %s while it is on hold, when its audio is inactive', async (action, body) => {
    const world = await establishedCall(setup())
    const { emulator, graph, call, path, received } = world
    emulator.perform(call.id, { do: 'hold' })
    await emulator.settled()
    const request = () => graph.post(`${path}/${action}`, body)
    await expectRefused(world, request, { status: 400, code: '8503', named: ['mediaState.audio'] })
    emulator.perform(call.id, { do: 'resume' })
    await emulator.settled()
    expect(received.at(-1).resourceData.mediaState.audio).toBe('active')
    expect((await request()).status).toBe(200)
  })
})
