import { dispatchCallEvent } from '../../behaviour/dispatch-call-event.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

/**
 * Hang up.
 *
 * Responds at once; the notification that the call has ended follows. A call that is already ending is left as it is.
 * @see https://learn.microsoft.com/graph/api/call-delete
 */
export const deleteCall = defineEndpoint({
  method: 'DELETE',
  path: '/communications/calls/:callId',
  permissions: CHECKED_AT_CREATION,
  versionOf: (context, params) => requireCall(context, params).version,
  run(context, _, params) {
    const call = requireCall(context, params)
    dispatchCallEvent(context, call.id, { type: 'hangUp' })
    return { kind: 'empty', status: 204 }
  },
})
