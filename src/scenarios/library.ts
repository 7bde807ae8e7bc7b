import { results } from '../calls/results.ts'
import type { Scenario } from '../simulation/scenario.ts'

/** What the other side may do, ready to use: `createEmulator({ scenarios: [scenarios.busy] })`. */
export const scenarios = {
  answered: {
    name: 'answered',
    description: 'The callee answers after two seconds and stays.',
    match: { direction: 'outgoing' },
    steps: [{ after: '2s', do: 'answer' }],
  },
  declined: {
    name: 'declined',
    description: 'The callee declines after two seconds.',
    match: { direction: 'outgoing' },
    steps: [{ after: '2s', do: 'decline' }],
  },
  busy: {
    name: 'busy',
    description: 'The callee is in another call.',
    match: { direction: 'outgoing' },
    steps: [{ after: '1.5s', do: 'decline', with: results.busy }],
  },
  noAnswer: {
    name: 'noAnswer',
    description: 'Nobody takes the call: it rings until it ends by itself.',
    match: { direction: 'outgoing' },
    steps: [],
  },
  unreachable: {
    name: 'unreachable',
    description: 'The callee is nowhere signed in.',
    match: { direction: 'outgoing' },
    steps: [{ after: '500ms', do: 'decline', with: results.unreachable }],
  },
  droppedMidCall: {
    name: 'droppedMidCall',
    description: 'The callee answers, and ten seconds later the connection is lost.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '10s', do: 'hangUp', with: results.mediaLost },
    ],
  },
  callerGivesUp: {
    name: 'callerGivesUp',
    description: 'Somebody calls the app and gives up after five seconds.',
    match: { direction: 'incoming' },
    steps: [{ after: '5s', do: 'hangUp' }],
  },
} as const satisfies Record<string, Scenario>

/** What is played when no scenario is for a call: nothing configured still behaves like a working backend. */
export const DEFAULT_SCENARIOS: readonly Scenario[] = [scenarios.answered]
