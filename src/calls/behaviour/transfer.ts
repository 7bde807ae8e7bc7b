import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { RING_LIMIT_MS } from '../lifecycle/limits.ts'
import { setTimer } from '../updates/timers.ts'
import { ringTargets } from './accept-transfer-or-redirect.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'

/**
 * Transfers an established call to a target, who rings until the ring limit.
 *
 * @param replacesCallId for a consultative transfer: the target's existing call, which the transferred one replaces.
 * @returns whether the call's state allows a transfer. If not, nothing has changed.
 * @see https://learn.microsoft.com/graph/api/call-transfer
 */
export function transfer(
  context: CallContext,
  callId: string,
  target: JsonObject,
  replacesCallId: string | undefined,
): boolean {
  if (!dispatchCallEvent(context, callId, { type: 'transfer' })) return false
  context.tx.update('calls', callId, (call) => {
    // An earlier transfer that failed left its result.
    delete call.resultInfo
  })
  for (const who of ringTargets(context, callId, [target], replacesCallId)) {
    setTimer(context, callId, `ring:${who}`, {
      after: RING_LIMIT_MS,
      action: { type: 'defaultStep', step: { do: 'decline', who } },
    })
  }
  return true
}
