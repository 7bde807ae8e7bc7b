import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import type { OperationRow } from '../../rows.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireCall } from '../require-call.ts'

/**
 * Get an operation of a call.
 *
 * The target of `Location` headers. An operation that has ended stays readable until its call ends.
 */
export const getOperation = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/operations/:operationId',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.commsOperation',
  query: { options: ['select'] },
  versionOf: (context, params) =>
    requireOperation(context, requireCall(context, params).id, params.operationId ?? '').version,
  run(context, _, params) {
    const call = requireCall(context, params)
    const { location: _location, ...reply } = operationReply(
      call,
      requireOperation(context, call.id, params.operationId ?? ''),
    )
    return { ...reply, contextPath: `communications/calls('${call.id}')/operations/$entity` }
  },
})

function requireOperation({ tx }: CallContext, callId: string, operationId: string): OperationRow {
  const operation = tx.get('calls', callId)?.operations.find(({ id }) => id === operationId.toLowerCase())
  if (!operation) throw callErrors.callResourceNotFound('operation', operationId)
  return operation
}
