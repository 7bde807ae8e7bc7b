import type { Moment } from '../simulation/moment.ts'
import type { OperationRow } from '../store/call-row.ts'

/**
 * Adds an operation that is complete with its answer: no notice of it follows.
 * @see https://learn.microsoft.com/graph/api/resources/commsoperation
 */
export function completeAtOnce(
  { ids, tx }: Moment,
  callId: string,
  type: string,
  clientContext: string | null | undefined,
): OperationRow {
  const operation = {
    id: ids.guid(),
    type,
    status: 'completed',
    version: 1,
    clientContext: clientContext ?? null,
    resultInfo: null,
  } as const
  const { operations } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.operations = [...operations, operation]
  })
  return operation
}
