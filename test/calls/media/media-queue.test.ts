import { describe, expect, it } from 'vitest'
import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../../../src/calls/lifecycle/limits.ts'
import type { Snapshot } from '../../../src/index.ts'
import { anOutgoingCall, aPrompt, aRecording } from '../../support/bodies.ts'
import { setup } from '../../support/setup.ts'
import { aMediaCall, endings, type MediaCall, servesWav } from './media-call.ts'

const play = { prompts: [aPrompt()] }
const record = aRecording({ prompts: [], playBeep: false, initialSilenceTimeoutInSeconds: 1 })
const send = { tones: ['tone1', 'tone2'], delayBetweenTonesMs: 400 }

const statuses = async ({ graph, path }: MediaCall) =>
  (await graph.get(`${path}/operations`)).body.value.map(({ status }: { status: string }) => status)

/** One of each, in the order in which they are asked for. */
const askForAll = async ({ act }: MediaCall) => [
  (await act('playPrompt', play)).body.status,
  (await act('recordResponse', record)).body.status,
  (await act('sendDtmfTones', send)).body.status,
  (await act('playPrompt', play)).body.status,
]

describe('the media operations of a call', () => {
  it('run one after another, in the order in which they were asked for', async () => {
    const world = await aMediaCall()
    const { clock } = world.emulator
    const start = clock.now()
    expect(await askForAll(world)).toEqual(['running', 'notStarted', 'notStarted', 'notStarted'])
    await clock.advance(PROMPT_LENGTH_MS)
    expect(await statuses(world)).toEqual(['completed', 'running', 'notStarted', 'notStarted'])
    await clock.advance(1_000)
    expect(await statuses(world)).toEqual(['completed', 'failed', 'running', 'notStarted'])
    await clock.advance(1_000)
    expect(await statuses(world)).toEqual(['completed', 'failed', 'completed', 'running'])
    await clock.runToIdle()
    expect(clock.now() - start).toBe(2 * PROMPT_LENGTH_MS + 2_000)
    expect(endings(world)).toEqual([
      ['deleted', 'playPromptOperation', 'completed', 0],
      ['deleted', 'recordOperation', 'failed', 8510],
      ['deleted', 'sendDtmfTonesOperation', 'completed', undefined],
      ['deleted', 'playPromptOperation', 'completed', 0],
    ])
  })

  it('are those of one call: another call has a queue of its own', async () => {
    const world = await aMediaCall()
    const { body: other } = await world.graph.post('/communications/calls', anOutgoingCall())
    await world.emulator.clock.advance('2s')
    await world.act('playPrompt', play)
    const answer = await world.graph.post(`/communications/calls/${other.id}/playPrompt`, play)
    expect(answer.body.status).toBe('running')
  })

  it('all end when media processing is cancelled, and each is told of', async () => {
    const world = await aMediaCall()
    const { clock } = world.emulator
    await askForAll(world)
    const start = clock.now()
    const { status, body } = await world.act('cancelMediaProcessing', { clientContext: 'enough' })
    expect([status, body.status]).toEqual([200, 'completed'])
    await clock.runToIdle()
    expect(clock.now()).toBe(start)
    expect(endings(world)).toEqual([
      ['deleted', 'playPromptOperation', 'failed', 8508],
      ['deleted', 'recordOperation', 'failed', 8508],
      ['deleted', 'sendDtmfTonesOperation', 'completed', undefined],
      ['deleted', 'playPromptOperation', 'failed', 8508],
    ])
    expect(world.received[0].resourceData.resultInfo.message).toBe('Action failed, the operation was cancelled.')
  })

  it('that have ended are not ended again', async () => {
    const world = await aMediaCall()
    await world.act('playPrompt', play)
    await world.emulator.clock.runToIdle()
    await world.act('cancelMediaProcessing')
    await world.emulator.clock.runToIdle()
    expect(endings(world)).toEqual([['deleted', 'playPromptOperation', 'completed', 0]])
    expect((await world.act('playPrompt', play)).body.status).toBe('running')
  })

  it('make way for a recording that may barge in, whatever they are', async () => {
    const world = await aMediaCall()
    await askForAll(world)
    const { body } = await world.act('recordResponse', { ...record, bargeInAllowed: true })
    expect(body.status).toBe('running')
    await world.emulator.settled()
    expect(endings(world)).toHaveLength(4)
    await world.emulator.clock.advance('1s')
    expect(endings(world).at(-1)).toEqual(['deleted', 'recordOperation', 'failed', 8510])
  })

  it('let nobody barge into a prompt that comes before such a recording', async () => {
    const world = await aMediaCall()
    await world.act('recordResponse', aRecording({ bargeInAllowed: true, maxSilenceTimeoutInSeconds: 1 }))
    await world.act('playPrompt', play)
    await world.emulator.clock.advance('1s')
    // Into the recording's own prompt: it goes on from here.
    world.step({ do: 'speak', for: '1s' })
    await world.emulator.clock.advance('2s')
    expect(endings(world)).toEqual([['deleted', 'recordOperation', 'completed', 8509]])
    world.step({ do: 'speak', for: '1s' })
    await world.emulator.clock.advance(PROMPT_LENGTH_MS - 1)
    expect(endings(world)).toHaveLength(1)
    await world.emulator.clock.advance(1)
    expect(endings(world)).toHaveLength(2)
  })

  it('do not begin while the other side holds the call', async () => {
    const world = await aMediaCall()
    world.step({ do: 'hold' })
    expect((await world.act('playPrompt', play)).body.status).toBe('notStarted')
    await world.emulator.clock.advance('1min')
    expect(await statuses(world)).toEqual(['notStarted'])
    world.step({ do: 'resume' })
    await world.emulator.clock.advance(PROMPT_LENGTH_MS)
    expect(await statuses(world)).toEqual(['completed'])
  })

  it('take no time when there is nothing to hear, and are told of all the same', async () => {
    const world = await aMediaCall()
    world.emulator.receive('https://cdn.contoso.com/nothing.wav', servesWav(0))
    const nothing = { prompts: [aPrompt('https://cdn.contoso.com/nothing.wav')] }
    const start = world.emulator.clock.now()
    for (let count = 0; count < 3; count += 1)
      expect((await world.act('playPrompt', nothing)).body.status).toBe(count === 0 ? 'running' : 'notStarted')
    await world.emulator.clock.runToIdle()
    expect(endings(world)).toHaveLength(3)
    expect(world.emulator.clock.now()).toBe(start)
  })
})

describe('a snapshot in the middle of a prompt', () => {
  it('goes on as the world from which it was taken', async () => {
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
    const goOn = async (from: Pick<MediaCall, 'emulator' | 'received'>) => {
      from.received.length = 0
      const start = from.emulator.clock.now()
      from.emulator.perform(world.call.id, { do: 'press', tones: '8' })
      await from.emulator.clock.runToIdle()
      return { received: from.received.slice(), lasted: from.emulator.clock.now() - start }
    }
    const other = setup({ seed: 'another' })
    other.emulator.restore(snapshot)
    const there = await goOn(other)
    expect(there).toEqual(await goOn({ emulator, received }))
    // What is left of the prompt, the recording's own prompt of unknown length, its beep and silence, two tones.
    expect(there.lasted).toBe(2_000 + PROMPT_LENGTH_MS + BEEP_LENGTH_MS + 2_000 + 1_000)
    expect(there.received[0].resourceData.toneInfo).toMatchObject({ sequenceId: 2, tone: 'tone8' })
    expect(there.received).toHaveLength(4)
  })
})
