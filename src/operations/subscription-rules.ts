import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import { isCallableUrl } from './check-argument.ts'

// What a type alone does not say of a subscription. Each names the property, its value and the limit.

/**
 * The longest that a subscription to call records lasts.
 * @see https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime
 */
const LONGEST_MINUTES = 4_230

/**
 * The most subscriptions to call records that an organization can have.
 * @see https://learn.microsoft.com/graph/change-notifications-overview#latency
 */
export const SUBSCRIPTION_QUOTA = 100

/** The most characters of a `clientState`. @see https://learn.microsoft.com/graph/api/resources/changenotification */
const CLIENT_STATE_LIMIT = 255
const CHANGE_TYPES = ['created', 'updated', 'deleted']
const TLS_VERSIONS = ['v1_0', 'v1_1', 'v1_2', 'v1_3']

/** @throws GraphError for a time that has passed, or lies too far ahead. */
export function readExpiration(text: string, now: number): number {
  const expiresAt = toInstant(text)
  if (!(expiresAt > now))
    throw new GraphError('invalidSubscription', 'expirationDateTime', `'${text}' is not a time in the future.`)
  if (expiresAt > now + LONGEST_MINUTES * 60_000) throw new GraphError('subscriptionTooLong', LONGEST_MINUTES)
  return expiresAt
}

/** @throws GraphError for a change that is none. */
export function readChangeTypes(text: string): readonly string[] {
  const types = text.split(',').map((type) => type.trim())
  const unknown = types.find((type) => !CHANGE_TYPES.includes(type))
  if (unknown === undefined) return types
  throw new GraphError('invalidSubscription', 'changeType', `'${unknown}' is not one of ${CHANGE_TYPES.join(', ')}.`)
}

/** @throws GraphError for what notifications cannot be sent to. */
export function requireEndpoint(name: string, value: string): void {
  const url = URL.parse(value)
  if (url && isCallableUrl(value) && !url.username && !url.password) return
  throw new GraphError(
    'invalidSubscription',
    name,
    `'${value}' is not an https URL without a password (http is allowed for loopback addresses).`,
  )
}

/** @throws GraphError for one that is too long. */
export function requireClientState(clientState: string | null | undefined): void {
  if (!clientState || clientState.length <= CLIENT_STATE_LIMIT) return
  throw new GraphError(
    'invalidSubscription',
    'clientState',
    `${clientState.length} characters were given; at most ${CLIENT_STATE_LIMIT} are allowed.`,
  )
}

/** @throws GraphError for a version that is none. */
export function requireTlsVersion(version: string | null | undefined): void {
  if (!version || TLS_VERSIONS.includes(version)) return
  throw new GraphError(
    'invalidSubscription',
    'latestSupportedTlsVersion',
    `'${version}' is not one of ${TLS_VERSIONS.join(', ')}.`,
  )
}
