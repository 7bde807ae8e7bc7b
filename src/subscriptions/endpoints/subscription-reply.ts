import type { JsonObject } from '../../engine/values/json.ts'
import type { EntityReply } from '../../graph/endpoint/endpoint-reply.ts'
import type { SubscriptionContext } from '../context.ts'
import { subscriptionErrors } from '../errors.ts'
import type { SubscriptionRow } from '../rows.ts'

export const SUBSCRIPTION = 'microsoft.graph.subscription'

export function subscriptionReply(context: SubscriptionContext, row: SubscriptionRow, status: 200 | 201): EntityReply {
  return {
    kind: 'entity',
    status,
    type: SUBSCRIPTION,
    value: () => toSubscription(context, row),
    contextPath: 'subscriptions/$entity',
    ...(status === 201 && { location: `/subscriptions/${row.id}` }),
    types: 'derived',
  }
}

export function toSubscription(
  { services }: SubscriptionContext,
  { id, body, notificationUrl, expiresAt, clientState }: SubscriptionRow,
): JsonObject {
  return {
    ...body,
    id,
    notificationUrl,
    expirationDateTime: expiresAt,
    clientState,
    latestSupportedTlsVersion: body.latestSupportedTlsVersion ?? 'v1_2',
    applicationId: services.directory.app.id,
    creatorId: services.directory.app.id,
  }
}

/** @throws GraphError for a subscription that does not exist or has expired. */
export function requireSubscription(
  { tx, now }: SubscriptionContext,
  { subscriptionId = '' }: Readonly<Record<string, string>>,
): SubscriptionRow {
  const row = tx.get('subscriptions', subscriptionId.toLowerCase())
  if (!row || row.expiresAt <= now) throw subscriptionErrors.subscriptionNotFound(subscriptionId)
  return row
}
