import { describe, expect, it } from 'vitest'
import { PROMPT_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import { anOutgoingCall, aPrompt } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { expectRefused } from '../../support/expect-refused.ts'
import { aMediaCall, type MediaCall, outcomes } from './media-call.ts'

const play = (count = 1, changes: Record<string, unknown> = {}) => ({
  prompts: Array.from({ length: count }, () => aPrompt()),
  clientContext: 'd45324c1',
  ...changes,
})

describe('playPrompt', () => {
  it('answers with a running operation and its location', async () => {
    const { act, path, operation } = await aMediaCall()
    const { status, headers, body } = await act('playPrompt', play())
    expect(status).toBe(200)
    expect(headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${body.id}`)
    expect(body).toEqual({
      '@odata.type': '#microsoft.graph.playPromptOperation',
      id: expect.any(String),
      clientContext: 'd45324c1',
      resultInfo: null,
      status: 'running',
    })
    expect(await operation(body.id)).toMatchObject(body)
  })

  it.each(['playPrompt', 'microsoft.graph.playPrompt'])('is served as %s', async (name) => {
    const { act } = await aMediaCall()
    expect((await act(name, play())).body.status).toBe('running')
  })

  it('notifies the app when the prompt has ended, with the result Graph documents', async () => {
    const { emulator, act, path, received } = await aMediaCall()
    const { body } = await act('playPrompt', play())
    await emulator.clock.advance(PROMPT_LENGTH_MS - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    const resourceUrl = `${path}/operations/${body.id}`
    expect(received).toEqual([
      {
        '@odata.type': '#microsoft.graph.commsNotification',
        changeType: 'deleted',
        resource: resourceUrl.replace('communications', 'app'),
        resourceUrl,
        resourceData: {
          '@odata.type': '#microsoft.graph.playPromptOperation',
          '@odata.id': resourceUrl,
          '@odata.etag': 'W/"1"',
          id: body.id,
          clientContext: 'd45324c1',
          status: 'completed',
          prompts: [aPrompt()],
          completionReason: 'completedSuccessfully',
          resultInfo: {
            '@odata.type': '#microsoft.graph.resultInfo',
            code: 200,
            subcode: 0,
            message: 'Action completed successfully.',
          },
        },
      },
    ])
  })

  it.each([
    ['cancelled', 'failed', 'mediaOperationCanceled', (world: MediaCall) => world.act('cancelMediaProcessing')],
    ['failing', 'failed', 'unknown', (world: MediaCall) => world.step({ do: 'failOperation' })],
  ] as const)('notifies the app of the prompts and the reason of a %s operation', async (_, status, reason, end) => {
    const world = await aMediaCall()
    const untyped = { mediaInfo: { uri: 'https://cdn.contoso.com/beep.wav' } }
    await world.act('playPrompt', { prompts: [aPrompt(), untyped] })
    await end(world)
    await world.emulator.settled()
    const typed = {
      '@odata.type': '#microsoft.graph.mediaPrompt',
      mediaInfo: { '@odata.type': '#microsoft.graph.mediaInfo', ...untyped.mediaInfo },
    }
    expect(world.received[0].resourceData).toMatchObject({ status, completionReason: reason })
    expect(world.received[0].resourceData.prompts).toEqual([aPrompt(), typed])
  })

  it.each([1, 2, 20])('plays %i prompts one after another', async (count) => {
    const { emulator, act, received } = await aMediaCall()
    await act('playPrompt', play(count))
    await emulator.clock.advance(count * PROMPT_LENGTH_MS - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received).toHaveLength(1)
  })

  it('continues when the other side speaks or presses a key', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    await act('playPrompt', play())
    step({ do: 'speak' })
    step({ do: 'press', tones: '#' })
    await emulator.clock.advance(PROMPT_LENGTH_MS - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received[0].resourceData.status).toBe('completed')
  })

  it('fails as cancelled when the call ends', async () => {
    const world = await aMediaCall()
    await world.act('playPrompt', play())
    world.step({ do: 'hangUp' })
    await world.emulator.clock.runToIdle()
    expect(outcomes(world)).toEqual([['deleted', 'playPromptOperation', 'failed', 8508]])
  })
})

describe('The documented limits of playPrompt', () => {
  it.each([
    [play(1)],
    [play(20)],
    [play(1, { clientContext: 'x'.repeat(256) })],
    [play(1, { clientContext: null })],
    [{ prompts: [{ mediaInfo: { uri: 'https://cdn.contoso.com/beep.wav' } }] }],
  ])('accept %j', async (body) => {
    const { act } = await aMediaCall()
    expect((await act('playPrompt', body)).status).toBe(200)
  })

  it.each<[unknown, ...string[]]>([
    [play(0), 'prompts', '0 items were given; 1 to 20 are allowed'],
    [play(21), 'prompts', '21 items were given; 1 to 20 are allowed'],
    [{}, 'prompts', 'required'],
    [{ prompts: null }, 'prompts', 'null'],
    [{ prompts: aPrompt() }, 'prompts', 'is not a list'],
    [{ prompts: [{}] }, 'prompts[0].mediaInfo', 'required'],
    [{ prompts: [{ mediaInfo: { resourceId: 'A1' } }] }, 'prompts[0].mediaInfo.uri', 'required'],
    [
      play(1, { clientContext: 'x'.repeat(257) }),
      'clientContext',
      '257 characters were given; at most 256 are allowed',
    ],
  ])('refuse %j', async (body, ...named) => {
    const world = await aMediaCall()
    await expectRefused(world, () => world.act('playPrompt', body), { status: 400, code: '8523', named })
  })

  it('refuse an unknown call, one that is not established and app-hosted media without fetching a prompt', async () => {
    const world = await aMediaCall()
    const { emulator, graph } = world
    let fetched = 0
    emulator.receive('https://cdn.contoso.com/welcome.wav', () => {
      fetched += 1
    })
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }
    const hosted = await createCall(graph, anOutgoingCall({ mediaConfig }))
    await emulator.clock.advance('2s')
    const early = await createCall(graph)
    await emulator.settled()
    const playTo = (id: string) => () => graph.post(`/communications/calls/${id}/playPrompt`, play())
    await expectRefused(world, playTo(early.id), { status: 400, code: '8501', named: ["'establishing'"] })
    await expectRefused(world, playTo(hosted.id), { status: 400, code: '8500', named: ['serviceHostedMediaConfig'] })
    await expectRefused(world, playTo('unknown'), { status: 404, code: '8522', named: ["'unknown'"] })
    await expectRefused(world, () => world.act('playPrompt', play(0)), {
      status: 400,
      code: '8523',
      named: ['prompts'],
    })
    expect(fetched).toBe(0)
  })
})
