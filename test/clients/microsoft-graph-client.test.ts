import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type Context,
  GraphError,
  HTTPMessageHandler,
  type Middleware,
  PageIterator,
  RetryHandler,
} from '@microsoft/microsoft-graph-client'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator, createToken, type EmulatorOptions } from '../../src/index.ts'
import { anOutgoingCall, aPrompt, aRecording, CALLBACK } from '../support/bodies.ts'

let close = () => {}
afterEach(() => close())

/** Microsoft's client, set up as in an app. */
function open(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  const server = setupServer(...emulator.handlers)
  server.listen()
  close = () => server.close()
  const graph = Client.init({ authProvider: (done) => done(null, createToken()) })
  // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a notification
  const received: any[] = []
  emulator.receive(CALLBACK, async (request) => {
    received.push(...(await request.json()).value)
  })
  return { emulator, graph, received }
}

const refusalOf = async (request: Promise<unknown>): Promise<GraphError> => {
  const error = await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof GraphError) return error
  throw new Error(`The request was not refused: ${error}`)
}

describe("Microsoft's client for JavaScript", () => {
  it('places a call, plays, records and hangs up', async () => {
    const { emulator, graph, received } = open({ auth: 'required' })

    const call = await graph.api('/communications/calls').post(anOutgoingCall({ subject: 'Survey' }))
    expect(call).toMatchObject({ state: 'establishing', direction: 'outgoing', subject: 'Survey' })
    await emulator.clock.advance('2s')
    expect(await graph.api(`/communications/calls/${call.id}`).get()).toMatchObject({
      state: 'established',
      mediaState: { audio: 'active' },
    })

    const recording = { maxSilenceTimeoutInSeconds: 2, stopTones: ['#'] }
    const operation = await graph.api(`/communications/calls/${call.id}/recordResponse`).post(aRecording(recording))
    expect(operation.status).toBe('running')
    // Two seconds of prompt, half a second of beep, and half a second of silence before the callee speaks.
    await emulator.clock.advance('3s')
    emulator.perform(call.id, { do: 'speak', for: '4s' })
    await emulator.clock.advance('6s')
    const ended = received.find(({ resourceUrl }) => resourceUrl.endsWith(operation.id))
    expect(ended).toMatchObject({
      changeType: 'deleted',
      resourceData: { status: 'completed', resultInfo: { code: 200, subcode: 8509 } },
    })

    const { recordingLocation, recordingAccessToken } = ended.resourceData
    const download = await fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } })
    expect((await download.arrayBuffer()).byteLength).toBe(44 + 6.5 * 32_000)

    expect(await graph.api(`/communications/calls/${call.id}`).delete()).toBeUndefined()
    await emulator.clock.runToIdle()
    expect(received.at(-1)).toMatchObject({
      changeType: 'deleted',
      resourceData: { state: 'terminated', resultInfo: { code: 200, subcode: 7000 } },
    })

    const record = await graph
      .api(`/communications/callRecords/${call.callChainId}`)
      .expand('sessions($expand=segments)')
      .get()
    expect(record).toMatchObject({
      id: call.callChainId,
      type: 'peerToPeer',
      modalities: ['audio'],
      startDateTime: expect.stringMatching(/^2026-01-05T09:00:02(\.0+)?Z$/),
      endDateTime: expect.stringMatching(/^2026-01-05T09:00:11(\.0+)?Z$/),
      sessions: [{ segments: [{ media: [{ label: 'main-audio' }] }] }],
    })
  })

  it('runs a phone menu: plays a prompt, receives a tone, sends tones', async () => {
    const { emulator, graph, received } = open()
    const { id } = await graph.api('/communications/calls').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    const act = (action: string, body: object) => graph.api(`/communications/calls/${id}/${action}`).post(body)
    await act('subscribeToTone', { clientContext: 'keys' })
    const question = await act('playPrompt', { prompts: [aPrompt()], clientContext: 'question' })
    emulator.perform(id, { do: 'press', tones: '2' })
    await act('cancelMediaProcessing', { clientContext: 'enough' })
    const answer = await act('microsoft.graph.sendDtmfTones', { tones: ['tone1', 'pound'], clientContext: 'answer' })
    await emulator.clock.runToIdle()
    expect(received.slice(3).map(({ changeType, resourceData }) => [changeType, resourceData])).toMatchObject([
      ['updated', { id, state: 'established', toneInfo: { sequenceId: 1, tone: 'tone2' } }],
      ['deleted', { id: question.id, clientContext: 'question', status: 'failed', resultInfo: { subcode: 8508 } }],
      ['deleted', { id: answer.id, clientContext: 'answer', completionReason: 'completedSuccessfully' }],
    ])
  })

  it('selects properties', async () => {
    const { emulator, graph } = open()
    const call = await graph.api('/communications/calls').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    await graph.api(`/communications/calls/${call.id}`).delete()
    await emulator.clock.runToIdle()
    const record = await graph.api(`/communications/callRecords/${call.callChainId}`).select(['id', 'type']).get()
    expect(Object.keys(record).filter((name) => !name.startsWith('@'))).toEqual(['id', 'type'])
  })

  it('iterates over the pages of a list', async () => {
    const { emulator, graph } = open()
    const ids: string[] = []
    for (let count = 0; count < 7; count += 1) {
      const { id } = await graph.api('/communications/callRecords').post({ type: 'peerToPeer' })
      ids.push(id)
      await emulator.clock.advance('1min')
    }
    const first = await graph.api('/communications/callRecords').top(3).get()
    expect(first.value).toHaveLength(3)
    const walked: string[] = []
    await new PageIterator(graph, first, ({ id }) => walked.push(id) > 0).iterate()
    expect(walked).toEqual(ids)
  })

  it('throws errors with status, code and request id', async () => {
    const { emulator, graph } = open()
    const error = await refusalOf(graph.api('/communications/calls/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b').get())
    expect(error).toMatchObject({ statusCode: 404, code: '8522' })
    expect(error.message).toContain('4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b')
    expect(error.requestId).toBe(emulator.trace.of('response').at(-1)?.requestId)
    // Graph's error date has no time zone, and the client reads it as local time.
    expect(error.date).toEqual(new Date('2026-01-05T09:00:00'))
  })

  it.each([
    ['a body that Graph refuses', anOutgoingCall({ callbackUri: 'nowhere' }), 400, 'callbackUri'],
    ['no body that Graph knows', {}, 400, 'callbackUri'],
  ])('throws an error that names what is wrong with %s', async (_, body, statusCode, named) => {
    const { graph } = open()
    const error = await refusalOf(graph.api('/communications/calls').post(body))
    expect(error.statusCode).toBe(statusCode)
    expect(error.message).toContain(named)
  })

  it('throws an error for an invalid token', async () => {
    open({ auth: 'required' })
    const graph = Client.init({ authProvider: (done) => done(null, 'no token at all') })
    const error = await refusalOf(graph.api('/communications/callRecords').get())
    expect(error).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' })
  })

  it('reads the same call under beta', async () => {
    const { emulator, graph } = open()
    const call = await graph.api('/communications/calls').version('beta').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    expect(await graph.api(`/communications/calls/${call.id}`).get()).toMatchObject({ state: 'established' })
  })

  it('retries after Retry-After', async () => {
    const { emulator, graph } = open()
    emulator.faults.add({ error: { status: 429, code: 'TooManyRequests', retryAfter: 0.01 }, times: 2 })
    const { value } = await graph.api('/communications/callRecords').get()
    expect(value).toEqual([])
    expect(emulator.trace.of('response').map(({ status }) => status)).toEqual([429, 429, 200])
  })

  it('throws an error after its last retry', async () => {
    const { emulator, graph } = open()
    emulator.faults.add({ error: { status: 503, code: 'ServiceUnavailable', retryAfter: 0.01 } })
    const error = await refusalOf(graph.api('/communications/callRecords').get())
    expect(error).toMatchObject({ statusCode: 503, code: 'ServiceUnavailable' })
    // One attempt and three retries.
    expect(emulator.trace.of('response')).toHaveLength(4)
  })

  it('sends a batch and reads its responses', async () => {
    const { emulator, graph } = open()
    // The client sends everything after the host, but Graph requires the path without the version.
    const url = 'https://graph.microsoft.com/communications/calls'
    const headers = { 'Content-Type': 'application/json' }
    const content = new BatchRequestContent([
      { id: '1', request: new Request(url, { method: 'POST', headers, body: JSON.stringify(anOutgoingCall()) }) },
      { id: '2', request: new Request(`${url}/unknown`), dependsOn: ['1'] },
      { id: '3', request: new Request(url), dependsOn: ['2'] },
    ])
    const answers = new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()))
    const placed = await answers.getResponseById('1').json()
    expect(emulator.store.getState().calls.get(placed.id)).toMatchObject({ state: 'establishing' })
    expect(['1', '2', '3'].map((id) => answers.getResponseById(id).status)).toEqual([201, 404, 424])
    expect(answers.getResponseById('1').headers.get('location')).toMatch(`/v1.0/communications/calls/${placed.id}`)
  })

  it('uses its own chain of middleware and reads response headers', async () => {
    open()
    const seen: unknown[] = []
    const own = (next: Middleware): Middleware => ({
      async execute(context: Context) {
        context.options = { ...context.options, headers: { 'client-request-id': 'mine', Prefer: 'omit-values=nulls' } }
        await next.execute(context)
        const names = ['client-request-id', 'preference-applied', 'odata-version']
        seen.push(...names.map((name) => context.response?.headers.get(name)))
      },
    })
    const retry = new RetryHandler()
    retry.setNext(new HTTPMessageHandler())
    const graph = Client.initWithMiddleware({ middleware: own(retry) })
    await graph.api('/communications/callRecords').get()
    expect(seen).toEqual(['mine', 'omit-values=nulls', '4.0'])
  })

  it('expands, counts and filters with its own query syntax', async () => {
    const { emulator, graph } = open()
    const { id } = await graph.api('/communications/calls').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    const call = await graph.api(`/communications/calls/${id}`).select('state').expand('participants($select=id)').get()
    expect(call).toMatchObject({ state: 'established', participants: [{ id: expect.any(String) }, {}] })
    await graph.api(`/communications/calls/${id}`).delete()
    await emulator.clock.runToIdle()
    const records = graph.api('/communications/callRecords')
    const page = await records.filter('startDateTime ge 2026-01-05T00:00:00Z').count(true).top(1).get()
    expect(page).toMatchObject({ '@odata.count': 1, value: [{ version: 1 }] })
  })

  it('creates with return=minimal and reads without annotations', async () => {
    const { graph } = open()
    const calls = () => graph.api('/communications/calls')
    expect(await calls().header('Prefer', 'return=minimal').post(anOutgoingCall())).toBeUndefined()
    const { value, ...rest } = await calls().header('Accept', 'application/json;odata.metadata=none').get()
    expect([value.length, Object.keys(value[0]).filter((name) => name.includes('@')), rest]).toEqual([1, [], {}])
  })
})
