import { restartKeepAliveTimer } from '../../behaviour/dispatch-call-event.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

export const keepCallAlive = defineEndpoint({
  method: 'POST',
  path: '/communications/calls/:callId/keepAlive',
  title: 'Keep a call alive',
  doc: 'https://learn.microsoft.com/graph/api/call-keepalive',
  permissions: CHECKED_AT_CREATION,
  run(context, _, params) {
    const call = requireCall(context, params)
    if (call.timers.keepAlive !== undefined) restartKeepAliveTimer(context, call.id)
    return { kind: 'empty', status: 200 }
  },
})
