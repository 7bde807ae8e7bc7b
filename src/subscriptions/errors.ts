import { GraphError } from '../graph/errors/graph-error.ts'

/** The errors of subscriptions, in Graph's words where they are known. */
export const subscriptionErrors = {
  invalidSubscription: (property: string, problem: string) => invalidRequest(`Invalid '${property}': ${problem}`),
  unreadableSubscription: (property: string) =>
    invalidRequest(
      `Could not process subscription creation payload. Are all property names spelled and camelCased properly? There is no property '${property}'.`,
    ),
  subscriptionNotValidated: (problem: string) =>
    invalidRequest(
      `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request. ${problem}`,
    ),
  subscriptionValidationTimedOut: (problem: string) =>
    invalidRequest(`Subscription validation request timed out. ${problem}`),
  subscriptionTooLong: (minutes: number) =>
    new GraphError({
      status: 400,
      code: 'ExtensionError',
      message: `Subscription expiration can only be ${minutes} minutes in the future.`,
    }),
  subscriptionForbidden: (why: string) =>
    new GraphError({
      status: 403,
      code: 'ExtensionError',
      message: `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${why}]`,
    }),
  subscriptionQuota: (what: string, limit: number) =>
    new GraphError({
      status: 403,
      code: 'Forbidden',
      message: `${limit === 1 ? 'There is a subscription' : `There are ${limit} subscriptions`} to ${what}, which is the most allowed. Delete one, or let one expire.`,
    }),
  subscriptionNotFound: (id: string) =>
    new GraphError({
      status: 404,
      code: 'ResourceNotFound',
      message: `There is no subscription '${id}'. It may have expired.`,
    }),
}

function invalidRequest(message: string): GraphError {
  return new GraphError({ status: 400, code: 'InvalidRequest', message })
}
