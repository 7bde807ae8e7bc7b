import { isJsonObject, type JsonObject } from '../../engine/values/json.ts'
import type { OperationRow, OperationStatus } from '../rows.ts'
import { toResultInfo } from './to-call.ts'

/**
 * Converts an operation to Graph's JSON, with the properties of its own type.
 * @see https://learn.microsoft.com/graph/api/resources/commsoperation
 */
export function toOperation(operation: OperationRow): JsonObject {
  const { id, type, status, clientContext, resultInfo, completionReason, invitation, recording, prompts } = operation
  const common = {
    '@odata.type': `#microsoft.graph.${type}`,
    id,
    status,
    clientContext,
    resultInfo: resultInfo && toResultInfo(resultInfo),
    ...(invitation && { participants: invitation.participants.map(toInvitation) }),
    ...(prompts && hasEnded(status) && { prompts: prompts.map(toPrompt) }),
    ...(completionReason !== undefined && showsReason(operation) && { completionReason }),
  }
  if (!recording) return common
  return {
    ...common,
    recordingLocation: hasEnded(status) ? (recording.location ?? '') : null,
    recordingAccessToken: hasEnded(status) ? (recording.accessToken ?? '') : null,
  }
}

/** An invited participant, with the properties that are null in Graph's examples. @see https://learn.microsoft.com/graph/api/participant-invite */
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
 * Whether Graph shows the completionReason: on /beta for all media operations, on v1.0 for sendDtmfTones, in its example of
 * a cancelled recording, and in real notifications of prompts.
 * @see https://learn.microsoft.com/graph/api/call-cancelmediaprocessing
 */
function showsReason({ type, beta, completionReason }: OperationRow): boolean {
  return beta === true || ALWAYS_WITH_REASON.includes(type) || completionReason === 'operationCanceled'
}

const ALWAYS_WITH_REASON = ['sendDtmfTonesOperation', 'playPromptOperation']

/** Graph has no other prompts than mediaPrompt, so a client may leave the type out. */
function toPrompt(prompt: JsonObject): JsonObject {
  return { '@odata.type': '#microsoft.graph.mediaPrompt', ...prompt }
}

function hasEnded(status: OperationStatus): boolean {
  return status === 'completed' || status === 'failed'
}
