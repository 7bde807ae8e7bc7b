import { describe, expect, it } from 'vitest'
import { aRecording, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { aMediaCall, type MediaCall, outcomes } from './media-call.ts'

const tonesIn = ({ received }: MediaCall) =>
  received.filter(({ resourceData }) => resourceData.toneInfo).map(({ resourceData }) => resourceData.toneInfo)

describe('subscribeToTone', () => {
  it.each(['subscribeToTone', 'microsoft.graph.subscribeToTone'])(
    'answers %s with a completed operation and sends no notification of it',
    async (name) => {
      const { emulator, act, path, received, operation } = await aMediaCall()
      const { status, headers, body } = await act(name, { clientContext: 'keys' })
      expect(status).toBe(200)
      expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
      expect(body).toEqual({
        '@odata.type': '#microsoft.graph.subscribeToToneOperation',
        id: expect.any(String),
        clientContext: 'keys',
        resultInfo: null,
        status: 'completed',
      })
      expect(await operation(body.id)).toMatchObject(body)
      await emulator.clock.runToIdle()
      expect(received).toEqual([])
    },
  )

  it('notifies the app of each key pressed afterwards as an update of the call', async () => {
    const world = await aMediaCall()
    const { emulator, act, path, step, call, received } = world
    await act('subscribeToTone')
    step({ do: 'press', tones: '1' })
    await emulator.settled()
    expect(received).toEqual([
      {
        '@odata.type': '#microsoft.graph.commsNotification',
        callbackUri: CALLBACK,
        changeType: 'updated',
        resource: `/app/calls/${call.id}`,
        resourceUrl: path,
        resourceData: {
          '@odata.type': '#microsoft.graph.call',
          '@odata.id': path,
          '@odata.etag': 'W/"4"',
          id: call.id,
          state: 'established',
          direction: 'outgoing',
          callChainId: call.callChainId,
          toneInfo: { '@odata.type': '#microsoft.graph.toneInfo', sequenceId: 1, tone: 'tone1' },
        },
      },
    ])
  })

  it('numbers the tones of a call from one and names them as Graph does', async () => {
    const world = await aMediaCall()
    await world.act('subscribeToTone')
    world.step({ do: 'press', tones: '0123456789' })
    world.step({ do: 'press', tones: '*#ABCD' })
    await world.emulator.settled()
    const names = [...Array.from({ length: 10 }, (_, digit) => `tone${digit}`), 'star', 'pound', 'a', 'b', 'c', 'd']
    expect(tonesIn(world)).toMatchObject(names.map((tone, index) => ({ sequenceId: index + 1, tone })))
  })

  it('is required: keys pressed before it cause no notification, then or later', async () => {
    const world = await aMediaCall()
    const { emulator, graph, act, path, step, received } = world
    step({ do: 'press', tones: '12' })
    await emulator.settled()
    expect(received).toEqual([])
    expect((await graph.get(path)).body.toneInfo).toBeNull()
    await act('subscribeToTone')
    step({ do: 'press', tones: '3' })
    await emulator.settled()
    expect(tonesIn(world)).toMatchObject([{ sequenceId: 1, tone: 'tone3' }])
  })

  it('shows the last tone in the call', async () => {
    const { graph, act, path, step } = await aMediaCall()
    await act('subscribeToTone')
    expect((await graph.get(path)).body.toneInfo).toBeNull()
    step({ do: 'press', tones: '1#' })
    expect((await graph.get(path)).body.toneInfo).toEqual({
      '@odata.type': '#microsoft.graph.toneInfo',
      sequenceId: 2,
      tone: 'pound',
    })
  })

  it('stays in effect after cancelMediaProcessing and after a second subscription', async () => {
    const world = await aMediaCall()
    const { emulator, act, step } = world
    await act('subscribeToTone')
    await act('cancelMediaProcessing')
    await act('subscribeToTone')
    step({ do: 'press', tones: '5' })
    await emulator.settled()
    expect(tonesIn(world)).toMatchObject([{ sequenceId: 1, tone: 'tone5' }])
    expect(outcomes(world)).toEqual([])
  })

  it('notifies the app of a stop tone before the recording that it ends', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    await act('subscribeToTone')
    await act('recordResponse', aRecording({ prompts: [], playBeep: false, stopTones: ['#'] }))
    step({ do: 'press', tones: '#' })
    await emulator.settled()
    expect(received.map(({ resourceData }) => resourceData['@odata.type'])).toEqual([
      '#microsoft.graph.call',
      '#microsoft.graph.recordOperation',
    ])
    expect(received[1].resourceData.resultInfo.subcode).toBe(8514)
  })
})

describe('The documented limits of subscribeToTone', () => {
  it.each([undefined, {}, { clientContext: null }, { clientContext: 'x'.repeat(256) }])('accept %j', async (body) => {
    const { graph, path } = await aMediaCall()
    expect((await graph.post(`${path}/subscribeToTone`, body)).status).toBe(200)
  })

  it('refuse a longer clientContext, a call that is not established and app-hosted media', async () => {
    const world = await aMediaCall()
    const tooLong = { clientContext: 'x'.repeat(257) }
    await expectRefused(world, () => world.act('subscribeToTone', tooLong), {
      status: 400,
      code: '8523',
      named: ['clientContext', '257 characters were given; at most 256 are allowed'],
    })
    const early = await createCall(world.graph)
    await world.emulator.settled()
    const subscribe = () => world.graph.post(`/communications/calls/${early.id}/subscribeToTone`, {})
    await expectRefused(world, subscribe, { status: 400, code: '8501', named: ["'establishing'"] })
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }
    const hosted = await aMediaCall({ call: { mediaConfig } })
    await expectRefused(hosted, () => hosted.act('subscribeToTone'), {
      status: 400,
      code: '8500',
      named: ['serviceHostedMediaConfig'],
    })
  })
})
