import type { Message } from '../engine/delivery/notification.ts'
import type { Moment } from '../engine/moment.ts'
import { RETRY_DELAYS_MS } from './retry-delays.ts'

/** The app has not taken a notification: it gets it again later, unless that was the last attempt. */
export function planRetry(moment: Moment, message: Message): void {
  const { id, retries = 0 } = message
  const after = RETRY_DELAYS_MS[retries]
  if (after === undefined) return giveUp(moment, message, `given up after ${retries + 1} attempts`)
  moment.schedule({ after, subject: id, happening: { type: 'retry', message: { ...message, retries: retries + 1 } } })
}

/** What a subscription was to be told is told again, as long as there is the subscription. */
export function retry(moment: Moment, message: Message): void {
  const { subscriptionId = '' } = message
  const subscription = moment.tx.get('subscriptions', subscriptionId)
  if (subscription && subscription.expiresAt > moment.now) moment.post(message)
  else giveUp(moment, message, `the subscription '${subscriptionId}' is over`)
}

function giveUp({ note }: Moment, { id, url }: Message, why: string): void {
  note({ type: 'delivery', id, url, outcome: 'dropped', why })
}
