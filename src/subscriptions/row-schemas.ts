import * as v from 'valibot'
import { MESSAGE } from '../engine/delivery/message-schema.ts'
import { count, epochMs, type RowSchema, rowId, text, texts } from '../engine/store/row-schema.ts'
import { members } from '../engine/validation.ts'
import { graphObject } from '../graph/odata/json/graph-object.ts'
import type { SubscriptionTypes } from './context.ts'
import type { SubscriptionRow } from './rows.ts'

export const SUBSCRIPTION_ROW = members({
  id: rowId,
  sequence: count,
  applicationId: text,
  resource: text,
  changeTypes: texts,
  resourceKind: v.picklist(['callRecords', 'recordings', 'transcripts', 'meetingCallEvents', 'presences']),
  filterValues: v.exactOptional(texts),
  notificationUrl: text,
  lifecycleNotificationUrl: v.exactOptional(text),
  expiresAt: epochMs,
  clientState: v.nullable(text),
  pending: v.array(count),
  body: graphObject('microsoft.graph.subscription'),
} satisfies RowSchema<SubscriptionRow>)

/** The data of each scheduled action of the module. */
export const subscriptionActions = {
  retryNotification: { message: MESSAGE },
  reauthorizationDue: {},
  subscriptionExpires: {},
} as const satisfies {
  readonly [Name in keyof SubscriptionTypes['actions']]: RowSchema<SubscriptionTypes['actions'][Name]>
}
