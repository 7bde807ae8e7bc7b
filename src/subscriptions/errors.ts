import { GraphError } from '../graph/errors/graph-error.ts'

/** The errors of subscriptions, with Graph's own message where it is documented or observed. */
export const subscriptionErrors = {
  invalidSubscription: (property: string, reason: string) => invalidRequest(`Invalid '${property}': ${reason}`),
  unreadableSubscription: (property: string) =>
    invalidRequest(
      `Could not process subscription creation payload. Are all property names spelled and camelCased properly? There is no property '${property}'.`,
    ),
  subscriptionNotValidated: (reason: string) =>
    invalidRequest(
      `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. ${reason}`,
    ),
  subscriptionValidationTimedOut: (reason: string) =>
    invalidRequest(`Subscription validation request timed out. ${reason}`),
  subscriptionTooLong: (minutes: number) =>
    new GraphError({
      status: 400,
      code: 'ExtensionError',
      message: `Subscription expiration can only be ${minutes} minutes in the future.`,
    }),
  subscriptionForbidden: (reason: string) =>
    new GraphError({
      status: 403,
      code: 'ExtensionError',
      message: `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${reason}]`,
    }),
  subscriptionQuota: (resource: string, limit: number) =>
    new GraphError({
      status: 403,
      code: 'Forbidden',
      message: `${limit === 1 ? 'There is a subscription' : `There are ${limit} subscriptions`} to ${resource}, which is the most allowed. Delete one, or let one expire.`,
    }),
  subscriptionNotFound: (id: string) =>
    new GraphError({
      status: 404,
      code: 'ResourceNotFound',
      message: `There is no subscription '${id}'. It may have expired, or belong to another app.`,
    }),
}

function invalidRequest(message: string): GraphError {
  return new GraphError({ status: 400, code: 'InvalidRequest', message })
}
