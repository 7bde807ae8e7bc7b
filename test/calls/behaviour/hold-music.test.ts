import { describe, expect, it } from 'vitest'
import { ADELE, ALEX, aGroupCall, anInvitation, anOutgoingCall, MEGAN } from '../../support/bodies.ts'
import { createCall, establishedCall, groupCallInProgress } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { operations } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

const music = {
  customPrompt: {
    '@odata.type': '#microsoft.graph.mediaPrompt',
    mediaInfo: { '@odata.type': '#microsoft.graph.mediaInfo', uri: 'https://cdn.contoso.com/hold.wav' },
  },
}

describe('Hold music', () => {
  it.each([
    ['group', aGroupCall()],
    ['peer-to-peer', anOutgoingCall()],
  ])('starts and stops for a participant of a %s call', async (_, call) => {
    const { emulator, graph, received, path, idOf } = await establishedCall(setup(), call)
    const adele = `${path}/participants/${await idOf('Adele Vance')}`
    for (const action of ['startHoldMusic', 'stopHoldMusic']) {
      received.length = 0
      const given = action === 'startHoldMusic' ? music : {}
      const { status, headers, body } = await graph.post(`${adele}/${action}`, { ...given, clientContext: action })
      expect(status).toBe(202)
      expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
      expect(body).toEqual({
        '@odata.type': `#microsoft.graph.${action}Operation`,
        id: body.id,
        status: 'running',
        clientContext: action,
        resultInfo: null,
      })
      await emulator.clock.advance('499ms')
      expect(received).toEqual([])
      await emulator.clock.advance('1ms')
      expect(received).toMatchObject([
        {
          changeType: 'deleted',
          resourceUrl: `${path}/operations/${body.id}`,
          resourceData: { id: body.id, status: 'completed', clientContext: action },
        },
      ])
      expect(received[0].resourceData).not.toHaveProperty('resultInfo')
      expect((await graph.get(path)).body).toMatchObject({ state: 'established', mediaState: { audio: 'active' } })
    }
  })

  it('plays to one participant at a time', async () => {
    const world = await groupCallInProgress(setup())
    const { emulator, graph, path, idOf } = world
    const adele = await idOf('Adele Vance')
    const alex = await idOf('Alex Wilber')
    const act = (id: string, action: string) => () => graph.post(`${path}/participants/${id}/${action}`)
    await act(adele, 'startHoldMusic')()
    await emulator.clock.advance('1s')
    for (const id of [adele, alex]) {
      await expectRefused(world, act(id, 'startHoldMusic'), {
        status: 409,
        code: '8519',
        named: ["'startHoldMusic'", adele, 'one'],
      })
    }
    await expectRefused(world, act(alex, 'stopHoldMusic'), {
      status: 409,
      code: '8519',
      named: ["'stopHoldMusic'", alex, 'not on hold'],
    })
    await act(adele, 'stopHoldMusic')()
    expect((await act(alex, 'startHoldMusic')()).status).toBe(202)
  })

  it('ends for a participant who leaves', async () => {
    const { emulator, graph, call, path, idOf } = await groupCallInProgress(setup())
    const alex = await idOf('Alex Wilber')
    await graph.post(`${path}/participants/${alex}/startHoldMusic`)
    emulator.perform(call.id, { do: 'leave', who: ALEX })
    const adele = await idOf('Adele Vance')
    expect((await graph.post(`${path}/participants/${adele}/startHoldMusic`)).status).toBe(202)
    emulator.perform(call.id, { do: 'join', who: ALEX })
    expect((await graph.post(`${path}/participants/${alex}/stopHoldMusic`)).status).toBe(409)
  })

  it('is a segment without media in the call record', async () => {
    for (const body of [aGroupCall(), anOutgoingCall()]) {
      const { emulator, graph, call, path, idOf } = await establishedCall(setup(), body)
      const adele = `${path}/participants/${await idOf('Adele Vance')}`
      await emulator.clock.advance('7s')
      await graph.post(`${adele}/startHoldMusic`, music)
      await emulator.clock.advance('5s')
      await graph.post(`${adele}/stopHoldMusic`)
      await emulator.clock.advance('5s')
      await graph.delete(path)
      await emulator.clock.runToIdle()
      const url = `/communications/callRecords/${call.callChainId}?$expand=sessions($expand=segments)`
      const { sessions } = (await graph.get(url)).body
      const isAdele = (end: { associatedIdentity?: { id: string } }) => end.associatedIdentity?.id === ADELE
      // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
      const session = sessions.find(({ caller, callee }: any) => isAdele(caller) || isAdele(callee))
      // biome-ignore lint/suspicious/noExplicitAny: the body of an answer
      const flows = session.segments.map(({ startDateTime, endDateTime, media }: any) => [
        (Date.parse(endDateTime) - Date.parse(startDateTime)) / 1_000,
        media[0].streams.map((stream: { packetUtilization: number }) => stream.packetUtilization > 0),
      ])
      expect(flows).toEqual([
        [7, [true, true]],
        [5, [false, false]],
        [5, [true, true]],
      ])
    }
  })

  it('is independent of a hold by the other side: each ends on its own', async () => {
    const { emulator, graph, call, path, idOf } = await establishedCall(setup(), anOutgoingCall())
    const adele = `${path}/participants/${await idOf('Adele Vance')}`
    const after5s = async (act: () => unknown) => {
      await emulator.clock.advance('5s')
      await act()
    }
    await after5s(() => graph.post(`${adele}/startHoldMusic`, music))
    await after5s(() => emulator.perform(call.id, { do: 'hold' }))
    await after5s(() => emulator.perform(call.id, { do: 'resume' }))
    await after5s(() => emulator.perform(call.id, { do: 'hold' }))
    await after5s(() => graph.post(`${adele}/stopHoldMusic`))
    await after5s(() => emulator.perform(call.id, { do: 'resume' }))
    await after5s(() => graph.delete(path))
    await emulator.clock.runToIdle()
    const url = `/communications/callRecords/${call.callChainId}/sessions?$expand=segments`
    const [{ segments }] = (await graph.get(url)).body.value
    const lengths = segments.map(
      ({ startDateTime, endDateTime }: { startDateTime: string; endDateTime: string }) =>
        (Date.parse(endDateTime) - Date.parse(startDateTime)) / 1_000,
    )
    expect(lengths).toEqual([5, 25, 5])
  })

  it('fails when the call ends before it has started', async () => {
    const { emulator, graph, received, path, idOf } = await groupCallInProgress(setup())
    await graph.post(`${path}/participants/${await idOf('Alex Wilber')}/startHoldMusic`)
    await graph.delete(path)
    await emulator.clock.runToIdle()
    expect(operations(received)).toMatchObject([{ resourceData: { status: 'failed', resultInfo: { subcode: 8508 } } }])
  })

  it.each([
    ['startHoldMusic', { customPrompt: {} }, ['customPrompt.mediaInfo', 'required']],
    ['startHoldMusic', { customPrompt: 'a song' }, ['customPrompt', "'a song'"]],
    ['startHoldMusic', { clientContext: 'x'.repeat(257) }, ['clientContext', '257', '256']],
    ['stopHoldMusic', { clientContext: 'x'.repeat(257) }, ['clientContext', '257', '256']],
  ])('%s refuses %j', async (action, body, named) => {
    const world = await groupCallInProgress(setup())
    const { emulator, graph, path, idOf } = world
    const alex = await idOf('Alex Wilber')
    if (action === 'stopHoldMusic') await graph.post(`${path}/participants/${alex}/startHoldMusic`)
    await emulator.clock.runToIdle()
    const request = () => graph.post(`${path}/participants/${alex}/${action}`, body)
    await expectRefused(world, request, { status: 400, code: '8523', named })
    expect(
      (await graph.post(`${path}/participants/${alex}/${action}`, { clientContext: 'x'.repeat(256) })).status,
    ).toBe(202)
  })

  it('is refused for the app, for participants not in the call and before the call is established', async () => {
    const world = await groupCallInProgress(setup())
    const { emulator, graph, call, path } = world
    const { body } = await graph.post(`${path}/participants/invite`, { participants: [anInvitation(MEGAN)] })
    const early = await createCall(graph, aGroupCall())
    await emulator.settled()
    const start = (at: string, id: string) => () => graph.post(`${at}/participants/${id}/startHoldMusic`)
    const megan: string = body.participants[0].participantId
    await expectRefused(world, start(path, megan), { status: 409, code: '8519', named: [megan, "'invited'"] })
    await expectRefused(world, start(path, 'unknown'), { status: 404, code: '8522', named: ['unknown'] })
    await expectRefused(world, start(path, call.myParticipantId), {
      status: 400,
      code: '8523',
      named: ['participantId', call.myParticipantId],
    })
    await expectRefused(world, start(`/communications/calls/${early.id}`, early.myParticipantId), {
      status: 400,
      code: '8501',
      named: ["'establishing'"],
    })
  })
})
