import { results } from '../../calls/lifecycle/results.ts'
import type { Scenario } from '../language/scenario.ts'

/** Calls from the app. */
export const outgoing = {
  answered: {
    name: 'answered',
    description: 'The callee answers after two seconds and stays in the call.',
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
    description: 'The callee does not answer: the call rings until it times out.',
    match: { direction: 'outgoing' },
    steps: [],
  },
  unreachable: {
    name: 'unreachable',
    description: 'The callee is not signed in anywhere.',
    match: { direction: 'outgoing' },
    steps: [{ after: '500ms', do: 'decline', with: results.unreachable }],
  },
  hangsUp: {
    name: 'hangsUp',
    description: 'The callee answers, speaks, and hangs up after half a minute.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '2s', do: 'speak', for: '5s' },
      { after: '28s', do: 'hangUp' },
    ],
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
  holdAndResume: {
    name: 'holdAndResume',
    description: 'The callee answers, puts the call on hold for five seconds, and hangs up ten seconds later.',
    match: { direction: 'outgoing', kind: 'peerToPeer' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '10s', do: 'hold' },
      { after: '5s', do: 'resume' },
      { after: '10s', do: 'hangUp' },
    ],
  },
  poorWifi: {
    name: 'poorWifi',
    description: 'The callee has poor Wi-Fi throughout the call and rates it as poor.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { do: 'network', profile: 'poorWifi' },
      { after: '30s', do: 'rate', rating: 'poor' },
      { do: 'hangUp' },
    ],
  },
  oneWayAudio: {
    name: 'oneWayAudio',
    description: 'The callee cannot hear the app, rates the call as bad and hangs up.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { do: 'network', profile: 'oneWayAudio' },
      { after: '1s', do: 'speak', for: '3s' },
      { after: '10s', do: 'rate', rating: 'bad', text: 'I could not hear anything.' },
      { do: 'hangUp' },
    ],
  },
  reconnects: {
    name: 'reconnects',
    description: 'The callee’s network becomes lossy for five seconds, then the callee switches to a mobile network.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '10s', do: 'network', profile: 'lossy' },
      { after: '5s', do: 'network', profile: 'mobile' },
      { after: '15s', do: 'hangUp' },
    ],
  },
  lateTelemetry: {
    name: 'lateTelemetry',
    description:
      'A short call whose record gets a second version a quarter of an hour later, when late telemetry arrives.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '20s', do: 'hangUp' },
    ],
    record: { updates: [{ after: '15min' }] },
  },
  pstnOutbound: {
    name: 'pstnOutbound',
    description: 'The called phone answers, presses 1 and #, and hangs up after half a minute.',
    match: { direction: 'outgoing', pstn: true },
    steps: [
      { after: '4s', do: 'answer' },
      { after: '6s', do: 'press', tones: '1#' },
      { after: '20s', do: 'hangUp' },
    ],
  },
  pstnBusy: {
    name: 'pstnBusy',
    description: 'The called phone is busy.',
    match: { direction: 'outgoing', pstn: true },
    steps: [{ after: '3s', do: 'decline', with: results.busyPstn }],
  },
  transferSucceeds: {
    name: 'transferSucceeds',
    description: 'The callee answers; the target of a transfer answers after three seconds.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'transferring', after: '3s', do: 'answer' },
    ],
  },
  transferFails: {
    name: 'transferFails',
    description: 'The callee answers; the target of a transfer declines, and the callee is back in the call.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'transferring', after: '3s', do: 'decline' },
    ],
  },
  consultativeTransfer: {
    name: 'consultativeTransfer',
    description:
      'All callees answer after a second, so that the app can consult one and transfer another call to them.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '1s', do: 'answer' },
      { when: 'transferring', after: '1s', do: 'answer' },
    ],
  },
} as const satisfies Record<string, Scenario>
