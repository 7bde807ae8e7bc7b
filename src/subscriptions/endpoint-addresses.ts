import type { EndpointAddress } from '../graph/endpoint/endpoint.ts'

const SUBSCRIPTION = '/subscriptions/:subscriptionId'

/** Which requests are for the endpoints of subscriptions, whose code is loaded with the first one of them. */
export const subscriptionAddresses: readonly EndpointAddress[] = [
  { method: 'POST', path: '/subscriptions' },
  { method: 'GET', path: '/subscriptions' },
  { method: 'GET', path: SUBSCRIPTION, type: 'microsoft.graph.subscription' },
  { method: 'PATCH', path: SUBSCRIPTION },
  { method: 'POST', path: `${SUBSCRIPTION}/reauthorize` },
  { method: 'DELETE', path: SUBSCRIPTION },
]
