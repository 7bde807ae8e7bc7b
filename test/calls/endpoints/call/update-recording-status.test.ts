import { describe, expect, it } from 'vitest'
import { createCall, establishedCall, groupCallInProgress } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

describe('updateRecordingStatus', () => {
  it.each(['notRecording', 'recording', 'failed'])(
    'answers the status %s with a completed operation',
    async (status) => {
      const { emulator, graph, received, path } = await groupCallInProgress(setup())
      const answer = await graph.post(`${path}/updateRecordingStatus`, { status, clientContext: 'mine' })
      expect(answer.status).toBe(200)
      expect(answer.body).toEqual({
        '@odata.type': '#microsoft.graph.updateRecordingStatusOperation',
        id: expect.any(String),
        clientContext: 'mine',
        resultInfo: null,
        status: 'completed',
      })
      expect(answer.headers.get('location')).toBe(
        `https://graph.microsoft.com/v1.0${path}/operations/${answer.body.id}`,
      )
      expect((await graph.get(`${path}/operations/${answer.body.id}`)).body).toMatchObject({ status: 'completed' })
      await emulator.clock.runToIdle()
      // An operation that completes at once causes no notification: only the roster follows.
      expect(received.map(({ resourceUrl }) => resourceUrl)).toEqual([`${path}/participants`])
    },
  )

  it('shows the recording status and its initiator on the roster', async () => {
    const { emulator, graph, received, path, app } = await groupCallInProgress(setup())
    await graph.post(`${path}/updateRecordingStatus`, { status: 'recording' })
    await emulator.settled()
    const [[self, ...others] = []] = rosters(received)
    expect(self).toMatchObject({
      id: app,
      recordingInfo: {
        '@odata.type': '#microsoft.graph.recordingInfo',
        recordingStatus: 'recording',
        initiator: { application: { displayName: 'Calling app' } },
      },
    })
    for (const other of others) expect(other).not.toHaveProperty('recordingInfo')
    expect((await graph.get(`${path}/participants/${app}`)).body.recordingInfo).toMatchObject({
      recordingStatus: 'recording',
    })
  })

  it('stores the status in a peer-to-peer call, which has no roster to send', async () => {
    const { emulator, graph, received, path } = await establishedCall(setup())
    expect((await graph.post(`${path}/updateRecordingStatus`, { status: 'recording' })).status).toBe(200)
    await emulator.settled()
    expect(received).toEqual([])
    expect((await graph.get(`${path}/participants`)).body.value[0].recordingInfo).toMatchObject({
      recordingStatus: 'recording',
    })
  })

  it('accepts a clientContext of 256 characters', async () => {
    const { graph, path } = await groupCallInProgress(setup())
    const clientContext = 'x'.repeat(256)
    const { status, body } = await graph.post(`${path}/updateRecordingStatus`, { status: 'failed', clientContext })
    expect([status, body.clientContext]).toEqual([200, clientContext])
  })

  it.each([
    [{}, 'status', 'required'],
    [{ status: null }, 'status', 'null'],
    [{ status: 'unknown' }, 'status', "'unknown' is not one of notRecording, recording, failed"],
    [{ status: 'paused' }, 'status', "'paused'"],
    [{ status: 'failed', clientContext: 'x'.repeat(257) }, 'clientContext', '257 characters were given; at most 256'],
  ])('refuses the request %j', async (body, named, problem) => {
    const world = await groupCallInProgress(setup())
    const request = () => world.graph.post(`${world.path}/updateRecordingStatus`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named: [`'${named}'`, problem] })
  })

  it('refuses a call that is not established', async () => {
    const { emulator, graph } = setup()
    const call = await createCall(graph)
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`/communications/calls/${call.id}/updateRecordingStatus`, {
      status: 'recording',
    })
    expect([status, body.error.code]).toEqual([400, '8501'])
    expect(emulator.store.getState()).toBe(before)
  })
})
