import type { JsonObject } from '../../engine/values/json.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow } from '../rows.ts'

/**
 * A call as Graph shows it, before annotations: members that are not there are left to the serializer.
 * @see https://learn.microsoft.com/graph/api/resources/call
 */
export function toCall(call: CallRow): JsonObject {
  return {
    '@odata.type': '#microsoft.graph.call',
    id: call.id,
    state: call.state,
    direction: call.direction,
    callbackUri: call.callbackUri,
    callChainId: call.callChainId,
    callOptions: call.callOptions,
    chatInfo: call.chatInfo,
    mediaConfig: call.mediaConfig,
    mediaState: call.mediaState ? { audio: call.mediaState } : null,
    meetingInfo: call.meetingInfo,
    myParticipantId: call.myParticipantId,
    requestedModalities: call.requestedModalities,
    resultInfo: call.resultInfo ? toResultInfo(call.resultInfo) : null,
    source: call.source,
    subject: call.subject,
    targets: call.targets,
    tenantId: call.tenantId,
    toneInfo: call.toneInfo ? { ...call.toneInfo } : null,
    incomingContext: call.incomingContext,
    transcription: call.kind === 'peerToPeer' ? null : { state: 'inactive', lastModifiedDateTime: call.createdAt },
    // Members of the open type that Graph's examples show.
    answeredBy: toAnsweredBy(call),
    activeModalities: [],
    routingPolicies: [],
    ringingTimeoutInSeconds: null,
    terminationReason: call.state === 'terminated' ? toTerminationReason(call) : null,
    meetingCapability: null,
    ...(call.policyRecording && { applicationMetadata: { botData: call.policyRecording.botData } }),
    ...call.extras,
  }
}

/** Who took a call that the app has redirected; Graph does not say who took one that was transferred. */
function toAnsweredBy({ handover, participants, establishedAt }: CallRow): JsonObject | null {
  if (establishedAt !== undefined) return null
  const by = participants.find(({ id }) => id === handover?.answeredBy)
  return by ? { identity: by.identity } : null
}

/** The last notice of a consultative transfer says by this alone what has happened. */
function toTerminationReason({ handover }: CallRow): string {
  return handover?.replacesCallId && handover.answeredBy ? 'AppTransferred' : 'CallTerminated'
}

export function toResultInfo({ code, subcode, message }: ResultInfo): JsonObject {
  return { code, subcode, message }
}
