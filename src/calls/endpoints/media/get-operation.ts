import type { Moment } from '../../../engine/moment.ts'
import { defineEndpoint } from '../../../graph/endpoint/endpoint.ts'
import { CHECKED_AT_CREATION } from '../../../graph/endpoint/permissions.ts'
import { GraphError } from '../../../graph/errors/errors.ts'
import type { OperationRow } from '../../rows.ts'
import { operationReply } from '../call-reply.ts'
import { requireCall } from '../require-call.ts'

/** Graph's `Location` headers lead here. An operation that has ended stays readable while its call lives. */
export const getOperation = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/operations/:operationId',
  title: 'Get an operation of a call',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.commsOperation',
  query: { options: ['select'] },
  versionOf: (moment, params) =>
    requireOperation(moment, requireCall(moment, params).id, params.operationId ?? '').version,
  run(moment, _, params) {
    const call = requireCall(moment, params)
    const { location: _location, ...reply } = operationReply(
      call,
      requireOperation(moment, call.id, params.operationId ?? ''),
    )
    return { ...reply, context: `communications/calls('${call.id}')/operations/$entity` }
  },
})

function requireOperation({ tx }: Moment, callId: string, operationId: string): OperationRow {
  const operation = tx.get('calls', callId)?.operations.find(({ id }) => id === operationId.toLowerCase())
  if (!operation) throw new GraphError('callResourceNotFound', 'operation', operationId)
  return operation
}
