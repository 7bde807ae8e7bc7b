import type { CallContext } from '../context.ts'
import { toTone } from '../lifecycle/tones.ts'
import { notifyCall } from './notify-call.ts'

/**
 * Notifies the app of a key that the other side pressed, if the app has subscribed to tones.
 * @see https://learn.microsoft.com/graph/api/call-subscribetotone
 */
export function notifyTone(context: CallContext, callId: string, key: string): void {
  const { isSubscribedToTones, toneInfo } = context.tx.require('calls', callId)
  if (!isSubscribedToTones) return
  context.tx.update('calls', callId, (call) => {
    call.toneInfo = { sequenceId: (toneInfo?.sequenceId ?? 0) + 1, tone: toTone(key) }
  })
  notifyCall(context, callId, 'updated', ['toneInfo'])
}
