import type { JsonObject } from '../edm/json.ts'
import type { OperationRow, OperationStatus } from '../store/call-row.ts'
import { toResultInfo } from './to-call.ts'

/**
 * A commsOperation as Graph shows it, with the members of its own type.
 * @see https://learn.microsoft.com/graph/api/resources/commsoperation
 */
export function toOperation(operation: OperationRow): JsonObject {
  const { id, type, status, clientContext, resultInfo, recording } = operation
  const common = {
    '@odata.type': `#microsoft.graph.${type}`,
    id,
    status,
    clientContext,
    resultInfo: resultInfo && toResultInfo(resultInfo),
  }
  if (!recording) return common
  return {
    ...common,
    recordingLocation: ended(status) ? (recording.location ?? '') : null,
    recordingAccessToken: ended(status) ? (recording.accessToken ?? '') : null,
  }
}

function ended(status: OperationStatus): boolean {
  return status === 'completed' || status === 'failed'
}
