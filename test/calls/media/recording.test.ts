import { describe, expect, it } from 'vitest'
import { aRecording } from '../../support/bodies.ts'
import { createCall, establishedCall } from '../../support/calls.ts'
import { operations } from '../../support/received.ts'
import { setup } from '../../support/setup.ts'

/** A prompt of unknown length plays for 2 s, the beep takes 0.5 s: the microphone opens 2.5 s after the start. */
const OPENING = 2_500

describe('A recording', () => {
  const record = async (changes = {}, action = 'recordResponse') => {
    const world = await establishedCall(setup())
    const answer = await world.graph.post(`${world.path}/${action}`, aRecording(changes))
    const outcome = async () => {
      await world.emulator.clock.runToIdle()
      return operations(world.received)[0]
    }
    return {
      ...world,
      answer,
      outcome,
      step: (step: Parameters<typeof world.emulator.perform>[1]) => world.emulator.perform(world.call.id, step),
    }
  }

  it('answers with a running operation and its location', async () => {
    const { answer, path } = await record()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('location')).toBe(`https://graph.microsoft.com/v1.0${path}/operations/${answer.body.id}`)
    expect(answer.body).toMatchObject({
      '@odata.type': '#microsoft.graph.recordOperation',
      status: 'running',
      clientContext: 'd45324c1-fcb5-430a-902c-f20af696537c',
      resultInfo: null,
      recordingLocation: null,
    })
  })

  it('fails with initialSilenceTimeout when no one speaks', async () => {
    const { emulator, outcome } = await record({ initialSilenceTimeoutInSeconds: 7 })
    const start = emulator.clock.now()
    expect(await outcome()).toMatchObject({
      changeType: 'deleted',
      resourceData: { status: 'failed', resultInfo: { code: 400, subcode: 8510 } },
    })
    expect(emulator.clock.now() - start).toBe(OPENING + 7_000)
  })

  it('fails with initialSilenceTimeout when no one speaks and every limit has its default', async () => {
    const { emulator, graph, path, received } = await establishedCall(setup())
    await graph.post(`${path}/recordResponse`, { clientContext: 'defaults' })
    await emulator.clock.runToIdle()
    expect(operations(received)[0]).toMatchObject({
      resourceData: { status: 'failed', resultInfo: { code: 400, subcode: 8510 } },
    })
  })

  it('completes after the other side has stopped speaking', async () => {
    const { emulator, outcome, step } = await record({ maxSilenceTimeoutInSeconds: 2 })
    await emulator.clock.advance('4s')
    const start = emulator.clock.now()
    step({ do: 'speak', for: '3s' })
    expect(await outcome()).toMatchObject({
      resourceData: { status: 'completed', resultInfo: { code: 200, subcode: 8509 } },
    })
    expect(emulator.clock.now() - start).toBe(3_000 + 2_000)
  })

  it('completes at its maximum duration when the other side keeps speaking', async () => {
    const { emulator, outcome, step } = await record({ maxRecordDurationInSeconds: 10 })
    const start = emulator.clock.now()
    step({ do: 'speak' })
    expect(await outcome()).toMatchObject({
      resourceData: {
        status: 'completed',
        resultInfo: { code: 200, subcode: 8515, message: 'Action completed, max record duration reached.' },
      },
    })
    expect(emulator.clock.now() - start).toBe(OPENING + 10_000)
  })

  it('completes at a stop tone and ignores other keys', async () => {
    const { emulator, outcome, step, received } = await record({ stopTones: ['#'] })
    await emulator.clock.advance('3s')
    step({ do: 'speak', for: '1s' })
    step({ do: 'press', tones: '12' })
    expect(received).toEqual([])
    step({ do: 'press', tones: '#' })
    expect(await outcome()).toMatchObject({
      resourceData: { status: 'completed', resultInfo: { code: 200, subcode: 8514 } },
    })
  })

  it('ignores stop tones during its prompt unless barge-in is allowed', async () => {
    for (const [bargeInAllowed, subcode] of [
      [false, 8510],
      [true, 8514],
    ] as const) {
      const { outcome, step } = await record({ bargeInAllowed })
      step({ do: 'press', tones: '#' })
      expect((await outcome()).resourceData.resultInfo.subcode).toBe(subcode)
    }
  })

  it('starts when the other side speaks during its prompt, if barge-in is allowed', async () => {
    const { emulator, outcome, step } = await record({ bargeInAllowed: true, maxSilenceTimeoutInSeconds: 1 })
    await emulator.clock.advance('1s')
    const start = emulator.clock.now()
    step({ do: 'speak', for: '1s' })
    expect(await outcome()).toMatchObject({ resourceData: { status: 'completed' } })
    expect(emulator.clock.now() - start).toBe(2_000)
  })

  it('fails as cancelled when the app cancels media processing', async () => {
    const { graph, outcome, path } = await record()
    const { status, body } = await graph.post(`${path}/cancelMediaProcessing`, { clientContext: 'enough' })
    expect([status, body['@odata.type'], body.status, body.clientContext]).toEqual([
      200,
      '#microsoft.graph.cancelMediaProcessingOperation',
      'completed',
      'enough',
    ])
    expect(await outcome()).toMatchObject({
      resourceData: {
        status: 'failed',
        resultInfo: { code: 400, subcode: 8508 },
        recordingLocation: '',
        recordingAccessToken: '',
      },
    })
  })

  it('fails as cancelled when the other side hangs up', async () => {
    const { outcome, step } = await record()
    step({ do: 'hangUp' })
    expect(await outcome()).toMatchObject({ resourceData: { status: 'failed', resultInfo: { subcode: 8508 } } })
  })

  it('waits until the recording before it has ended', async () => {
    const { emulator, graph, received, path } = await record()
    const { body: second } = await graph.post(`${path}/recordResponse`, aRecording({ prompts: [], playBeep: false }))
    expect(second.status).toBe('notStarted')
    await emulator.clock.advance(OPENING + 5_000)
    expect((await graph.get(`${path}/operations/${second.id}`)).body.status).toBe('running')
    await emulator.clock.advance('5s')
    expect(received.map(({ resourceData }) => resourceData.id)).toHaveLength(2)
  })

  it('can be downloaded with its token as a WAV of the recorded length', async () => {
    const { emulator, graph, outcome, step } = await record({ maxSilenceTimeoutInSeconds: 2 })
    await emulator.clock.advance(OPENING + 1_000)
    step({ do: 'speak', for: '3s' })
    const { recordingLocation, recordingAccessToken } = (await outcome()).resourceData
    const response = await emulator.fetch(recordingLocation, {
      headers: { Authorization: `Bearer ${recordingAccessToken}` },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    const wav = new DataView(await response.arrayBuffer())
    expect([wav.getUint32(24, true), wav.getUint16(34, true), wav.getUint16(22, true)]).toEqual([16_000, 16, 1])
    // A second of silence, three of speech, two of silence.
    expect(wav.byteLength).toBe(44 + 6 * 32_000)
    const loudest = (from: number, to: number) =>
      Math.max(
        ...Array.from({ length: (to - from) * 16_000 }, (_, n) =>
          Math.abs(wav.getInt16(44 + (from * 16_000 + n) * 2, true)),
        ),
      )
    expect([loudest(0, 1), loudest(4, 6)]).toEqual([0, 0])
    expect(loudest(1, 4)).toBeGreaterThan(1_000)

    for (const headers of [{}, { Authorization: 'Bearer wrong' }]) {
      expect((await graph.get(recordingLocation, headers)).status).toBe(401)
    }
    await emulator.clock.advance('46min')
    await emulator.clock.advance('61min')
    expect((await graph.get(recordingLocation, { Authorization: `Bearer ${recordingAccessToken}` })).status).toBe(404)
  })

  it('is wrapped in value in the response of the early record action', async () => {
    const { answer } = await record({}, 'record')
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.body).filter((name) => !name.startsWith('@'))).toEqual(['value'])
    expect(answer.body.value).toMatchObject({ '@odata.type': '#microsoft.graph.recordOperation', status: 'running' })
  })

  it.each([
    ['initialSilenceTimeoutInSeconds', 0, '0 is not between 1 and 120'],
    ['maxSilenceTimeoutInSeconds', 121, '121 is not between 1 and 120'],
    ['maxRecordDurationInSeconds', -1, '-1 is not between 1 and 120'],
    ['maxRecordDurationInSeconds', 'ten', "'ten'"],
    ['prompts', [{}, {}], 'prompts'],
    ['clientContext', 'x'.repeat(257), '257 characters'],
    ['stopTones', '#', 'stopTones'],
  ])('is refused for %s = %j and changes nothing', async (parameter, value, named) => {
    const { emulator, graph, path } = await record()
    const before = emulator.store.getState()
    const { status, body } = await graph.post(`${path}/recordResponse`, aRecording({ [parameter]: value }))
    expect([status, body.error.code]).toEqual([400, '8523'])
    expect(body.error.message).toContain(parameter)
    expect(body.error.message).toContain(named)
    expect(emulator.store.getState()).toBe(before)
  })

  it('is refused before the call is established', async () => {
    const { graph } = setup()
    const call = await createCall(graph)
    const early = await graph.post(`/communications/calls/${call.id}/recordResponse`, aRecording())
    expect([early.status, early.body.error.code]).toEqual([400, '8501'])
    expect(early.body.error.message).toContain("'establishing'")
  })
})
