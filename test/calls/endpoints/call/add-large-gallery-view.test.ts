import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, aGroupCall, anOutgoingCall, aRecording } from '../../../support/bodies.ts'
import { createCall, groupCallInProgress, readRecord } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

describe('addLargeGalleryView', () => {
  it('returns a running operation and notifies the app when it has completed', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    const { status, headers, body } = await graph.post(`${path}/addLargeGalleryView`, { clientContext: 'mine' })
    expect([status, body]).toEqual([
      202,
      {
        '@odata.type': '#microsoft.graph.addLargeGalleryViewOperation',
        id: expect.any(String),
        clientContext: 'mine',
        resultInfo: null,
        status: 'running',
      },
    ])
    const operation = `${path}/operations/${body.id}`
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${operation}`)
    await emulator.clock.advance(499)
    expect((await graph.get(operation)).body.status).toBe('running')
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received.map(({ changeType, resourceUrl }) => [changeType, resourceUrl])).toEqual([
      ['deleted', operation],
      ['updated', `${path}/participants`],
    ])
    expect(received[0].resourceData).toEqual({
      '@odata.type': '#microsoft.graph.addLargeGalleryViewOperation',
      '@odata.id': operation,
      '@odata.etag': 'W/"2"',
      id: body.id,
      clientContext: 'mine',
      status: 'completed',
    })
  })

  it('adds a participant with the ApplicationType, the video and the metadata of a large gallery', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/addLargeGalleryView`)
    await emulator.clock.runToIdle()
    const [roster = []] = rosters(received)
    expect(roster).toHaveLength(4)
    const gallery = roster.at(-1)
    expect(gallery.info.identity).toMatchObject({ application: { ApplicationType: 'LargeGallery-V2' } })
    expect(gallery).toMatchObject({
      isInLobby: false,
      isMuted: false,
      mediaStreams: [
        { mediaType: 'audio', label: 'main-audio', direction: 'receiveOnly' },
        { mediaType: 'video', label: 'main-video', direction: 'sendReceive' },
      ],
    })
    const { audienceView } = JSON.parse(gallery.metadata)
    expect(audienceView).toMatchObject({ id: expect.stringMatching(/^[\da-f-]{36}\/1$/), page: 1, status: 'active' })
  })

  it('adds a single gallery for repeated requests', async () => {
    const { emulator, graph, received, path, readParticipants } = await groupCallInProgress(setup())
    for (const clientContext of ['one', 'two']) await graph.post(`${path}/addLargeGalleryView`, { clientContext })
    await emulator.clock.runToIdle()
    expect(received.filter(({ changeType }) => changeType === 'deleted')).toHaveLength(2)
    expect(await readParticipants()).toHaveLength(4)
  })

  it('ends the call when only the app and the gallery are left, and omits the gallery from the record', async () => {
    const { emulator, graph, received, call, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/addLargeGalleryView`)
    await emulator.clock.runToIdle()
    emulator.perform(call.id, { do: 'mute' })
    await emulator.settled()
    expect(
      rosters(received)
        .at(-1)
        ?.map(({ isMuted }) => isMuted),
    ).toEqual([false, true, true, false])
    emulator.perform(call.id, { do: 'leave', who: ADELE })
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { resultInfo: { code: 200, subcode: 5020 } },
    })
    const { body } = await readRecord(graph, call.callChainId)
    expect([body.sessions.length, body.participants_v2.length]).toEqual([3, 3])
  })

  it('runs in parallel with recordings', async () => {
    const { emulator, graph, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/addLargeGalleryView`)
    await graph.post(`${path}/recordResponse`, aRecording())
    const statuses = async () =>
      (await graph.get(`${path}/operations`)).body.value.map(({ status }: { status: string }) => status)
    expect(await statuses()).toEqual(['running', 'running'])
    await graph.post(`${path}/cancelMediaProcessing`)
    expect(await statuses()).toEqual(['running', 'failed', 'completed'])
    await emulator.clock.advance('1s')
    expect(await statuses()).toEqual(['completed', 'failed', 'completed'])
  })

  it('fails when the call ends before the gallery has been added', async () => {
    const { emulator, graph, received, path } = await groupCallInProgress(setup())
    await graph.post(`${path}/addLargeGalleryView`)
    await graph.delete(path)
    await emulator.clock.runToIdle()
    expect(received.map(({ resourceData }) => resourceData.status ?? resourceData.state)).toEqual([
      'failed',
      'terminating',
      'terminated',
    ])
  })

  it('accepts a clientContext of up to 256 characters', async () => {
    const world = await groupCallInProgress(setup())
    const { graph, path } = world
    expect((await graph.post(`${path}/addLargeGalleryView`, { clientContext: 'x'.repeat(256) })).status).toBe(202)
    await expectRefused(world, () => graph.post(`${path}/addLargeGalleryView`, { clientContext: 'x'.repeat(257) }), {
      status: 400,
      code: '8523',
      named: ["'clientContext': 257 characters were given; at most 256 are allowed"],
    })
  })

  it.each([
    ['a peer-to-peer call', anOutgoingCall(), '8548'],
    ['a group call that is not established', aGroupCall(), '8501'],
  ])('refuses %s', async (_, request, code) => {
    const { emulator, graph } = setup()
    const call = await createCall(graph, request)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`/communications/calls/${call.id}/addLargeGalleryView`)
    expect([status, body.error.code]).toEqual([400, code])
    expect(emulator.store.getState()).toBe(before)
  })
})
