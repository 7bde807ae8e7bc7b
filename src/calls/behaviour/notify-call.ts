import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { callNotification } from '../notifications/call-notification.ts'

/**
 * Notifies the app of the call's current state, as a new version of the call.
 *
 * @param members members to send besides those that the state requires.
 */
export function notifyCall(
  context: CallContext,
  callId: string,
  change: 'updated' | 'deleted',
  members: readonly string[] = [],
): void {
  context.tx.update('calls', callId, (call) => {
    call.version += 1
  })
  const call = context.tx.get('calls', callId)
  if (call) notify(context, callNotification(call, change, members))
}
