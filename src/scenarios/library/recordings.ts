import type { Scenario } from '../language/scenario.ts'

/** Calls in which the app records the other side. */
export const recordings = {
  recordingByStopTone: {
    name: 'recordingByStopTone',
    description: 'The callee answers, speaks when the app starts a recording, and ends it by pressing #.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '3s', do: 'speak', for: '3s' },
      { after: '4s', do: 'press', tones: '#' },
    ],
  },
  recordingSilence: {
    name: 'recordingSilence',
    description: 'The callee answers, speaks in the first recording and stays silent in the next.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '3s', do: 'speak', for: '2s' },
    ],
  },
  recordingMaxDuration: {
    name: 'recordingMaxDuration',
    description: 'The callee answers and speaks without a pause once the app records.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'recordResponse', after: '1s', do: 'speak' },
    ],
  },
  callerHangsUpWhileRecording: {
    name: 'callerHangsUpWhileRecording',
    description: 'A user calls the app, speaks when it records, and hangs up during the recording.',
    match: { direction: 'incoming' },
    steps: [
      { when: 'recordResponse', after: '3s', do: 'speak' },
      { after: '2s', do: 'hangUp' },
    ],
  },
} as const satisfies Record<string, Scenario>
