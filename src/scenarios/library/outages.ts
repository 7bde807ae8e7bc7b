import type { Scenario } from '../language/scenario.ts'

/** Problems of Graph itself: requests fail for a while during an otherwise ordinary call. */
export const outages = {
  throttled: {
    name: 'throttled',
    description: 'The callee answers; for the next ten seconds every request fails with 429 and Retry-After.',
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
    description: 'The callee answers; then one request fails with 401 because the app’s token has expired.',
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
      'The callee answers; the app’s subscriptions expire after a minute unless renewed; then the callee hangs up.',
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
      'The callee answers; from then on a third of the requests is lost at random and every response takes a second.',
    match: { direction: 'outgoing' },
    steps: [
      { after: '2s', do: 'answer' },
      { do: 'fault', rule: { name: 'lost', drop: true, probability: 0.33 } },
      { do: 'fault', rule: { name: 'late', latency: '1s' } },
    ],
  },
} as const satisfies Record<string, Scenario>
