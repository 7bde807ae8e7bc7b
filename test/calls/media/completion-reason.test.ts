import { describe, expect, it } from 'vitest'
import { operationResults, type Step } from '../../../src/index.ts'
import { aPrompt, aRecording } from '../../support/bodies.ts'
import { aMediaCall, type MediaCall } from './media-call.ts'

const play = { prompts: [aPrompt()] }
const record = aRecording({
  prompts: [],
  playBeep: false,
  maxSilenceTimeoutInSeconds: 1,
  maxRecordDurationInSeconds: 3,
})

type Act = (world: MediaCall) => unknown
const cancel: Act = ({ act }) => act('cancelMediaProcessing')
const takes =
  (...steps: Step[]): Act =>
  ({ step }) =>
    steps.forEach(step)
const nothing: Act = () => undefined
const failsWith = (name: keyof typeof operationResults) => takes({ do: 'failOperation', with: operationResults[name] })

const cases: readonly [string, unknown, Act, string][] = [
  ['playPrompt', play, nothing, 'completedSuccessfully'],
  ['playPrompt', play, cancel, 'mediaOperationCanceled'],
  ['playPrompt', play, failsWith('promptFailed'), 'unknown'],
  ['recordResponse', record, nothing, 'maxRecordDurationReached'],
  ['recordResponse', { ...record, initialSilenceTimeoutInSeconds: 1 }, nothing, 'initialSilenceTimeout'],
  ['recordResponse', record, takes({ do: 'speak', for: '1s' }), 'maxSilenceTimeout'],
  ['recordResponse', record, takes({ do: 'press', tones: '#' }), 'stopToneDetected'],
  ['recordResponse', record, cancel, 'operationCanceled'],
  ['recordResponse', record, failsWith('promptFailed'), 'playPromptFailed'],
  ['recordResponse', record, failsWith('badPromptFormat'), 'playPromptFailed'],
  ['recordResponse', record, failsWith('promptNotDownloaded'), 'playPromptFailed'],
  ['recordResponse', record, failsWith('beepFailed'), 'playBeepFailed'],
  ['recordResponse', record, takes({ do: 'failOperation' }), 'mediaReceiveTimeout'],
  ['recordResponse', record, failsWith('completed'), 'unspecifiedError'],
]

describe('completionReason', () => {
  it.each(cases)(
    'on beta, %s %j ends with the reason in its notification and in its operation',
    async (action, body, doing, reason) => {
      const world = await aMediaCall({ base: 'beta' })
      const { emulator, act, received, operation } = world
      const { body: started } = await act(action, body)
      expect(started).not.toHaveProperty('completionReason')
      await doing(world)
      await emulator.clock.runToIdle()
      expect(received[0].resourceData.completionReason).toBe(reason)
      expect(await operation(started.id)).toMatchObject({ completionReason: reason })
    },
  )

  it.each(cases)(
    'on v1.0, %s %j has the reason only where documentation or captured notifications show it',
    async (action, body, doing, reason) => {
      const world = await aMediaCall()
      await world.act(action, body)
      await doing(world)
      await world.emulator.clock.runToIdle()
      // Graph's documentation of cancelMediaProcessing shows it, and captured notifications of prompts.
      const isShown = action === 'playPrompt' || reason === 'operationCanceled'
      expect(world.received[0].resourceData.completionReason).toBe(isShown ? reason : undefined)
    },
  )

  it('records the reason in the trace, or the message of the result when the reason is unknown', async () => {
    const { emulator, act, step } = await aMediaCall()
    await act('playPrompt', play)
    await emulator.clock.runToIdle()
    await act('playPrompt', play)
    step({ do: 'failOperation', with: operationResults.badPromptFormat })
    expect(emulator.trace.of('operation')).toMatchObject([
      { status: 'completed', why: 'completedSuccessfully' },
      // The reason 'unknown' explains nothing, so the trace has the message of the result.
      { status: 'failed', why: operationResults.badPromptFormat.message },
    ])
  })
})
