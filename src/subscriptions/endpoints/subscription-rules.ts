import { isCallableUrl } from '../../calls/endpoints/check-argument.ts'
import { HOUR_MS, MINUTE_MS } from '../../engine/time/units.ts'
import { toInstant } from '../../graph/odata/json/date-time.ts'
import { subscriptionErrors } from '../errors.ts'
import type { SubscribableResource } from '../subscribable-resources.ts'

// The rules for a subscription that its type does not contain. Each error names the property, its value and the limit.

/** The maximum number of characters of a `clientState`. @see https://learn.microsoft.com/graph/api/resources/changenotification */
const CLIENT_STATE_LIMIT = 255
const TLS_VERSIONS = ['v1_0', 'v1_1', 'v1_2', 'v1_3']

/**
 * The shortest time until a subscription expires, in minutes: an earlier expiration is replaced by this one.
 * @see https://learn.microsoft.com/graph/api/resources/subscription
 */
const MIN_MINUTES = 45

/**
 * Reads an expiration that a client gave. @returns when the subscription expires, which may be later.
 * @throws GraphError for a time that has passed or is too far in the future.
 */
export function readExpiration(text: string, now: number, { maxMinutes }: SubscribableResource): number {
  const expiresAt = toInstant(text)
  if (!(expiresAt > now))
    throw subscriptionErrors.invalidSubscription('expirationDateTime', `'${text}' is not a time in the future.`)
  if (expiresAt > now + maxMinutes * MINUTE_MS) throw subscriptionErrors.subscriptionTooLong(maxMinutes)
  return Math.max(expiresAt, now + MIN_MINUTES * MINUTE_MS)
}

/** @throws GraphError for a change type that the resource does not have. */
export function readChangeTypes(text: string, { changeTypes, resourceKind }: SubscribableResource): readonly string[] {
  const types = text.split(',').map((type) => type.trim())
  const unknown = types.find((type) => !changeTypes.includes(type))
  if (unknown === undefined) return types
  const problem = `'${unknown}' is not one of ${changeTypes.join(', ')}, which are the change types of ${resourceKind}.`
  throw subscriptionErrors.invalidSubscription('changeType', problem)
}

/** @throws GraphError when notifications cannot contain the resource, or when there is no certificate to encrypt it. */
export function requireResourceDataRules(
  { includeResourceData, encryptionCertificate, encryptionCertificateId }: ResourceDataRequest,
  { resourceData, resourceKind }: SubscribableResource,
): void {
  if (!includeResourceData) return
  const refuse = (name: string, problem: string) => subscriptionErrors.invalidSubscription(name, problem)
  if (!resourceData) {
    const problem = `true is not supported: notifications of ${resourceKind} have no resource data. Use false.`
    throw refuse('includeResourceData', problem)
  }
  for (const [name, value] of Object.entries({ encryptionCertificate, encryptionCertificateId })) {
    if (!value) throw refuse(name, `${name} is required when includeResourceData is true.`)
  }
}

interface ResourceDataRequest {
  readonly includeResourceData?: boolean | null
  readonly encryptionCertificate?: string | null
  readonly encryptionCertificateId?: string | null
}

/**
 * @throws GraphError when the resource needs a URL for lifecycle notifications, because the subscription lasts longer than
 * an hour, and there is none.
 * @see https://learn.microsoft.com/graph/teams-changenotifications-callrecording-and-calltranscript
 */
export function requireLifecycleUrl(
  url: string | null | undefined,
  leftMs: number,
  { needsLifecycle }: SubscribableResource,
): void {
  if (!needsLifecycle || url || leftMs <= HOUR_MS) return
  const problem =
    'lifecycleNotificationUrl is required for subscription creation on this resource when the expirationDateTime value exceeds 1 hour.'
  throw subscriptionErrors.invalidSubscription('lifecycleNotificationUrl', problem)
}

/** @throws GraphError for a URL that notifications cannot be sent to. */
export function requireNotificationUrl(name: string, value: string): void {
  const url = URL.parse(value)
  if (url && isCallableUrl(value) && !url.username && !url.password) return
  throw subscriptionErrors.invalidSubscription(
    name,
    `'${value}' is not an https URL without a password (http is allowed for loopback addresses).`,
  )
}

/** @throws GraphError for a `clientState` that is too long. */
export function requireClientState(clientState: string | null | undefined): void {
  if (!clientState || clientState.length <= CLIENT_STATE_LIMIT) return
  throw subscriptionErrors.invalidSubscription(
    'clientState',
    `${clientState.length} characters were given; at most ${CLIENT_STATE_LIMIT} are allowed.`,
  )
}

/** @throws GraphError for an unknown version. */
export function requireTlsVersion(version: string | null | undefined): void {
  if (!version || TLS_VERSIONS.includes(version)) return
  throw subscriptionErrors.invalidSubscription(
    'latestSupportedTlsVersion',
    `'${version}' is not one of ${TLS_VERSIONS.join(', ')}.`,
  )
}
