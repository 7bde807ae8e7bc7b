import { expect, it } from 'vitest'
import { clipSpeech } from '../../../src/calls/media/recording-outcome.ts'

it('joins speech that continues without a pause, so that the recording has one tone', () => {
  const speech = [
    { from: 5_000, until: 9_000 },
    { from: 1_000, until: 5_000 },
  ]
  expect(clipSpeech(speech, 2_000, 10_000)).toEqual([{ from: 0, until: 7_000 }])
})
