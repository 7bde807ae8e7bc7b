import type { JsonObject } from '../../engine/values/json.ts'
import type { EndpointRequest } from '../../graph/endpoint/endpoint.ts'
import type { EntityReply } from '../../graph/endpoint/endpoint-reply.ts'
import type { SubscriptionContext } from '../context.ts'
import { subscriptionErrors } from '../errors.ts'
import type { SubscriptionRow } from '../rows.ts'

export const SUBSCRIPTION = 'microsoft.graph.subscription'

export function subscriptionReply(row: SubscriptionRow, status: 200 | 201): EntityReply {
  return {
    kind: 'entity',
    status,
    type: SUBSCRIPTION,
    value: () => toSubscription(row),
    contextPath: 'subscriptions/$entity',
    ...(status === 201 && { location: `/subscriptions/${row.id}` }),
    types: 'derived',
  }
}

export function toSubscription({
  id,
  body,
  notificationUrl,
  expiresAt,
  clientState,
  applicationId,
}: SubscriptionRow): JsonObject {
  return {
    ...body,
    id,
    notificationUrl,
    expirationDateTime: expiresAt,
    clientState,
    latestSupportedTlsVersion: body.latestSupportedTlsVersion ?? 'v1_2',
    applicationId,
    creatorId: applicationId,
  }
}

/** @throws GraphError for a subscription that does not exist, has expired or belongs to another app. */
export function requireSubscription(
  { tx, now }: SubscriptionContext,
  { appId }: EndpointRequest,
  { subscriptionId = '' }: Readonly<Record<string, string>>,
): SubscriptionRow {
  const row = tx.get('subscriptions', subscriptionId.toLowerCase())
  if (row?.applicationId !== appId || row.expiresAt <= now)
    throw subscriptionErrors.subscriptionNotFound(subscriptionId)
  return row
}
