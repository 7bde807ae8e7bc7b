import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { results } from '../lifecycle/results.ts'
import { setTimer } from '../updates/timers.ts'
import { ringTargets } from './accept-transfer-or-redirect.ts'
import { dispatchCallEvent } from './dispatch-call-event.ts'

/**
 * Redirects an incoming call. All targets ring at the same time, and the first to answer gets the call.
 *
 * @returns whether the call's state allows a redirection. If not, nothing has changed.
 * @see https://learn.microsoft.com/graph/api/call-redirect
 */
export function redirect(
  context: CallContext,
  callId: string,
  targets: readonly JsonObject[],
  timeoutMs: number,
): boolean {
  if (!dispatchCallEvent(context, callId, { type: 'redirect' })) return false
  ringTargets(context, callId, targets)
  setTimer(context, callId, 'state', {
    after: timeoutMs,
    action: { type: 'callEvent', event: { type: 'end', result: results.noAnswer } },
  })
  return true
}
