import { describe, expect, it } from 'vitest'
import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import type { Snapshot } from '../../../src/index.ts'
import { aPrompt, aRecording } from '../../support/bodies.ts'
import { createCall } from '../../support/calls.ts'
import { setup } from '../../support/setup.ts'
import { aMediaCall, type MediaCall, outcomes, servesWav } from './media-call.ts'

const play = { prompts: [aPrompt()] }
const record = aRecording({ prompts: [], playBeep: false, initialSilenceTimeoutInSeconds: 1 })
const send = { tones: ['tone1', 'tone2'], delayBetweenTonesMs: 400 }

const statuses = async ({ graph, path }: MediaCall) =>
  (await graph.get(`${path}/operations`)).body.value.map(({ status }: { status: string }) => status)

/** Requests one operation of each kind. @returns their statuses, in order. */
const startAll = async ({ act }: MediaCall) => [
  (await act('playPrompt', play)).body.status,
  (await act('recordResponse', record)).body.status,
  (await act('sendDtmfTones', send)).body.status,
  (await act('playPrompt', play)).body.status,
]

describe('The media queue of a call', () => {
  it('runs operations one after another, in the order of the requests', async () => {
    const world = await aMediaCall()
    const { clock } = world.emulator
    const start = clock.now()
    expect(await startAll(world)).toEqual(['running', 'notStarted', 'notStarted', 'notStarted'])
    await clock.advance(PROMPT_LENGTH_MS)
    expect(await statuses(world)).toEqual(['completed', 'running', 'notStarted', 'notStarted'])
    await clock.advance(1_000)
    expect(await statuses(world)).toEqual(['completed', 'failed', 'running', 'notStarted'])
    await clock.advance(1_000)
    expect(await statuses(world)).toEqual(['completed', 'failed', 'completed', 'running'])
    await clock.runToIdle()
    expect(clock.now() - start).toBe(2 * PROMPT_LENGTH_MS + 2_000)
    expect(outcomes(world)).toEqual([
      ['deleted', 'playPromptOperation', 'completed', 0],
      ['deleted', 'recordOperation', 'failed', 8510],
      ['deleted', 'sendDtmfTonesOperation', 'completed', undefined],
      ['deleted', 'playPromptOperation', 'completed', 0],
    ])
  })

  it('is separate for each call', async () => {
    const world = await aMediaCall()
    const other = await createCall(world.graph)
    await world.emulator.clock.advance('2s')
    await world.act('playPrompt', play)
    const answer = await world.graph.post(`/communications/calls/${other.id}/playPrompt`, play)
    expect(answer.body.status).toBe('running')
  })

  it('ends every operation on cancelMediaProcessing and notifies the app of each', async () => {
    const world = await aMediaCall()
    const { clock } = world.emulator
    await startAll(world)
    const start = clock.now()
    const { status, body } = await world.act('cancelMediaProcessing', { clientContext: 'enough' })
    expect([status, body.status]).toEqual([200, 'completed'])
    await clock.runToIdle()
    expect(clock.now()).toBe(start)
    expect(outcomes(world)).toEqual([
      ['deleted', 'playPromptOperation', 'failed', 8508],
      ['deleted', 'recordOperation', 'failed', 8508],
      ['deleted', 'sendDtmfTonesOperation', 'completed', undefined],
      ['deleted', 'playPromptOperation', 'failed', 8508],
    ])
    expect(world.received[0].resourceData.resultInfo.message).toBe('Action failed, the operation was cancelled.')
  })

  it('is emptied by cancelMediaProcessing also in a call with app-hosted media, where tones can be sent', async () => {
    const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig' }
    const world = await aMediaCall({ call: { mediaConfig } })
    await world.act('sendDtmfTones', send)
    const { status, body } = await world.act('cancelMediaProcessing')
    expect([status, body.status]).toEqual([200, 'completed'])
    await world.emulator.settled()
    expect(outcomes(world)).toEqual([['deleted', 'sendDtmfTonesOperation', 'completed', undefined]])
    expect(world.received[0].resourceData.completionReason).toBe('mediaOperationCanceled')
  })

  it('does not end a completed operation again', async () => {
    const world = await aMediaCall()
    await world.act('playPrompt', play)
    await world.emulator.clock.runToIdle()
    await world.act('cancelMediaProcessing')
    await world.emulator.clock.runToIdle()
    expect(outcomes(world)).toEqual([['deleted', 'playPromptOperation', 'completed', 0]])
    expect((await world.act('playPrompt', play)).body.status).toBe('running')
  })

  it('ends all operations for a recording with bargeInAllowed', async () => {
    const world = await aMediaCall()
    await startAll(world)
    const { body } = await world.act('recordResponse', { ...record, bargeInAllowed: true })
    expect(body.status).toBe('running')
    await world.emulator.settled()
    expect(outcomes(world)).toHaveLength(4)
    await world.emulator.clock.advance('1s')
    expect(outcomes(world).at(-1)).toEqual(['deleted', 'recordOperation', 'failed', 8510])
  })

  it('plays a later prompt to its end although the recording before it allowed barge-in', async () => {
    const world = await aMediaCall()
    await world.act('recordResponse', aRecording({ bargeInAllowed: true, maxSilenceTimeoutInSeconds: 1 }))
    await world.act('playPrompt', play)
    await world.emulator.clock.advance('1s')
    // Barges into the recording's own prompt: the recording starts here.
    world.step({ do: 'speak', for: '1s' })
    await world.emulator.clock.advance('2s')
    expect(outcomes(world)).toEqual([['deleted', 'recordOperation', 'completed', 8509]])
    world.step({ do: 'speak', for: '1s' })
    await world.emulator.clock.advance(PROMPT_LENGTH_MS - 1)
    expect(outcomes(world)).toHaveLength(1)
    await world.emulator.clock.advance(1)
    expect(outcomes(world)).toHaveLength(2)
  })

  it('starts no operation while the other side has the call on hold', async () => {
    const world = await aMediaCall()
    await world.act('playPrompt', play)
    expect((await world.act('playPrompt', play)).body.status).toBe('notStarted')
    world.step({ do: 'hold' })
    await world.emulator.clock.advance('1min')
    expect(await statuses(world)).toEqual(['completed', 'notStarted'])
    world.step({ do: 'resume' })
    await world.emulator.clock.advance(PROMPT_LENGTH_MS)
    expect(await statuses(world)).toEqual(['completed', 'completed'])
  })

  it('completes an empty prompt at once and still notifies the app', async () => {
    const world = await aMediaCall()
    world.emulator.receive('https://cdn.contoso.com/nothing.wav', servesWav(0))
    const nothing = { prompts: [aPrompt('https://cdn.contoso.com/nothing.wav')] }
    const start = world.emulator.clock.now()
    for (let count = 0; count < 3; count += 1)
      expect((await world.act('playPrompt', nothing)).body.status).toBe(count === 0 ? 'running' : 'notStarted')
    await world.emulator.clock.runToIdle()
    expect(outcomes(world)).toEqual(Array(3).fill(['deleted', 'playPromptOperation', 'completed', 0]))
    expect(world.emulator.clock.now()).toBe(start)
  })
})

describe('A snapshot taken during a prompt', () => {
  it('continues the media queue exactly as the original emulator does', async () => {
    const world = await aMediaCall()
    const { emulator, act, step, received } = world
    emulator.receive('https://cdn.contoso.com/welcome.wav', servesWav(5_000))
    await act('playPrompt', play)
    await act('subscribeToTone')
    await act('recordResponse', aRecording({ initialSilenceTimeoutInSeconds: 2 }))
    await act('sendDtmfTones', send)
    step({ do: 'press', tones: '7' })
    await emulator.clock.advance('3s')
    const snapshot: Snapshot = JSON.parse(JSON.stringify(emulator.snapshot()))
    const finish = async (from: Pick<MediaCall, 'emulator' | 'received'>) => {
      from.received.length = 0
      const start = from.emulator.clock.now()
      from.emulator.perform(world.call.id, { do: 'press', tones: '8' })
      await from.emulator.clock.runToIdle()
      return { received: from.received.slice(), lasted: from.emulator.clock.now() - start }
    }
    const other = setup({ seed: 'another' })
    other.emulator.restore(snapshot)
    const restored = await finish(other)
    expect(restored).toEqual(await finish({ emulator, received }))
    // The rest of the prompt, the recording's own prompt of default length, its beep and silence, two tones.
    expect(restored.lasted).toBe(2_000 + PROMPT_LENGTH_MS + BEEP_LENGTH_MS + 2_000 + 1_000)
    expect(restored.received[0].resourceData.toneInfo).toMatchObject({ sequenceId: 2, tone: 'tone8' })
    expect(restored.received).toHaveLength(4)
  })
})
