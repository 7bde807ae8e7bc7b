import { restartKeepAliveTimer } from '../../behaviour/dispatch-call-event.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

/**
 * Keep a call alive.
 * @see https://learn.microsoft.com/graph/api/call-keepalive
 */
export const keepCallAlive = defineEndpoint({
  method: 'POST',
  path: '/communications/calls/:callId/keepAlive',
  permissions: CHECKED_AT_CREATION,
  run(context, _, params) {
    const call = requireCall(context, params)
    if (call.timers.keepAlive !== undefined) restartKeepAliveTimer(context, call.id)
    return { kind: 'empty', status: 200 }
  },
})
