import type { JsonObject } from '../edm/json.ts'
import { membersOf } from '../edm/schema.ts'
import { GraphError } from '../odata/errors.ts'
import { setExpiry } from '../simulation/subscription-life.ts'
import type { SubscriptionRow } from '../store/world.ts'
import { defineOperation } from './define.ts'
import { CALL_RECORDS } from './permissions.ts'
import { requireSubscription, SUBSCRIPTION, subscriptionReply } from './subscription-reply.ts'
import {
  readChangeTypes,
  readExpiration,
  requireClientState,
  requireEndpoint,
  requireTlsVersion,
  SUBSCRIPTION_QUOTA,
} from './subscription-rules.ts'
import { validateEndpoint } from './validate-endpoint.ts'
import { readWatched } from './watched-resource.ts'

interface SubscriptionRequest extends JsonObject {
  readonly resource: string
  readonly changeType: string
  readonly notificationUrl: string
  readonly expirationDateTime: string
  readonly clientState?: string | null
  readonly lifecycleNotificationUrl?: string | null
  readonly includeResourceData?: boolean | null
  readonly latestSupportedTlsVersion?: string | null
}

export const createSubscription = defineOperation<SubscriptionRequest>({
  method: 'POST',
  path: '/subscriptions',
  title: 'Subscribe to call records',
  doc: 'https://learn.microsoft.com/graph/api/subscription-post-subscriptions',
  // The workload is asked after the endpoint: that is when Graph refuses.
  permissions: { needs: () => CALL_RECORDS, refusal: 'subscriptionForbidden' },
  body: {
    entity: SUBSCRIPTION,
    mayLack: ['id', 'changeType', 'notificationUrl', 'resource', 'expirationDateTime'],
    invalid: 'invalidSubscription',
  },
  check({ now }, { strict }, _, body) {
    if (strict) requireKnownNames(body)
    checkSubscription(body, now)
  },
  /** The endpoints have to repeat a token before anything is subscribed. */
  async prepare(asking, _, __, { notificationUrl, lifecycleNotificationUrl }) {
    await validateEndpoint(asking, notificationUrl)
    if (lifecycleNotificationUrl) await validateEndpoint(asking, lifecycleNotificationUrl)
  },
  run(moment, _, __, body) {
    const { ids, tx, now } = moment
    if (tx.world.subscriptions.size >= SUBSCRIPTION_QUOTA) throw new GraphError('subscriptionQuota', SUBSCRIPTION_QUOTA)
    const { resource, changeType, notificationUrl, lifecycleNotificationUrl, clientState = null } = body
    const expiresAt = readExpiration(body.expirationDateTime, now)
    const row: SubscriptionRow = {
      id: ids.guid(),
      sequence: tx.nextSequence(),
      resource,
      ...readWatched(resource),
      changeTypes: readChangeTypes(changeType),
      notificationUrl,
      ...(lifecycleNotificationUrl && { lifecycleNotificationUrl }),
      expiresAt,
      clientState,
      pending: [],
      body,
    }
    tx.insert('subscriptions', row)
    setExpiry(moment, row.id, expiresAt)
    return subscriptionReply(moment, requireSubscription(moment, { subscriptionId: row.id }), 201)
  },
})

/** Graph's own examples show it, its metadata does not any more. */
const ALSO_KNOWN = 'notificationContentType'

function requireKnownNames(body: SubscriptionRequest): void {
  const known = membersOf(SUBSCRIPTION)
  const unknown = Object.keys(body).find((name) => !known.has(name) && !name.includes('@') && name !== ALSO_KNOWN)
  if (unknown !== undefined) throw new GraphError('unreadableSubscription', unknown)
}

function checkSubscription(body: SubscriptionRequest, now: number): void {
  const { resource, changeType, notificationUrl, lifecycleNotificationUrl, expirationDateTime } = body
  for (const [name, value] of Object.entries({ resource, changeType, notificationUrl, expirationDateTime })) {
    if (!value)
      throw new GraphError('invalidSubscription', name, `${name} is a required property for subscription creation.`)
  }
  readWatched(resource)
  readChangeTypes(changeType)
  requireEndpoint('notificationUrl', notificationUrl)
  if (lifecycleNotificationUrl) requireEndpoint('lifecycleNotificationUrl', lifecycleNotificationUrl)
  requireClientState(body.clientState)
  requireTlsVersion(body.latestSupportedTlsVersion)
  if (body.includeResourceData) {
    throw new GraphError(
      'invalidSubscription',
      'includeResourceData',
      `true is not supported for '${resource}': notifications of call records have no resource data. Use false.`,
    )
  }
  readExpiration(expirationDateTime, now)
}
