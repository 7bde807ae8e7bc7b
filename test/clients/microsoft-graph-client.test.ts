import { Client, GraphError, PageIterator } from '@microsoft/microsoft-graph-client'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator, createToken, type EmulatorOptions } from '../../src/index.ts'
import { anOutgoingCall, aPrompt, aRecording, CALLBACK } from '../support/bodies.ts'

let close = () => {}
afterEach(() => close())

/** Microsoft's own client, as an app sets it up: it knows nothing of the emulator. */
function open(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ seed: 7, clock: 'manual', ...options })
  const server = setupServer(...emulator.handlers)
  server.listen()
  close = () => server.close()
  const graph = Client.init({ authProvider: (done) => done(null, createToken()) })
  // biome-ignore lint/suspicious/noExplicitAny: tests look into notifications freely
  const told: any[] = []
  emulator.receive(CALLBACK, async (request) => {
    told.push(...(await request.json()).value)
  })
  return { emulator, graph, told }
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
  it('drives a call through its whole life', async () => {
    const { emulator, graph, told } = open({ auth: 'required' })

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
    // Two seconds of prompt, half a second of beep, half a second before the other side begins to speak.
    await emulator.clock.advance('3s')
    emulator.perform(call.id, { do: 'speak', for: '4s' })
    await emulator.clock.advance('6s')
    const ended = told.find(({ resourceUrl }) => resourceUrl.endsWith(operation.id))
    expect(ended).toMatchObject({
      changeType: 'deleted',
      resourceData: { status: 'completed', resultInfo: { code: 200, subcode: 8509 } },
    })

    const { recordingLocation, recordingAccessToken } = ended.resourceData
    const download = await fetch(recordingLocation, { headers: { Authorization: `Bearer ${recordingAccessToken}` } })
    expect((await download.arrayBuffer()).byteLength).toBe(44 + 6.5 * 32_000)

    expect(await graph.api(`/communications/calls/${call.id}`).delete()).toBeUndefined()
    await emulator.clock.runToIdle()
    expect(told.at(-1)).toMatchObject({
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

  it('leads a caller through a menu: asks, hears a key, presses keys itself', async () => {
    const { emulator, graph, told } = open()
    const { id } = await graph.api('/communications/calls').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    const act = (action: string, body: object) => graph.api(`/communications/calls/${id}/${action}`).post(body)
    await act('subscribeToTone', { clientContext: 'keys' })
    const question = await act('playPrompt', { prompts: [aPrompt()], clientContext: 'question' })
    emulator.perform(id, { do: 'press', tones: '2' })
    await act('cancelMediaProcessing', { clientContext: 'enough' })
    const answer = await act('microsoft.graph.sendDtmfTones', { tones: ['tone1', 'pound'], clientContext: 'answer' })
    await emulator.clock.runToIdle()
    expect(told.slice(3).map(({ changeType, resourceData }) => [changeType, resourceData])).toMatchObject([
      ['updated', { id, state: 'established', toneInfo: { sequenceId: 1, tone: 'tone2' } }],
      ['deleted', { id: question.id, clientContext: 'question', status: 'failed', resultInfo: { subcode: 8508 } }],
      ['deleted', { id: answer.id, clientContext: 'answer', completionReason: 'completedSuccessfully' }],
    ])
  })

  it('selects what it wants', async () => {
    const { emulator, graph } = open()
    const call = await graph.api('/communications/calls').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    await graph.api(`/communications/calls/${call.id}`).delete()
    await emulator.clock.runToIdle()
    const record = await graph.api(`/communications/callRecords/${call.callChainId}`).select(['id', 'type']).get()
    expect(Object.keys(record).filter((name) => !name.startsWith('@'))).toEqual(['id', 'type'])
  })

  it('walks through the pages of a list', async () => {
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

  it('is told of a refusal by status, code and request id', async () => {
    const { emulator, graph } = open()
    const error = await refusalOf(graph.api('/communications/calls/4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b').get())
    expect(error).toMatchObject({ statusCode: 404, code: '8522' })
    expect(error.message).toContain('4bf6dd1c-dd1c-4bf6-1cdd-f64b1cddf64b')
    expect(error.requestId).toBe(emulator.trace.of('response').at(-1)?.requestId)
    // Graph writes the date of an error without a zone: the client takes it for local time.
    expect(error.date).toEqual(new Date('2026-01-05T09:00:00'))
  })

  it.each([
    ['a body that Graph refuses', anOutgoingCall({ callbackUri: 'nowhere' }), 400, 'callbackUri'],
    ['no body that Graph knows', {}, 400, 'callbackUri'],
  ])('is told what is wrong with %s', async (_, body, statusCode, named) => {
    const { graph } = open()
    const error = await refusalOf(graph.api('/communications/calls').post(body))
    expect(error.statusCode).toBe(statusCode)
    expect(error.message).toContain(named)
  })

  it('is told when it is not let in', async () => {
    open({ auth: 'required' })
    const graph = Client.init({ authProvider: (done) => done(null, 'no token at all') })
    const error = await refusalOf(graph.api('/communications/callRecords').get())
    expect(error).toMatchObject({ statusCode: 401, code: 'InvalidAuthenticationToken' })
  })

  it('has the same world under beta', async () => {
    const { emulator, graph } = open()
    const call = await graph.api('/communications/calls').version('beta').post(anOutgoingCall())
    await emulator.clock.advance('2s')
    expect(await graph.api(`/communications/calls/${call.id}`).get()).toMatchObject({ state: 'established' })
  })
})
