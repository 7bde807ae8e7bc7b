import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { keepAlive } from '../../behaviour/call-life.ts'
import { requireCall } from '../require-call.ts'

export const keepCallAlive = defineEndpoint({
  method: 'POST',
  path: '/communications/calls/:callId/keepAlive',
  title: 'Keep a call alive',
  doc: 'https://learn.microsoft.com/graph/api/call-keepalive',
  permissions: CHECKED_AT_CREATION,
  run(moment, _, params) {
    const call = requireCall(moment, params)
    if (call.timers.keepAlive !== undefined) keepAlive(moment, call.id)
    return { kind: 'empty', status: 200 }
  },
})
