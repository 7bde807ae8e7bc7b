import { describe, expect, it, vi } from 'vitest'
import type { Emulator } from '../../../src/index.ts'
import { ADELE, aGroupCall, anInvitation, anOutgoingCall, aPrompt, CALLBACK } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'

// Fake timers stand for the wall clock, by which a request loses its turn.
vi.mock('../../../src/engine/time/wall-timer.ts', () => import('../../support/wall-timer-by-fakes.ts'))

const GRAPH = 'https://graph.microsoft.com/v1.0'
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A body that arrives in so many turns of the event loop. */
function slowly(value: unknown, turns: number): ReadableStream<Uint8Array> {
  let waited = 0
  return new ReadableStream({
    async pull(controller) {
      for (; waited < turns; waited += 1) await turn()
      controller.enqueue(new TextEncoder().encode(JSON.stringify(value)))
      controller.close()
    },
  })
}

type Post = (path: string, value: unknown) => Promise<Response>

/** Requests of an app, which do not wait for each other. Each engine reads their bodies at other speeds. */
const APPS: Readonly<Record<string, (post: Post, emulator: Emulator, callId: string) => Promise<unknown>>> = {
  'two calls': (post) => Promise.all([post('/calls', anOutgoingCall()), post('/calls', aGroupCall())]),
  'a call, and a request without a body': (post, emulator) =>
    Promise.all([post('/calls', anOutgoingCall()), emulator.fetch(`${GRAPH}/communications/calls`)]),
  'a batch, and an invitation': (post, _, callId) =>
    Promise.all([
      post('/../$batch', {
        requests: [
          { id: '1', method: 'POST', url: `/communications/calls/${callId}/mute`, headers: JSON_TYPE, body: {} },
          { id: '2', method: 'GET', url: `/communications/calls/${callId}` },
        ],
      }),
      post(`/calls/${callId}/participants/invite`, anInvitation(ADELE)),
    ]),
  'a refused request, and a prompt': (post, _, callId) =>
    Promise.all([post('/calls', {}), post(`/calls/${callId}/playPrompt`, { prompts: [aPrompt()] })]),
  'a request that the clock does not wait for otherwise': async (post, { clock }, callId) => {
    const muted = post(`/calls/${callId}/mute`, {})
    await clock.advance('3s')
    await muted
  },
  'a response that starts the next request': async (post, emulator, callId) => {
    const second = post('/calls', aGroupCall())
    await post(`/calls/${callId}/mute`, {})
    await emulator.fetch(`${GRAPH}/communications/calls/${callId}`)
    await second
  },
  'a request while the app is being notified': async (post, emulator, callId) => {
    emulator.perform(callId, { do: 'hold' })
    await post(`/calls/${callId}/unmute`, {})
  },
}
const JSON_TYPE = { 'content-type': 'application/json' }

/** @returns the trace after an app whose first request body takes so many turns to arrive, the second fewer, … */
async function traceOf(app: keyof typeof APPS, speeds: readonly number[]) {
  const { emulator, graph } = setup()
  emulator.receive(CALLBACK, async () => {})
  const { id } = await createCall(graph)
  await emulator.clock.advance('2s')
  const remaining = [...speeds]
  const post: Post = (path, value) => {
    const body = slowly(value, remaining.shift() ?? 0)
    const init = { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' }
    return emulator.fetch(`${GRAPH}/communications${path}`, init)
  }
  await APPS[app]?.(post, emulator, id)
  await emulator.clock.advance('5s')
  return { entries: emulator.trace.entries(), snapshot: JSON.stringify(emulator.snapshot()) }
}

const SPEEDS = [
  [1, 0],
  [0, 1],
  [5, 0],
  [0, 5],
  [2, 9],
  [9, 2],
]

describe('the order in which requests are processed', () => {
  it.each(Object.keys(APPS))(
    'is the order in which they are issued, however fast their bodies arrive: %s',
    async (app) => {
      const expected = await traceOf(app, [0, 0])
      for (const speeds of SPEEDS) expect(await traceOf(app, speeds)).toEqual(expected)
    },
  )

  it('advances the clock only once they are processed', async () => {
    const { emulator } = setup()
    const start = emulator.clock.now()
    const init = { method: 'POST', headers: JSON_TYPE, body: slowly(anOutgoingCall(), 9), duplex: 'half' }
    const created = emulator.fetch(`${GRAPH}/communications/calls`, init)
    await emulator.clock.advance('3s')
    expect((await created).status).toBe(201)
    expect(emulator.trace.of('response')).toMatchObject([{ at: start, status: 201 }])
  })

  it('does not wait for a body that never ends: after ten seconds the others go on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { emulator, graph } = setup()
      const init = { method: 'POST', headers: JSON_TYPE, body: new ReadableStream(), duplex: 'half' } as const
      void emulator.fetch(`${GRAPH}/communications/calls`, init)
      const listed = graph.get('/communications/callRecords')
      const advanced = emulator.clock.advance('1s')
      await turn()
      expect(emulator.trace.of('response')).toEqual([])
      await vi.advanceTimersByTimeAsync(10_000)
      expect((await listed).status).toBe(200)
      await advanced
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['', false],
    [' before its turn', true],
  ])('does not wait for a body that never ends after the app has aborted the request%s', async (_, waits) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { emulator, graph } = setup()
      const aborted = new AbortController()
      const { signal } = aborted
      const init = { method: 'POST', headers: JSON_TYPE, body: new ReadableStream(), duplex: 'half', signal } as const
      const first = waits ? graph.get('/communications/calls/first') : undefined
      const created = emulator.fetch(`${GRAPH}/communications/calls`, init)
      const listed = graph.get('/communications/calls/unknown')
      if (!waits) await turn()
      aborted.abort()
      await expect(created).rejects.toThrow()
      await turn()
      const statuses = emulator.trace.of('response').map(({ status }) => status)
      expect(statuses).toEqual(waits ? [404, 404] : [404])
      await first
      await listed
    } finally {
      vi.useRealTimers()
    }
  })

  it('does not make an app wait that sends a request while its webhook is validated', async () => {
    const { emulator, graph } = setup()
    emulator.receive('https://bot.contoso.com/records', async ({ url }) => {
      await graph.get('/communications/callRecords')
      return new Response(new URL(url).searchParams.get('validationToken'))
    })
    const { status } = await graph.post('/subscriptions', {
      changeType: 'created',
      notificationUrl: 'https://bot.contoso.com/records',
      resource: '/communications/callRecords',
      expirationDateTime: '2026-01-06T09:00:00Z',
    })
    expect(status).toBe(201)
  })
})
