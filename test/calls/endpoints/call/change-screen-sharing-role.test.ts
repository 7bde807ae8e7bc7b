import { describe, expect, it } from 'vitest'
import { aGroupCall, aMeeting, anOutgoingCall } from '../../../support/bodies.ts'
import { createCall, groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

const appHosted = { mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'mine' } }
const appHostedCall = (body: object = aGroupCall(appHosted)) => groupCallInProgress(setup(), body)

type Stream = Record<string, unknown>
const sharingStream = (participant: { mediaStreams: Stream[] }) =>
  participant.mediaStreams.find(({ mediaType }) => mediaType === 'videoBasedScreenSharing')

describe('changeScreenSharingRole', () => {
  it('starts sharing the screen of the app and shows it on the roster', async () => {
    const { emulator, graph, received, path } = await appHostedCall()
    const { status, body } = await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await emulator.settled()
    expect([status, body]).toEqual([202, ''])
    expect(received).toHaveLength(1)
    const [[app, adele] = []] = rosters(received)
    expect(sharingStream(app)).toEqual({
      '@odata.type': '#microsoft.graph.mediaStream',
      mediaType: 'videoBasedScreenSharing',
      label: 'applicationsharing-video',
      sourceId: expect.stringMatching(/^\d+$/),
      direction: 'sendOnly',
      serverMuted: false,
    })
    expect(sharingStream(adele)).toBeUndefined()
  })

  it('switches between sharer and viewer as often as requested', async () => {
    const { graph, path, readParticipants } = await appHostedCall()
    for (const [role, direction] of [
      ['sharer', 'sendOnly'],
      ['viewer', 'receiveOnly'],
      ['SHARER', 'sendOnly'],
    ]) {
      expect((await graph.post(`${path}/changeScreenSharingRole`, { role })).status).toBe(202)
      expect(sharingStream((await readParticipants())[0])).toMatchObject({ direction })
    }
  })

  it('changes nothing and sends no notification when the app already has the role', async () => {
    const { emulator, graph, received, path } = await appHostedCall()
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await emulator.settled()
    const before = emulator.store.getState()
    expect((await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })).status).toBe(202)
    await emulator.settled()
    expect(received).toHaveLength(1)
    expect(emulator.store.getState()).toBe(before)
    expect((await graph.get(`${path}/contentSharingSessions`)).body.value).toHaveLength(1)
  })

  it('starts and ends a content sharing session and notifies an app that enabled this', async () => {
    const callOptions = {
      '@odata.type': '#microsoft.graph.outgoingCallOptions',
      isContentSharingNotificationEnabled: true,
    }
    const { emulator, graph, received, path } = await appHostedCall(aGroupCall({ ...appHosted, callOptions }))
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'viewer' })
    await emulator.settled()
    const sharing = received.filter(({ resourceUrl }) => resourceUrl.endsWith('/contentsharingsessions'))
    expect(sharing.map(({ changeType }) => changeType)).toEqual(['created', 'deleted'])
  })

  it('adds screen sharing to the modalities of the call record', async () => {
    const { emulator, graph, call, path } = await appHostedCall()
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await emulator.clock.advance('10s')
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(body.modalities).toEqual(['audio', 'videoBasedScreenSharing'])
  })

  it('is available in meetings', async () => {
    const { graph, path } = await appHostedCall(aMeeting(appHosted))
    expect((await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })).status).toBe(202)
  })

  it.each([
    [{}, 'role'],
    [{ role: null }, 'null'],
    [
      { role: 'presenter' },
      "'presenter' is not a member of microsoft.graph.screenSharingRole. Allowed: viewer, sharer",
    ],
  ])('refuses the request %j', async (body, named) => {
    const world = await appHostedCall()
    const request = () => world.graph.post(`${world.path}/changeScreenSharingRole`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named: ["'role'", named] })
  })

  it('refuses a call with service-hosted media', async () => {
    const world = await groupCallInProgress(setup())
    const request = () => world.graph.post(`${world.path}/changeScreenSharingRole`, { role: 'sharer' })
    await expectRefused(world, request, { status: 400, code: '8500', named: ['appHostedMediaConfig'] })
  })

  it.each([
    ['a peer-to-peer call', anOutgoingCall(appHosted), '8548'],
    ['a group call that is not established', aGroupCall(appHosted), '8501'],
  ])('refuses %s', async (_, request, code) => {
    const { emulator, graph } = setup()
    const call = await createCall(graph, request)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`/communications/calls/${call.id}/changeScreenSharingRole`, {
      role: 'sharer',
    })
    expect([status, body.error.code]).toEqual([400, code])
    expect(emulator.store.getState()).toBe(before)
  })
})
