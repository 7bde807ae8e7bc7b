import { describe, expect, it } from 'vitest'
import { aGroupCall, aMeeting, anOutgoingCall } from '../../support/bodies.ts'
import { groupCallInProgress } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { rosters } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const appHosted = { mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'mine' } }
const inProgress = (body: object = aGroupCall(appHosted)) => groupCallInProgress(setup(), body)

type Stream = Record<string, unknown>
const sharingStream = (participant: { mediaStreams: Stream[] }) =>
  participant.mediaStreams.find(({ mediaType }) => mediaType === 'videoBasedScreenSharing')

describe('changeScreenSharingRole', () => {
  it('lets the app share its screen, as everybody sees on the roster', async () => {
    const { emulator, graph, received, path } = await inProgress()
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

  it('lets it watch again, and both as often as it likes', async () => {
    const { graph, path, readParticipants } = await inProgress()
    for (const [role, direction] of [
      ['sharer', 'sendOnly'],
      ['viewer', 'receiveOnly'],
      ['SHARER', 'sendOnly'],
    ]) {
      expect((await graph.post(`${path}/changeScreenSharingRole`, { role })).status).toBe(202)
      expect(sharingStream((await readParticipants())[0])).toMatchObject({ direction })
    }
  })

  it('says nothing new, and tells nobody, when the app has that role already', async () => {
    const { emulator, graph, received, path } = await inProgress()
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await emulator.settled()
    const before = emulator.store.getState()
    expect((await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })).status).toBe(202)
    await emulator.settled()
    expect(received).toHaveLength(1)
    expect(emulator.store.getState()).toBe(before)
    expect((await graph.get(`${path}/contentSharingSessions`)).body.value).toHaveLength(1)
  })

  it('begins and ends a content sharing session, of which an app hears that asked for it', async () => {
    const callOptions = {
      '@odata.type': '#microsoft.graph.outgoingCallOptions',
      isContentSharingNotificationEnabled: true,
    }
    const { emulator, graph, received, path } = await inProgress(aGroupCall({ ...appHosted, callOptions }))
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'viewer' })
    await emulator.settled()
    const sharing = received.filter(({ resourceUrl }) => resourceUrl.endsWith('/contentsharingsessions'))
    expect(sharing.map(({ changeType }) => changeType)).toEqual(['created', 'deleted'])
  })

  it('shows in the call record', async () => {
    const { emulator, graph, call, path } = await inProgress()
    await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })
    await emulator.clock.advance('10s')
    await graph.delete(path)
    await emulator.clock.runToIdle()
    const { body } = await graph.get(`/communications/callRecords/${call.callChainId}?$expand=sessions`)
    expect(body.modalities).toEqual(['audio', 'videoBasedScreenSharing'])
  })

  it('is for meetings, too', async () => {
    const { graph, path } = await inProgress(aMeeting(appHosted))
    expect((await graph.post(`${path}/changeScreenSharingRole`, { role: 'sharer' })).status).toBe(202)
  })

  it.each([
    [{}, 'role'],
    [{ role: null }, 'null'],
    [
      { role: 'presenter' },
      "'presenter' is not a member of microsoft.graph.screenSharingRole. Allowed: viewer, sharer",
    ],
  ])('is refused with %j, by name', async (body, named) => {
    const world = await inProgress()
    const request = () => world.graph.post(`${world.path}/changeScreenSharingRole`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named: ["'role'", named] })
  })

  it('is refused where the service has the media', async () => {
    const world = await groupCallInProgress(setup())
    const request = () => world.graph.post(`${world.path}/changeScreenSharingRole`, { role: 'sharer' })
    await expectRefused(world, request, { status: 400, code: '8500', named: ['appHostedMediaConfig'] })
  })

  it.each([
    ['a peer-to-peer call', anOutgoingCall(appHosted), '8548'],
    ['a group call that is not up', aGroupCall(appHosted), '8501'],
  ])('is refused in %s', async (_, request, code) => {
    const { emulator, graph } = setup()
    const { body: call } = await graph.post('/communications/calls', request)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`/communications/calls/${call.id}/changeScreenSharingRole`, {
      role: 'sharer',
    })
    expect([status, body.error.code]).toEqual([400, code])
    expect(emulator.store.getState()).toBe(before)
  })
})
