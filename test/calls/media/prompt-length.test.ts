import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import { toWav } from '../../../src/calls/media/wav.ts'
import { operationResults } from '../../../src/index.ts'
import { aPrompt, aRecording } from '../../support/bodies.ts'
import { aMediaCall, servesWav } from './media-call.ts'

// A server has ten seconds of wall-clock time to respond: fake timers let them pass.
vi.mock('../../../src/engine/time/wall-timer.ts', () => import('../../support/wall-timer-by-fakes.ts'))

const HELLO = 'https://cdn.contoso.com/hello.wav'
const BYE = 'https://cdn.contoso.com/bye.wav'
const prompts = (...uris: string[]) => ({ prompts: uris.map(aPrompt) })

/** A WAV with one number of its header changed. */
const aWavWith = (offset: number, value: number) => {
  const bytes = toWav({ durationMs: 1_000, speech: [] })
  new DataView(bytes.buffer).setUint16(offset, value, true)
  return new Response(bytes)
}

describe('A prompt with a WAV', () => {
  it('is fetched from its URL by GET and plays for its own length', async () => {
    const { emulator, act, received } = await aMediaCall()
    const requested: string[] = []
    emulator.receive(HELLO, ({ method, url }) => {
      requested.push(`${method} ${url}`)
      return servesWav(3_210)()
    })
    await act('playPrompt', prompts(`${HELLO}?sig=abc`))
    expect(requested).toEqual([`GET ${HELLO}?sig=abc`])
    await emulator.clock.advance(3_209)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received[0].resourceData).toMatchObject({ status: 'completed', resultInfo: operationResults.completed })
  })

  it('plays for its own length among several prompts', async () => {
    const { emulator, act, received } = await aMediaCall()
    emulator.receive(HELLO, servesWav(700))
    emulator.receive(BYE, servesWav(55))
    await act('playPrompt', prompts(HELLO, 'https://elsewhere.example/placeholder.wav', BYE, HELLO))
    await emulator.clock.advance(700 + PROMPT_LENGTH_MS + 55 + 700 - 1)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received).toHaveLength(1)
  })

  it('can be a recording that the emulator made', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    await act('recordResponse', { playBeep: false, maxRecordDurationInSeconds: 4 })
    step({ do: 'speak' })
    await emulator.clock.advance('4s')
    const { recordingLocation, recordingAccessToken } = received.at(-1).resourceData
    emulator.receive(HELLO, () =>
      emulator.fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } }),
    )
    await act('playPrompt', prompts(HELLO))
    await emulator.clock.advance(3_999)
    expect(received).toHaveLength(1)
    await emulator.clock.advance(1)
    expect(received).toHaveLength(2)
  })

  it('delays a recording and the start of its silence timeout', async () => {
    for (const action of ['recordResponse', 'record']) {
      const { emulator, act, received } = await aMediaCall()
      emulator.receive(HELLO, servesWav(7_000))
      await act(action, aRecording({ ...prompts(HELLO), initialSilenceTimeoutInSeconds: 3 }))
      await emulator.clock.advance(7_000 + BEEP_LENGTH_MS + 3_000 - 1)
      expect(received).toEqual([])
      await emulator.clock.advance(1)
      expect(received[0].resourceData.resultInfo).toMatchObject(operationResults.initialSilenceTimeout)
    }
  })

  it('can come from a server on this machine', async () => {
    const server = createServer((_, response) => response.end(toWav({ durationMs: 1_234, speech: [] })))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { emulator, act, received } = await aMediaCall()
      await act('playPrompt', prompts(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hello.wav`))
      await emulator.clock.advance(1_233)
      expect(received).toEqual([])
      await emulator.clock.advance(1)
      expect(received[0].resourceData.status).toBe('completed')
    } finally {
      server.close()
    }
  })

  it('can come from the function in notifications.deliver', async () => {
    const { emulator, act, call } = await aMediaCall({
      notifications: { deliver: ({ method }) => (method === 'GET' ? servesWav(60)() : undefined) },
    })
    await act('playPrompt', prompts(HELLO))
    await emulator.clock.advance(60)
    expect(emulator.store.getState().calls.get(call.id)?.operations).toMatchObject([{ status: 'completed' }])
  })
})

describe('A prompt without a receiver', () => {
  it.each(['auto', 'none'] as const)(
    'plays for the default length and is undelivered in the trace, with deliver %s',
    async (deliver) => {
      const { emulator, act, operation } = await aMediaCall({ notifications: { deliver } })
      const { body } = await act('playPrompt', prompts('https://no-receiver.example/prompt.wav'))
      await emulator.clock.advance(PROMPT_LENGTH_MS - 1)
      expect((await operation(body.id)).status).toBe('running')
      await emulator.clock.advance(1)
      expect(await operation(body.id)).toMatchObject({ status: 'completed' })
      expect(emulator.trace.of('delivery').filter(({ id }) => id === 'prompt')).toMatchObject([
        { url: 'https://no-receiver.example/prompt.wav', outcome: 'undelivered' },
      ])
    },
  )
})

describe('A prompt that cannot be played', () => {
  const failing: Record<string, () => Response | undefined | Promise<Response>> = {
    'is no WAV': () => new Response('RIFF or not'),
    'is empty': () => undefined,
    'is stereo': () => aWavWith(22, 2),
    'has another sampling rate': () => aWavWith(24, 8_000),
    'has eight bits': () => aWavWith(34, 8),
    'is not PCM': () => aWavWith(20, 3),
  }

  it.each(Object.entries(failing))('fails the operation with badPromptFormat because it %s', async (_, answer) => {
    const { emulator, act, received } = await aMediaCall()
    emulator.receive(HELLO, answer)
    const { body } = await act('playPrompt', prompts(HELLO))
    // The response still shows a running operation; the failure follows in a notification.
    expect([body.status, body.resultInfo]).toEqual(['running', null])
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([
      { changeType: 'deleted', resourceData: { status: 'failed', resultInfo: operationResults.badPromptFormat } },
    ])
  })

  const absent: Record<string, () => Response | Promise<Response>> = {
    'is not found': () => new Response(toWav({ durationMs: 10, speech: [] }), { status: 404 }),
    'cannot be fetched': () => Promise.reject(new Error('refused')),
    'breaks off': () => new Response(new ReadableStream({ start: (controller) => controller.error(new Error('cut')) })),
  }

  it.each(Object.entries(absent))('fails the operation with promptNotDownloaded because it %s', async (_, answer) => {
    const { emulator, act, received } = await aMediaCall()
    emulator.receive(HELLO, answer)
    await act('playPrompt', prompts(HELLO))
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([
      { changeType: 'deleted', resourceData: { status: 'failed', resultInfo: operationResults.promptNotDownloaded } },
    ])
  })

  it.each<[string, () => Promise<Response>]>([
    ['no response', () => new Promise(() => {})],
    ['no end of the response', async () => new Response(new ReadableStream())],
  ])('fails the operation with promptNotDownloaded because there is %s within ten seconds', async (_, answer) => {
    const { emulator, act, received } = await aMediaCall()
    emulator.receive(HELLO, answer)
    vi.useFakeTimers()
    try {
      const response = act('playPrompt', prompts(HELLO))
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await response).status).toBe(200)
    } finally {
      vi.useRealTimers()
    }
    await emulator.clock.runToIdle()
    expect(received[0].resourceData.resultInfo).toMatchObject(operationResults.promptNotDownloaded)
    expect(emulator.trace.of('delivery').find(({ id }) => id === 'prompt')).toMatchObject({
      outcome: 'failed',
      why: expect.stringContaining('10 s'),
    })
  })

  it.each(['hello.wav', 'https://user:secret@cdn.contoso.com/hello.wav'])(
    'fails the operation with promptNotDownloaded for the URL %s, which the localtest version takes for a placeholder',
    async (uri) => {
      const { emulator, act, graph, path, received } = await aMediaCall()
      await act('playPrompt', prompts(uri))
      await emulator.clock.runToIdle()
      expect(received.at(-1).resourceData.resultInfo).toMatchObject(operationResults.promptNotDownloaded)
      await graph.post(`https://graph.microsoft.com/localtest${path}/playPrompt`, prompts(uri))
      await emulator.clock.runToIdle()
      expect(received.at(-1).resourceData.resultInfo).toMatchObject(operationResults.completed)
    },
  )

  it('fails the operation after the prompts before it have played, and starts the next operation', async () => {
    const { emulator, act, received } = await aMediaCall()
    emulator.receive(HELLO, servesWav(1_000))
    emulator.receive(BYE, () => new Response(null, { status: 500 }))
    await act('playPrompt', prompts(HELLO, BYE, HELLO))
    await act('playPrompt', prompts(HELLO))
    await emulator.clock.advance(999)
    expect(received).toEqual([])
    await emulator.clock.advance(1)
    expect(received[0].resourceData.resultInfo).toMatchObject(operationResults.promptNotDownloaded)
    await emulator.clock.advance(1_000)
    expect(received[1].resourceData.status).toBe('completed')
  })

  it('fails a recording before it starts and leaves nothing to download', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    emulator.receive(HELLO, () => new Response('noise'))
    await act('recordResponse', aRecording({ ...prompts(HELLO), bargeInAllowed: true }))
    step({ do: 'speak' })
    await emulator.clock.runToIdle()
    expect(received).toMatchObject([
      {
        resourceData: {
          status: 'failed',
          resultInfo: operationResults.badPromptFormat,
          recordingLocation: '',
          recordingAccessToken: '',
        },
      },
    ])
  })
})

describe('Fetching a prompt', () => {
  it('refuses the operation when the call ends before the prompt has arrived', async () => {
    const { emulator, act, step, call } = await aMediaCall()
    emulator.receive(HELLO, async () => {
      step({ do: 'hangUp' })
      return servesWav(10)()
    })
    const { status, body } = await act('playPrompt', prompts(HELLO))
    expect([status, body.error.code]).toEqual([400, '8501'])
    expect(emulator.store.getState().calls.get(call.id)?.operations).toEqual([])
  })
})
