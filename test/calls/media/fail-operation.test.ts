import { describe, expect, it } from 'vitest'
import { operationResults, type Scenario } from '../../../src/index.ts'
import { aPrompt, aRecording } from '../../support/bodies.ts'
import { aMediaCall, outcomes } from './media-call.ts'

const play = { prompts: [aPrompt()] }

describe('The failOperation step', () => {
  it.each([
    ['playPrompt', play, operationResults.promptFailed],
    ['recordResponse', aRecording(), operationResults.mediaReceiveTimeout],
  ])('fails a %s with its usual result by default', async (action, body, result) => {
    const { emulator, act, step, received } = await aMediaCall()
    await act(action, body)
    await emulator.clock.advance('1s')
    step({ do: 'failOperation' })
    const now = emulator.clock.now()
    await emulator.clock.runToIdle()
    expect(emulator.clock.now()).toBe(now)
    expect(received).toMatchObject([{ changeType: 'deleted', resourceData: { status: 'failed', resultInfo: result } }])
  })

  it('fails the operation with the given result', async () => {
    for (const result of [...Object.values(operationResults), { code: 500, subcode: 1, message: 'Noise.' }]) {
      const { emulator, act, step, received } = await aMediaCall()
      await act('playPrompt', play)
      step({ do: 'failOperation', with: result })
      await emulator.settled()
      expect(received[0].resourceData).toMatchObject({ status: 'failed', resultInfo: result })
    }
  })

  it('completes sendDtmfTones, which never fails in Graph, with the reason unknown', async () => {
    const { emulator, act, step, received } = await aMediaCall()
    await act('sendDtmfTones', { tones: ['tone1'] })
    step({ do: 'failOperation', with: operationResults.beepFailed })
    await emulator.settled()
    expect(received[0].resourceData).toMatchObject({ status: 'completed', completionReason: 'unknown' })
    expect(received[0].resourceData).not.toHaveProperty('resultInfo')
  })

  it('leaves no recording to download and starts the next operation', async () => {
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
    expect(outcomes(world)).toEqual([
      ['deleted', 'recordOperation', 'failed', 8513],
      ['deleted', 'playPromptOperation', 'completed', 0],
    ])
  })

  it('is refused while no media operation runs and possible while one does', async () => {
    const { emulator, act, step, call } = await aMediaCall()
    const attempt = () => step({ do: 'failOperation' })
    expect(attempt).toThrow("'failOperation' needs a running media operation")
    await act('subscribeToTone')
    expect(emulator.can(call.id, { do: 'failOperation' })).toBe(false)
    await act('playPrompt', play)
    await act('playPrompt', play)
    step({ do: 'hold' })
    await emulator.clock.advance('1min')
    expect(attempt).toThrow("'hold'")
    step({ do: 'resume' })
    expect(emulator.can(call.id, { do: 'failOperation' })).toBe(true)
    attempt()
    expect(attempt).toThrow(call.id)
  })

  it('is also a step of scenarios', async () => {
    const scenario: Scenario = {
      name: 'the loudspeaker is broken',
      steps: [{ do: 'answer' }, { after: '3s', do: 'failOperation', with: operationResults.promptFailed }],
    }
    const world = await aMediaCall({ scenarios: [scenario] })
    await world.act('playPrompt', play)
    await world.emulator.clock.runToIdle()
    expect(outcomes(world)).toEqual([['deleted', 'playPromptOperation', 'failed', 8511]])
  })
})
