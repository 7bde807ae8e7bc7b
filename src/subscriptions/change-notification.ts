import type { ChangeType } from '../calls/notifications/call-notification.ts'
import type { Notification } from '../engine/delivery/notification.ts'
import type { SubscriptionRow } from './rows.ts'

/** The change of a call record that a notification reports. */
interface Change {
  readonly change: ChangeType
  readonly callRecordId: string
  readonly tenantId: string
}

/**
 * Creates the notification of a call record's change. As in Graph, the resource has no leading slash, and its type is
 * spelled differently than elsewhere.
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
          ...toCommonMembers(subscription),
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
 * Creates the lifecycle notification that a subscription must be renewed or reauthorized. Graph has three lifecycle
 * events, and sends only this one for call records.
 * @see https://learn.microsoft.com/graph/change-notifications-lifecycle-events
 */
export function reauthorizationNotification(
  subscription: SubscriptionRow,
  url: string,
  tenantId: string,
): Notification {
  const item = { ...toCommonMembers(subscription), tenantId, lifecycleEvent: 'reauthorizationRequired' }
  return { url, correlation: { subscriptionId: subscription.id }, body: { value: [item] } }
}

function toCommonMembers({ id, expiresAt, clientState }: SubscriptionRow) {
  const subscriptionExpirationDateTime = new Date(expiresAt).toISOString().replace('Z', '+00:00')
  return { subscriptionId: id, subscriptionExpirationDateTime, clientState }
}

/**
 * The change type that a subscription is notified of when the record of these participants changes, if any. A
 * subscription to `updated` is notified of new records, too.
 */
export function matchChange(
  { changeTypes, filterValues }: SubscriptionRow,
  change: ChangeType,
  participantIds: readonly string[],
): ChangeType | undefined {
  if (filterValues && !participantIds.some((id) => filterValues.includes(id.toLowerCase()))) return undefined
  if (changeTypes.includes(change)) return change
  return change === 'created' && changeTypes.includes('updated') ? 'updated' : undefined
}
