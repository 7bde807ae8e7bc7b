import type { CallContext } from '../context.ts'
import { toTone } from '../lifecycle/tones.ts'
import { notifyCall } from './call-life.ts'

/**
 * Tells the app of a key that the other side pressed, if it has subscribed to that.
 * @see https://learn.microsoft.com/graph/api/call-subscribetotone
 */
export function notifyTone(context: CallContext, callId: string, key: string): void {
  const { hearsTones, toneInfo } = context.tx.require('calls', callId)
  if (!hearsTones) return
  context.tx.update('calls', callId, (call) => {
    call.toneInfo = { sequenceId: (toneInfo?.sequenceId ?? 0) + 1, tone: toTone(key) }
  })
  notifyCall(context, callId, 'updated', ['toneInfo'])
}
