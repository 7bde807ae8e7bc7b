import { dispatchCallEvent } from '../../behaviour/dispatch-call-event.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { results } from '../../lifecycle/results.ts'
import type { ResultInfo } from '../../result-info.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCallbackUri } from '../check-argument.ts'
import { requireCall } from '../require-call.ts'

interface RejectRequest {
  readonly reason?: 'none' | 'busy' | 'forbidden' | null
  readonly callbackUri?: string | null
}

/** The result for the caller by reason; for all other reasons, the call was declined. */
const REJECTIONS = new Map<RejectRequest['reason'], ResultInfo>([
  ['busy', results.busy],
  ['forbidden', results.forbidden],
])

/**
 * Reject an incoming call.
 * @see https://learn.microsoft.com/graph/api/call-reject
 */
export const rejectCall = defineEndpoint<RejectRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/reject',
  permissions: CHECKED_AT_CREATION,
  body: { action: 'microsoft.graph.reject', optional: true },
  run(context, { strict }, params, { reason, callbackUri }) {
    const call = requireCall(context, params)
    const rejection = REJECTIONS.get(reason)
    if (rejection) {
      context.tx.update('calls', call.id, (draft) => {
        draft.rejection = rejection
      })
    }
    if (callbackUri) {
      if (strict) requireCallbackUri('callbackUri', callbackUri)
      context.tx.update('calls', call.id, (draft) => {
        draft.callbackUri = callbackUri
      })
    }
    if (!dispatchCallEvent(context, call.id, { type: 'reject' }))
      throw callErrors.callConflict('reject', call.state, 'incoming')
    return { kind: 'empty', status: 202 }
  },
})
