import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import type { OperationRow, OperationStatus } from '../rows.ts'
import { toResultInfo } from './to-call.ts'

/**
 * A commsOperation as Graph shows it, with the members of its own type.
 * @see https://learn.microsoft.com/graph/api/resources/commsoperation
 */
export function toOperation(operation: OperationRow): JsonObject {
  const { id, type, status, clientContext, resultInfo, completionReason, invitation, recording } = operation
  const common = {
    '@odata.type': `#microsoft.graph.${type}`,
    id,
    status,
    clientContext,
    resultInfo: resultInfo && toResultInfo(resultInfo),
    ...(invitation && { participants: invitation.participants.map(toInvitation) }),
    ...(completionReason !== undefined && tellsReason(operation) && { completionReason }),
  }
  if (!recording) return common
  return {
    ...common,
    recordingLocation: ended(status) ? (recording.location ?? '') : null,
    recordingAccessToken: ended(status) ? (recording.accessToken ?? '') : null,
  }
}

/** Somebody who is invited, with what the page's examples show as null. @see https://learn.microsoft.com/graph/api/participant-invite */
function toInvitation(invitation: JsonObject): JsonObject {
  const { identity } = invitation
  return {
    endpointType: null,
    id: null,
    ...invitation,
    ...(isJsonObject(identity) && { identity: { phone: null, ...identity } }),
  }
}

/**
 * Of v1.0's operations only sendDtmfTones has a completionReason; /beta's media operations all have one. The example of
 * a recording that was cancelled shows it in v1.0 as well.
 * @see https://learn.microsoft.com/graph/api/call-cancelmediaprocessing
 */
function tellsReason({ type, beta, completionReason }: OperationRow): boolean {
  return beta === true || type === 'sendDtmfTonesOperation' || completionReason === 'operationCanceled'
}

function ended(status: OperationStatus): boolean {
  return status === 'completed' || status === 'failed'
}
