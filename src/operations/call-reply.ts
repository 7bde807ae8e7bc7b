import { toCall } from '../calls/to-call.ts'
import { toOperation } from '../calls/to-operation.ts'
import type { CallRow, OperationRow } from '../store/call-row.ts'
import type { EntityReply } from './define.ts'

/** A call as it stands now. */
export function callReply(call: CallRow, status: 200 | 201): EntityReply {
  return {
    kind: 'entity',
    status,
    type: 'microsoft.graph.call',
    row: call,
    value: () => toCall(call),
    context: status === 201 ? 'app/calls/$entity' : 'communications/calls/$entity',
    ...(status === 201 && { location: `/communications/calls/${call.id}` }),
    types: 'always',
  }
}

/** The answer of an action that started, or made, a commsOperation. */
export function operationReply(call: CallRow, operation: OperationRow, status: 200 | 202 = 200): EntityReply {
  return {
    kind: 'entity',
    status,
    type: 'microsoft.graph.commsOperation',
    row: operation,
    value: () => toOperation(operation),
    location: `/communications/calls/${call.id}/operations/${operation.id}`,
    types: 'always',
  }
}
