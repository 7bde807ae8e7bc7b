import type { JsonObject } from '../../engine/values/json.ts'
import { selfOf } from '../lifecycle/participants.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow } from '../rows.ts'

/**
 * Converts a call to Graph's JSON, without annotations; the serializer adds missing properties.
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
    targets: call.targets.map((target) => ({ endpointType: null, languageId: null, region: null, ...target })),
    tenantId: call.tenantId,
    toneInfo: call.toneInfo ? { ...call.toneInfo } : null,
    incomingContext: call.incomingContext,
    transcription: call.kind === 'peerToPeer' ? null : { state: 'inactive', lastModifiedDateTime: call.createdAt },
    // Not in the metadata, but in Graph's examples: the type is open.
    answeredBy: toAnsweredBy(call),
    activeModalities: [],
    routingPolicies: [],
    ringingTimeoutInSeconds: null,
    terminationReason: call.state === 'terminated' ? toTerminationReason(call) : null,
    meetingCapability: null,
    ...toReplacesContext(call),
    ...(call.policyRecording && { applicationMetadata: { botData: call.policyRecording.botData } }),
    ...call.extras,
  }
}

/**
 * Converts a call as /beta shows it: with what is active and who answered.
 * @see https://learn.microsoft.com/graph/api/resources/call?view=graph-rest-beta
 */
export function toBetaCall(call: CallRow): JsonObject {
  const { establishedAt, direction, kind, participants, requestedModalities } = call
  if (establishedAt === undefined) return toCall(call)
  const by =
    direction === 'incoming' ? selfOf(call) : kind === 'peerToPeer' ? participants.find(({ self }) => !self) : undefined
  return {
    ...toCall(call),
    activeModalities: requestedModalities,
    answeredBy: by ? { identity: by.identity } : null,
  }
}

/** Who answered a redirected call. For a transferred call Graph does not provide this. */
function toAnsweredBy({ handover, participants, establishedAt }: CallRow): JsonObject | null {
  if (establishedAt !== undefined) return null
  const by = participants.find(({ id }) => id === handover?.answeredBy)
  return by ? { identity: by.identity } : null
}

/**
 * What a consultative transfer that failed was to replace: an opaque text in Graph, the id of the call here.
 * @see https://learn.microsoft.com/graph/api/call-transfer (example 2)
 */
function toReplacesContext({ state, kind, resultInfo, handover }: CallRow): JsonObject {
  const hasFailed = state === 'established' && kind === 'peerToPeer' && resultInfo && handover?.replacesCallId
  return hasFailed ? { replacesContext: hasFailed } : {}
}

/** In the last notification of a consultative transfer this is the only sign of the transfer. */
function toTerminationReason({ handover }: CallRow): string {
  return handover?.replacesCallId && handover.answeredBy ? 'AppTransferred' : 'CallTerminated'
}

export function toResultInfo({ code, subcode, message }: ResultInfo): JsonObject {
  return { code, subcode, message }
}
