import { describe, expect, it } from 'vitest'
import { aMeeting, anAnswer, anOutgoingCall, CALLBACK } from '../../../support/bodies.ts'
import { establishedCall } from '../../../support/calls.ts'
import { expectRefused } from '../../../support/expect-refused.ts'
import { rosters } from '../../../support/received.ts'
import { setup } from '../../../support/setup.ts'

/** A call that a recording policy has brought to the app, which has answered. `received` is cleared. */
async function recordedCall() {
  const world = setup()
  const { emulator, graph, received } = world
  const call = emulator.incomingCall({ callbackUri: CALLBACK, policyRecording: true })
  const path = `/communications/calls/${call.id}`
  await graph.post(`${path}/answer`, anAnswer())
  await emulator.clock.runToIdle()
  received.splice(0)
  return { ...world, path, app: call.myParticipantId }
}

describe('updateRecordingStatus', () => {
  it.each(['notRecording', 'recording', 'failed'])(
    'answers the status %s with a completed operation',
    async (status) => {
      const { emulator, graph, received, path } = await recordedCall()
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
    const { emulator, graph, received, path, app } = await recordedCall()
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

  it.each([
    ['a peer-to-peer call', anOutgoingCall()],
    ['a meeting', aMeeting()],
  ])('refuses %s, which no recording policy has brought to the app', async (_, body) => {
    const world = await establishedCall(setup(), body)
    const request = () => world.graph.post(`${world.path}/updateRecordingStatus`, { status: 'recording' })
    await expectRefused(world, request, {
      status: 400,
      code: '8506',
      named: ['API call not allowed for non-Compliance Recording call.', 'policy-based recording'],
    })
  })

  it('accepts a clientContext of 256 characters', async () => {
    const { graph, path } = await recordedCall()
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
    const world = await recordedCall()
    const request = () => world.graph.post(`${world.path}/updateRecordingStatus`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named: [`'${named}'`, problem] })
  })

  it('refuses a call that is not established', async () => {
    const world = setup()
    const { id } = world.emulator.incomingCall({ callbackUri: CALLBACK, policyRecording: true })
    await world.emulator.settled()
    const request = () => world.graph.post(`/communications/calls/${id}/updateRecordingStatus`, { status: 'recording' })
    await expectRefused(world, request, { status: 400, code: '8501', named: ["'incoming'"] })
  })
})
