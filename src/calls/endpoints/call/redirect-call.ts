import type { JsonObject } from '../../../engine/values/json.ts'
import { redirect } from '../../behaviour/redirect.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { REDIRECT_TARGET_LIMIT, REDIRECT_TIMEOUT } from '../../lifecycle/limits.ts'
import { callPermissions } from '../call-permissions.ts'
import { requireCallbackUri, requireCount, requireIdentity, requireRange } from '../check-argument.ts'
import { requireCall } from '../require-call.ts'
import { requireReachablePhones } from '../require-phones.ts'

interface RedirectRequest {
  readonly targets?: readonly JsonObject[]
  /** In seconds. */
  readonly timeout?: number | null
  readonly callbackUri?: string | null
}

/**
 * Redirect an incoming call.
 *
 * Rings all targets at once; the first to answer gets the call. The app is notified only when the call has ended.
 * @see https://learn.microsoft.com/graph/api/call-redirect
 */
export const redirectCall = defineEndpoint<RedirectRequest>({
  method: 'POST',
  path: '/communications/calls/:callId/redirect',
  permissions: callPermissions(['Calls.Initiate.All']),
  body: { action: 'microsoft.graph.redirect' },
  run(context, { strict }, params, { targets = [], timeout, callbackUri }) {
    const call = requireCall(context, params)
    const { min, max, ofOne, ofSeveral } = REDIRECT_TIMEOUT
    const seconds = timeout ?? (targets.length > 1 ? ofSeveral : ofOne)
    requireCount('targets', targets, 1, REDIRECT_TARGET_LIMIT)
    requireRange('timeout', seconds, min, max)
    if (strict && callbackUri) requireCallbackUri('callbackUri', callbackUri)
    if (strict) {
      for (const [index, { identity }] of targets.entries()) requireIdentity(`targets[${index}].identity`, identity)
      requireReachablePhones('targets', targets, call)
    }
    if (!redirect(context, call.id, targets, seconds * 1000)) {
      throw callErrors.callConflict('redirect', call.state, 'incoming')
    }
    if (callbackUri) {
      context.tx.update('calls', call.id, (draft) => {
        draft.callbackUri = callbackUri
      })
    }
    return { kind: 'empty', status: 202 }
  },
})
