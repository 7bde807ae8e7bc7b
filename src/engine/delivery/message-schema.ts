import * as v from 'valibot'
import { count, jsonObject, type RowSchema, rowId, text } from '../store/row-schema.ts'
import { members } from '../validation.ts'
import type { DeliveryTypes } from './context.ts'
import type { Message } from './notification.ts'

const headers = v.exactOptional(v.record(text, text))

/** The schema of a notification to send. Its body is the sender's. */
export const MESSAGE = members({
  id: rowId,
  url: text,
  body: jsonObject,
  headers,
  idHeader: v.exactOptional(text),
  correlation: headers,
  expectsResponse: v.exactOptional(v.literal(true)),
  retries: v.exactOptional(count),
} satisfies RowSchema<Message>)

export const deliveryActions = { sendNotification: { message: MESSAGE } } as const satisfies {
  readonly [Name in keyof DeliveryTypes['actions']]: RowSchema<DeliveryTypes['actions'][Name]>
}
