import type { Notification } from '../store/notification.ts'
import type { SubscriptionRow } from '../store/world.ts'
import type { ChangeType } from './call-notification.ts'

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
    body: {
      value: [
        {
          subscriptionId: subscription.id,
          subscriptionExpirationDateTime: new Date(subscription.expiresAt).toISOString().replace('Z', '+00:00'),
          clientState: subscription.clientState,
          changeType: change,
          resource,
          tenantId,
          resourceData: { '@odata.type': '#Microsoft.Graph.callRecord', '@odata.id': resource, id: callRecordId },
        },
      ],
    },
  }
}

/** A record that appears is a change to whoever watches for changes, too. */
export function wants({ changeTypes }: SubscriptionRow, change: ChangeType): ChangeType | undefined {
  if (changeTypes.includes(change)) return change
  return change === 'created' && changeTypes.includes('updated') ? 'updated' : undefined
}
