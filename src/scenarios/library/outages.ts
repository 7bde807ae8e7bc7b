import type { Scenario } from '../language/scenario.ts'

/** Graph itself is in trouble: requests fail for a while, in an otherwise ordinary call. */
export const outages = {
  throttled: {
    name: 'throttled',
    description: 'The callee answers, and for ten seconds Graph answers every request that there are too many.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      {
        do: 'fault',
        rule: {
          name: 'throttled',
          error: { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfter: 10 },
        },
      },
      { after: '10s', do: 'endFault', name: 'throttled' },
    ],
  },
  tokenExpires: {
    name: 'tokenExpires',
    description: 'The callee answers, and then the app’s token is refused once, as one that has expired.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      {
        do: 'fault',
        rule: {
          name: 'tokenExpires',
          times: 1,
          error: {
            status: 401,
            code: 'InvalidAuthenticationToken',
            message: 'Lifetime validation failed, the token is expired.',
          },
        },
      },
    ],
  },
  subscriptionExpires: {
    name: 'subscriptionExpires',
    description:
      'The callee answers; the app’s subscriptions run out in a minute unless it renews them, and then the callee hangs up.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { do: 'expireSubscriptions', in: '1min' },
      { after: '90s', do: 'hangUp' },
    ],
  },
  flakyNetwork: {
    name: 'flakyNetwork',
    description:
      'The callee answers; from then on one in three of the app’s requests is lost by chance, and each answer is a second late.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { do: 'fault', rule: { name: 'lost', drop: true, probability: 0.33 } },
      { do: 'fault', rule: { name: 'late', latency: '1s' } },
    ],
  },
} as const satisfies Record<string, Scenario>
