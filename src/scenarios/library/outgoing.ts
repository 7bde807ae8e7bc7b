import { results } from '../../calls/lifecycle/results.ts'
import type { Scenario } from '../language/scenario.ts'

/** The app calls somebody. */
export const outgoing = {
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
    description: 'The callee’s Wi-Fi is poor from the first word on, and the callee says so afterwards.',
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
    description: 'The app hears the callee, the callee does not hear the app, and gives up.',
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
    description: 'The callee’s network breaks down in mid-call for five seconds, and comes back as a mobile one.',
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
      'A short call whose record is written anew a quarter of an hour later, when the callee’s telemetry arrives.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { after: '20s', do: 'hangUp' },
    ],
    record: { updates: [{ after: '15min' }] },
  },
  pstnOutbound: {
    name: 'pstnOutbound',
    description: 'Somebody takes the phone that is called, presses 1 and #, and hangs up after half a minute.',
    match: { direction: 'outgoing', pstn: true },
    steps: [
      { after: '4s', do: 'answer' },
      { after: '6s', do: 'press', tones: '1#' },
      { after: '20s', do: 'hangUp' },
    ],
  },
  pstnBusy: {
    name: 'pstnBusy',
    description: 'The line of the phone that is called is busy.',
    match: { direction: 'outgoing', pstn: true },
    steps: [{ after: '3s', do: 'decline', with: results.busyPstn }],
  },
  transferSucceeds: {
    name: 'transferSucceeds',
    description: 'The callee answers; whoever the app transfers the call to takes it after three seconds.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'transferring', after: '3s', do: 'answer' },
    ],
  },
  transferFails: {
    name: 'transferFails',
    description: 'The callee answers; whoever the app transfers the call to declines, and the callee is back.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { when: 'transferring', after: '3s', do: 'decline' },
    ],
  },
  consultativeTransfer: {
    name: 'consultativeTransfer',
    description:
      'Everybody whom the app calls answers within a second: it can ask one, and hand the other over to them.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '1s', do: 'answer' },
      { when: 'transferring', after: '1s', do: 'answer' },
    ],
  },
} as const satisfies Record<string, Scenario>
