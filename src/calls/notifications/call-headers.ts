import type { Notification } from '../../engine/delivery/notification.ts'
import type { CallRow } from '../rows.ts'

/** Where notifications of a call go, and the headers by which Skype's clients recognise the call and the notification. */
export function addressOf({ callbackUri, callChainId }: CallRow): Pick<Notification, 'url' | 'headers' | 'idHeader'> {
  return {
    url: callbackUri,
    headers: { 'X-Microsoft-Skype-Chain-ID': callChainId },
    idHeader: 'X-Microsoft-Skype-Message-ID',
  }
}
