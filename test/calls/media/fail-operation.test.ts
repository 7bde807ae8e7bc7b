import { describe, expect, it } from 'vitest'
import { operationResults, type Scenario } from '../../../src/index.ts'
import { aPrompt, aRecording } from '../../support/bodies.ts'
import { aMediaCall, endings } from './media-call.ts'

const play = { prompts: [aPrompt()] }

describe('failOperation', () => {
  it.each([
    ['playPrompt', play, operationResults.promptFailed],
    ['recordResponse', aRecording(), operationResults.mediaReceiveTimeout],
  ])('fails a %s for the reason that is usual', async (action, body, result) => {
    const { emulator, act, step, received } = await aMediaCall()
    await act(action, body)
    await emulator.clock.advance('1s')
    step({ do: 'failOperation' })
    const now = emulator.clock.now()
    await emulator.clock.runToIdle()
    expect(emulator.clock.now()).toBe(now)
    expect(received).toMatchObject([{ changeType: 'deleted', resourceData: { status: 'failed', resultInfo: result } }])
  })

  it('fails it for the reason given', async () => {
    for (const result of [...Object.values(operationResults), { code: 500, subcode: 1, message: 'Noise.' }]) {
      const { emulator, act, step, received } = await aMediaCall()
      await act('playPrompt', play)
      step({ do: 'failOperation', with: result })
      await emulator.settled()
      expect(received[0].resourceData).toMatchObject({ status: 'failed', resultInfo: result })
    }
  })

  it('ends the sending of tones, which Graph never calls failed, for an unknown reason', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    await act('sendDtmfTones', { tones: ['tone1'] })
    step({ do: 'failOperation', with: operationResults.beepFailed })
    await emulator.settled()
    expect(received[0].resourceData).toMatchObject({ status: 'completed', completionReason: 'unknown' })
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
  })

  it('leaves nothing to download, and the next one has its turn', async () => {
    const world = await aMediaCall()
    const { emulator, act, step, received, operation } = world
    await act('recordResponse', aRecording({ prompts: [] }))
    const { body: next } = await act('playPrompt', play)
    await emulator.clock.advance('1s')
    step({ do: 'speak' })
    step({ do: 'failOperation' })
    expect((await operation(next.id)).status).toBe('running')
    await emulator.clock.runToIdle()
    expect(received[0].resourceData).toMatchObject({ recordingLocation: '', recordingAccessToken: '' })
    expect(endings(world)).toEqual([
      ['deleted', 'recordOperation', 'failed', 8513],
      ['deleted', 'playPromptOperation', 'completed', 0],
    ])
  })

  it('is refused by name when none is running, and possible when one is', async () => {
    const { emulator, act, step, call } = await aMediaCall()
    const attempt = () => step({ do: 'failOperation' })
    expect(attempt).toThrow("'failOperation' needs a media operation that is running")
    await act('subscribeToTone')
    expect(emulator.can(call.id, { do: 'failOperation' })).toBe(false)
    step({ do: 'hold' })
    await act('playPrompt', play)
    expect(attempt).toThrow("'hold'")
    step({ do: 'resume' })
    expect(emulator.can(call.id, { do: 'failOperation' })).toBe(true)
    attempt()
    expect(attempt).toThrow(call.id)
  })

  it('is a step of scenarios, too', async () => {
    const scenario: Scenario = {
      name: 'the loudspeaker is broken',
      steps: [{ do: 'answer' }, { after: '3s', do: 'failOperation', with: operationResults.promptFailed }],
    }
    const world = await aMediaCall({ scenarios: [scenario] })
    await world.act('playPrompt', play)
    await world.emulator.clock.runToIdle()
    expect(endings(world)).toEqual([['deleted', 'playPromptOperation', 'failed', 8511]])
  })
})
