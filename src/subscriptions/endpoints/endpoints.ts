import type { Endpoint } from '../../graph/endpoint/endpoint.ts'
import type { EndpointTypes } from '../endpoint.ts'
import { createSubscription } from './create-subscription.ts'
import { deleteSubscription } from './delete-subscription.ts'
import { getSubscription } from './get-subscription.ts'
import { listSubscriptions } from './list-subscriptions.ts'
import { reauthorizeSubscription } from './reauthorize-subscription.ts'
import { updateSubscription } from './update-subscription.ts'

/** The endpoints of subscriptions, in the order in which the README lists them. */
export const subscriptionEndpoints: readonly Endpoint<EndpointTypes>[] = [
  createSubscription,
  listSubscriptions,
  getSubscription,
  updateSubscription,
  reauthorizeSubscription,
  deleteSubscription,
]
