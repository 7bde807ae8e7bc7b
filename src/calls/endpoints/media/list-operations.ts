import { defineEndpoint } from '../../endpoint.ts'
import { toOperation } from '../../representation/to-operation.ts'
import { CHECKED_AT_CREATION } from '../call-permissions.ts'
import { requireCall } from '../require-call.ts'

/** List the operations of a call. */
export const listOperations = defineEndpoint({
  method: 'GET',
  path: '/communications/calls/:callId/operations',
  permissions: CHECKED_AT_CREATION,
  type: 'microsoft.graph.commsOperation',
  query: { options: ['select'] },
  run(context, _, params) {
    const { id, operations } = requireCall(context, params)
    return {
      kind: 'collection',
      status: 200,
      type: 'microsoft.graph.commsOperation',
      items: operations.map((operation) => () => toOperation(operation)),
      rows: operations,
      contextPath: `communications/calls('${id}')/operations`,
      types: 'always',
    }
  },
})
