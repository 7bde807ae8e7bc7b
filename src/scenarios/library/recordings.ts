import type { Scenario } from '../language/scenario.ts'

/** What the other side does while the app records it. */
export const recordings = {
  recordingByStopTone: {
    name: 'recordingByStopTone',
    description: 'The callee answers, speaks when the app records, and ends the recording by pressing #.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '3s', do: 'speak', for: '3s' },
      { after: '4s', do: 'press', tones: '#' },
    ],
  },
  recordingSilence: {
    name: 'recordingSilence',
    description: 'The callee answers, says a few words to the first recording, and nothing at all to the next.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '3s', do: 'speak', for: '2s' },
    ],
  },
  recordingMaxDuration: {
    name: 'recordingMaxDuration',
    description: 'The callee answers, and does not stop speaking once the app records.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '1s', do: 'speak' },
    ],
  },
  callerHangsUpWhileRecording: {
    name: 'callerHangsUpWhileRecording',
    description: 'Somebody calls the app, begins to speak when it records, and hangs up in the middle of it.',
    match: { direction: 'incoming' },
    steps: [
      { when: 'recordResponse', after: '3s', do: 'speak' },
      { after: '2s', do: 'hangUp' },
    ],
  },
} as const satisfies Record<string, Scenario>
