import type { Notification } from '../../engine/delivery/notification.ts'
import type { CallRow } from '../rows.ts'

/** The receiver of a call's notifications, and the headers that identify the call and the notification. */
export function toCallbackAddress({
  callbackUri,
  callChainId,
}: CallRow): Pick<Notification, 'url' | 'headers' | 'idHeader'> {
  return {
    url: callbackUri,
    headers: { 'X-Microsoft-Skype-Chain-ID': callChainId },
    idHeader: 'X-Microsoft-Skype-Message-ID',
  }
}
