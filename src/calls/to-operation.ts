import { isJsonObject, type JsonObject } from '../edm/json.ts'
import type { OperationRow, OperationStatus } from '../store/call-row.ts'
import { toResultInfo } from './to-call.ts'

/**
 * A commsOperation as Graph shows it, with the members of its own type.
 * @see https://learn.microsoft.com/graph/api/resources/commsoperation
 */
export function toOperation(operation: OperationRow): JsonObject {
  const { id, type, status, clientContext, resultInfo, invitation, recording } = operation
  const common = {
    '@odata.type': `#microsoft.graph.${type}`,
    id,
    status,
    clientContext,
    resultInfo: resultInfo && toResultInfo(resultInfo),
    ...(invitation && { participants: invitation.participants.map(toInvitation) }),
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

function ended(status: OperationStatus): boolean {
  return status === 'completed' || status === 'failed'
}
