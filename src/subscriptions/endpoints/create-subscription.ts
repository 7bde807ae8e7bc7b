import type { JsonObject } from '../../engine/values/json.ts'
import { membersOf } from '../../graph/edm/schema.ts'
import type { SubscriptionContext } from '../context.ts'
import { defineEndpoint } from '../endpoint.ts'
import { subscriptionErrors } from '../errors.ts'
import { setExpiration } from '../expiration.ts'
import type { SubscriptionRow } from '../rows.ts'
import type { SubscribableResource } from '../subscribable-resources.ts'
import { parseSubscribedResource } from '../subscribed-resource.ts'
import { SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'
import {
  readChangeTypes,
  readExpiration,
  requireClientState,
  requireLifecycleUrl,
  requireNotificationUrl,
  requireResourceDataRules,
  requireTlsVersion,
} from './subscription-rules.ts'
import { validateNotificationUrl } from './validate-notification-url.ts'

interface SubscriptionRequest extends JsonObject {
  readonly resource: string
  readonly changeType: string
  readonly notificationUrl: string
  readonly expirationDateTime: string
  readonly clientState?: string | null
  readonly lifecycleNotificationUrl?: string | null
  readonly includeResourceData?: boolean | null
  readonly encryptionCertificate?: string | null
  readonly encryptionCertificateId?: string | null
  readonly latestSupportedTlsVersion?: string | null
}

/**
 * Subscribe to changes.
 * @see https://learn.microsoft.com/graph/api/subscription-post-subscriptions
 */
export const createSubscription = defineEndpoint<SubscriptionRequest>({
  method: 'POST',
  path: '/subscriptions',
  // Graph checks these permissions only after it has validated the notification URL.
  permissions(_, __, { resource }) {
    const { roles, scopes } = parseSubscribedResource(resource).rules
    return { needs: [roles], delegated: scopes, tenant: 'directory', refuse: subscriptionErrors.subscriptionForbidden }
  },
  body: {
    entity: SUBSCRIPTION,
    optionalMembers: ['id', 'changeType', 'notificationUrl', 'resource', 'expirationDateTime'],
  },
  check({ now }, { strict }, _, body) {
    if (strict) requireKnownNames(body)
    checkSubscription(body, now)
  },
  async prepare(outbound, _, __, { notificationUrl, lifecycleNotificationUrl }) {
    await validateNotificationUrl(outbound, notificationUrl)
    if (lifecycleNotificationUrl) await validateNotificationUrl(outbound, lifecycleNotificationUrl)
  },
  run(context, { appId }, __, body) {
    const { ids, tx, now } = context
    const { resource, changeType, notificationUrl, lifecycleNotificationUrl, clientState = null } = body
    const { rules, values } = parseSubscribedResource(resource)
    requireQuota(context, appId, resource, rules)
    const expiresAt = readExpiration(body.expirationDateTime, now, rules)
    const row: SubscriptionRow = {
      id: ids.guid(),
      sequence: tx.nextSequence(),
      applicationId: appId,
      resource,
      resourceKind: rules.resourceKind,
      ...(values && { filterValues: values.map((value) => value.toLowerCase()) }),
      changeTypes: readChangeTypes(changeType, rules),
      notificationUrl,
      ...(lifecycleNotificationUrl && { lifecycleNotificationUrl }),
      expiresAt,
      clientState,
      pending: [],
      body,
    }
    tx.insert('subscriptions', row)
    setExpiration(context, row.id, expiresAt)
    return subscriptionReply(tx.require('subscriptions', row.id), 201)
  },
})

/** A property in Graph's examples that is no longer in its metadata. */
const ALSO_ALLOWED = 'notificationContentType'

function requireKnownNames(body: SubscriptionRequest): void {
  const known = membersOf(SUBSCRIPTION)
  const unknown = Object.keys(body).find((name) => !known.has(name) && !name.includes('@') && name !== ALSO_ALLOWED)
  if (unknown !== undefined) throw subscriptionErrors.unreadableSubscription(unknown)
}

function checkSubscription(body: SubscriptionRequest, now: number): void {
  const { resource, changeType, notificationUrl, lifecycleNotificationUrl, expirationDateTime } = body
  for (const [name, value] of Object.entries({ resource, changeType, notificationUrl, expirationDateTime })) {
    if (!value)
      throw subscriptionErrors.invalidSubscription(name, `${name} is a required property for subscription creation.`)
  }
  const { rules } = parseSubscribedResource(resource)
  readChangeTypes(changeType, rules)
  requireNotificationUrl('notificationUrl', notificationUrl)
  if (lifecycleNotificationUrl) requireNotificationUrl('lifecycleNotificationUrl', lifecycleNotificationUrl)
  requireClientState(body.clientState)
  requireTlsVersion(body.latestSupportedTlsVersion)
  requireResourceDataRules(body, rules)
  requireLifecycleUrl(lifecycleNotificationUrl, readExpiration(expirationDateTime, now, rules) - now, rules)
}

/** @throws GraphError when there are as many subscriptions as Graph allows. */
function requireQuota(
  { tx, now }: SubscriptionContext,
  appId: string,
  resource: string,
  { resourceKind, quota }: SubscribableResource,
): void {
  const counts = (row: SubscriptionRow) =>
    quota.of === 'organization' ||
    (row.applicationId === appId && (quota.of === 'app' || isSamePath(row.resource, resource)))
  const others = [...tx.world.subscriptions].filter(
    (row) => row.resourceKind === resourceKind && row.expiresAt > now && counts(row),
  )
  if (others.length < quota.limit) return
  throw subscriptionErrors.subscriptionQuota(
    quota.of === 'appAndResource' ? `'${resource}'` : resourceKind,
    quota.limit,
  )
}

function isSamePath(one: string, other: string): boolean {
  const bare = (resource: string) => resource.replace(/^\//, '').toLowerCase()
  return bare(one) === bare(other)
}
