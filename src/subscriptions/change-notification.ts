import type { ChangeType } from '../calls/notifications/call-notification.ts'
import type { Notification } from '../engine/delivery/notification.ts'
import type { SubscriptionRow } from './rows.ts'

/** What has changed, as a subscription is told of it. */
interface Change {
  readonly change: ChangeType
  readonly callRecordId: string
  readonly tenantId: string
}

/**
 * Tells a subscriber of a call record, in Graph's words: the resource has no leading slash, and its type is spelled as
 * nowhere else.
 * @see https://learn.microsoft.com/graph/changenotifications-for-callrecords
 */
export function changeNotification(
  subscription: SubscriptionRow,
  { change, callRecordId, tenantId }: Change,
): Notification {
  const resource = `communications/callRecords/${callRecordId}`
  return {
    url: subscription.notificationUrl,
    correlation: { subscriptionId: subscription.id },
    body: {
      value: [
        {
          ...toHead(subscription),
          changeType: change,
          resource,
          tenantId,
          resourceData: { '@odata.type': '#Microsoft.Graph.callRecord', '@odata.id': resource, id: callRecordId },
        },
      ],
    },
  }
}

/**
 * Tells a subscriber, at the URL given for that, that its subscription has to be renewed or reauthorized. Of the three
 * events that Graph knows, it sends no other for call records.
 * @see https://learn.microsoft.com/graph/change-notifications-lifecycle-events
 */
export function reauthorizationNotification(
  subscription: SubscriptionRow,
  url: string,
  tenantId: string,
): Notification {
  const item = { ...toHead(subscription), tenantId, lifecycleEvent: 'reauthorizationRequired' }
  return { url, correlation: { subscriptionId: subscription.id }, body: { value: [item] } }
}

function toHead({ id, expiresAt, clientState }: SubscriptionRow) {
  const subscriptionExpirationDateTime = new Date(expiresAt).toISOString().replace('Z', '+00:00')
  return { subscriptionId: id, subscriptionExpirationDateTime, clientState }
}

/**
 * What a subscription is told of a change to the record of these participants, if anything. A record that appears is a
 * change to whoever watches for changes, too.
 */
export function wants(
  { changeTypes, watched }: SubscriptionRow,
  change: ChangeType,
  participantIds: readonly string[],
): ChangeType | undefined {
  if (watched && !participantIds.some((id) => watched.includes(id.toLowerCase()))) return undefined
  if (changeTypes.includes(change)) return change
  return change === 'created' && changeTypes.includes('updated') ? 'updated' : undefined
}
