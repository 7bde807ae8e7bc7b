import { describe, expect, it } from 'vitest'
import { PROMPT_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import { anOutgoingCall, aPrompt } from '../../support/bodies.ts'
import { aMediaCall, endings, expectRefusal } from './media-call.ts'

const play = (count = 1, changes: Record<string, unknown> = {}) => ({
  prompts: Array.from({ length: count }, () => aPrompt()),
  clientContext: 'd45324c1',
  ...changes,
})

describe('playPrompt', () => {
  it('is answered with an operation that runs, and says where it can be found', async () => {
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

  it.each(['playPrompt', 'microsoft.graph.playPrompt'])('can be called %s', async (name) => {
    const { act } = await aMediaCall()
    expect((await act(name, play())).body.status).toBe('running')
  })

  it('tells that it is complete when the prompt is over, in the words of its page', async () => {
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

  it.each([1, 2, 20])('plays %i prompts one after another', async (count) => {
    const { emulator, act, received } = await aMediaCall()
    await act('playPrompt', play(count))
    await emulator.clock.advance(count * PROMPT_LENGTH_MS - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received).toHaveLength(1)
  })

  it('is not stopped by a voice, nor by a key', async () => {
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
    expect(endings(world)).toEqual([['deleted', 'playPromptOperation', 'failed', 8508]])
  })
})

describe('the documented limits of playPrompt', () => {
  it.each([
    [play(1)],
    [play(20)],
    [play(1, { clientContext: 'x'.repeat(256) })],
    [play(1, { clientContext: null })],
    [{ prompts: [{ mediaInfo: { uri: 'https://cdn.contoso.com/beep.wav' } }] }],
  ])('allow %j', async (body) => {
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
  ])('refuse %j, and nothing changes', async (body, ...named) => {
    const world = await aMediaCall()
    await expectRefusal(world, () => world.act('playPrompt', body), [400, '8523', ...named])
  })

  it('refuse a call that is not up yet, one that is not there, and app-hosted media: nobody is asked for a WAV', async () => {
    const world = await aMediaCall()
    const { emulator, graph } = world
    let asked = 0
    emulator.receive('https://cdn.contoso.com/welcome.wav', () => {
      asked += 1
    })
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '<media>' }
    const { body: hosted } = await graph.post('/communications/calls', anOutgoingCall({ mediaConfig }))
    await emulator.clock.advance('2s')
    const { body: early } = await graph.post('/communications/calls', anOutgoingCall())
    await emulator.settled()
    const playTo = (id: string) => () => graph.post(`/communications/calls/${id}/playPrompt`, play())
    await expectRefusal(world, playTo(early.id), [400, '8501', "'establishing'"])
    await expectRefusal(world, playTo(hosted.id), [400, '8500', 'serviceHostedMediaConfig'])
    await expectRefusal(world, playTo('nobody'), [404, '8522', "'nobody'"])
    await expectRefusal(world, () => world.act('playPrompt', play(0)), [400, '8523', 'prompts'])
    expect(asked).toBe(0)
  })
})
