import { defineEndpoint } from '../../endpoint.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { CALL_QUERY, callReply } from '../call-reply.ts'
import { requireCall } from '../require-call.ts'

/**
 * Get a call.
 * @see https://learn.microsoft.com/graph/api/call-get
 */
export const getCall = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.call',
  query: CALL_QUERY,
  versionOf: (context, params) => requireCall(context, params).version,
  run: (context, { query, beta }, params) => callReply(requireCall(context, params), 200, { query, beta }),
})
