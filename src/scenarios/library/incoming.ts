import type { Scenario } from '../language/scenario.ts'

/** Calls to the app. */
export const incoming = {
  incomingAnswered: {
    name: 'incomingAnswered',
    description: 'A user calls the app, speaks once it has answered, and hangs up after half a minute.',
    match: { direction: 'incoming' },
    steps: [
      { when: 'established', after: '1s', do: 'speak', for: '5s' },
      { after: '29s', do: 'hangUp' },
    ],
  },
  incomingMissed: {
    name: 'incomingMissed',
    description: 'A user calls the app and waits until the call times out.',
    match: { direction: 'incoming' },
    steps: [],
  },
  cancelledByCaller: {
    name: 'cancelledByCaller',
    description: 'A user calls the app and hangs up after five seconds of ringing.',
    match: { direction: 'incoming' },
    steps: [{ after: '5s', do: 'hangUp' }],
  },
  ivrMenu: {
    name: 'ivrMenu',
    description: 'A caller presses 2 at the first prompt of the app, 1 at the second, and hangs up.',
    match: { direction: 'incoming' },
    steps: [
      { when: 'playPrompt', after: '1s', do: 'press', tones: '2' },
      { when: 'playPrompt', after: '1s', do: 'press', tones: '1' },
      { after: '10s', do: 'hangUp' },
    ],
  },
  busyContactCentre: {
    name: 'busyContactCentre',
    description: 'The app is called every six seconds, twenty times in all, by users and phones drawn from the seed.',
    trigger: 'start',
    steps: [
      {
        do: 'repeat',
        times: 20,
        steps: [
          {
            do: 'choose',
            from: [
              { weight: 3, steps: [{ after: '6s', do: 'incoming', from: '+12065550100' }] },
              { weight: 2, steps: [{ after: '6s', do: 'incoming', from: '+4930901820' }] },
              { weight: 1, steps: [{ after: '6s', do: 'incoming' }] },
            ],
          },
        ],
      },
    ],
  },
} as const satisfies Record<string, Scenario>
