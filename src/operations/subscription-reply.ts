import type { JsonObject } from '../edm/json.ts'
import { toInstant } from '../odata/date-time.ts'
import { GraphError } from '../odata/errors.ts'
import type { Moment } from '../simulation/moment.ts'
import type { SubscriptionRow } from '../store/world.ts'
import type { EntityReply } from './define.ts'

export const SUBSCRIPTION = 'microsoft.graph.subscription'

/** @see https://learn.microsoft.com/graph/change-notifications-overview (subscription lifetime) */
const LONGEST_MINUTES = 4230

export function subscriptionReply(moment: Moment, row: SubscriptionRow, status: 200 | 201): EntityReply {
  return {
    kind: 'entity',
    status,
    type: SUBSCRIPTION,
    value: () => toSubscription(moment, row),
    context: 'subscriptions/$entity',
    ...(status === 201 && { location: `/subscriptions/${row.id}` }),
    types: 'derived',
  }
}

export function toSubscription(
  { settings }: Moment,
  { id, body, expiresAt, clientState }: SubscriptionRow,
): JsonObject {
  return {
    ...body,
    id,
    expirationDateTime: expiresAt,
    clientState,
    applicationId: settings.directory.app.id,
    creatorId: settings.directory.app.id,
  }
}

/** @throws GraphError when there is no such subscription, or not any more. */
export function requireSubscription(
  { tx, now }: Moment,
  { subscriptionId = '' }: Readonly<Record<string, string>>,
): SubscriptionRow {
  const row = tx.get('subscriptions', subscriptionId.toLowerCase())
  if (!row || row.expiresAt <= now) throw new GraphError('notFound', 'subscription', subscriptionId)
  return row
}

/** @throws GraphError for a time that has passed, or lies too far ahead. */
export function readExpiration(text: string, now: number): number {
  const expiresAt = toInstant(text)
  if (!(expiresAt > now))
    throw new GraphError('invalidSubscription', 'expirationDateTime', `'${text}' is not a time in the future.`)
  if (expiresAt > now + LONGEST_MINUTES * 60_000) throw new GraphError('subscriptionTooLong', LONGEST_MINUTES)
  return expiresAt
}
