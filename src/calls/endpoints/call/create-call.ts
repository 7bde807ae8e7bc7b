import { toIdentitySet } from '../../../directory/identity-set.ts'
import { isJsonObject, type JsonObject } from '../../../engine/values/json.ts'
import type { EndpointReply } from '../../../graph/endpoint/endpoint-reply.ts'
import { saysType } from '../../../graph/odata/json/type-annotation.ts'
import { toInvitedParticipant } from '../../behaviour/invitation.ts'
import { createCall, type NewCall } from '../../behaviour/new-call.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { callErrors } from '../../errors.ts'
import { GROUP_CALL_LIMIT, RINGING_TIMEOUT_LIMIT } from '../../lifecycle/limits.ts'
import type { CallKind, Modality } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { callReply } from '../call-reply.ts'
import { requireCallbackUri, requireCount, requireIdentity, requireRange } from '../check-argument.ts'
import { mediaNeeds, toMediaConfig } from '../media-config.ts'
import { requireDistinct } from '../require-distinct.ts'
import { requireInstanceForPhones } from '../require-phones.ts'
import { joinMeeting, type MeetingJoin } from './join-meeting.ts'

/** The properties of a call that a client can set; all others are ignored. */
interface CreateCallRequest {
  readonly callbackUri?: string | null
  readonly requestedModalities?: readonly Modality[] | null
  readonly mediaConfig?: JsonObject | null
  readonly source?: JsonObject | null
  readonly targets?: readonly JsonObject[] | null
  readonly subject?: string | null
  readonly tenantId?: string | null
  readonly chatInfo?: JsonObject | null
  readonly meetingInfo?: JsonObject | null
  readonly callOptions?: JsonObject | null
  readonly ringingTimeoutInSeconds?: number | null
  readonly routingPolicies?: readonly string[] | null
}

/** Any one of them is enough. @see https://learn.microsoft.com/graph/api/application-post-calls#permissions */
const PERMISSIONS: Readonly<Record<CallKind, readonly string[]>> = {
  peerToPeer: ['Calls.Initiate.All'],
  group: ['Calls.InitiateGroupCall.All'],
  meeting: ['Calls.JoinGroupCall.All', 'Calls.JoinGroupCallAsGuest.All', 'Calls.JoinGroupCall.Chat'],
}

/**
 * Create a call, or join a meeting.
 *
 * One target makes a peer-to-peer call, several a group call; meetingInfo joins a meeting. `/$ref` is from Graph's first
 * draft.
 * @see https://learn.microsoft.com/graph/api/application-post-calls
 */
export const createCallEndpoint = defineEndpoint<CreateCallRequest>({
  method: 'POST',
  path: '/communications/calls',
  alsoAt: ['/communications/calls/$ref'],
  permissions: ({ services }, _, body) => ({
    ...callPermissions(PERMISSIONS[kindOf(body)], ...mediaNeeds(body.mediaConfig)),
    tenant: { id: body.tenantId ?? services.directory.tenantId },
  }),
  body: { entity: 'microsoft.graph.call' },
  run(context, request, _, body) {
    if (request.strict) checkRequest(body)
    const { targets, others, coordinates } = readTargets(context, body)
    const guest = kindOf(body) === 'meeting' ? toGuest(context, body.source) : undefined
    const call = createCall(context, {
      direction: 'outgoing',
      kind: kindOf(body),
      callbackUri: body.callbackUri ?? '',
      serviceRoot: request.serviceRoot,
      requestedModalities: body.requestedModalities ?? ['audio'],
      source: guest?.source ?? body.source ?? { identity: context.services.appIdentity },
      appIdentity: guest?.identity,
      targets,
      others,
      members: {
        mediaConfig: body.mediaConfig ? toMediaConfig(context, body.mediaConfig) : null,
        subject: body.subject ?? null,
        // Graph's examples show it for a group call also when the client does not send it.
        tenantId: body.tenantId ?? (kindOf(body) === 'group' ? context.services.directory.tenantId : null),
        chatInfo: body.chatInfo ?? null,
        meetingInfo: body.meetingInfo ?? null,
        callOptions: body.callOptions ?? null,
        ...coordinates,
        ...(request.beta && { extras: betaMembers(body) }),
      },
      ...(request.beta && body.ringingTimeoutInSeconds && { ringLimitMs: body.ringingTimeoutInSeconds * 1000 }),
    })
    return request.strict ? callReply(call, 201) : echoReply(call.id, body)
  },
})

/** An app may join a meeting as a guest, under a name of its own. Without an id, the guest gets one. */
function toGuest({ ids }: CallContext, source: JsonObject | null | undefined) {
  const identity = source?.identity
  const guest = isJsonObject(identity) ? identity.guest : undefined
  if (!isJsonObject(identity) || !isJsonObject(guest)) return undefined
  const named = { ...guest, id: typeof guest.id === 'string' && guest.id !== '' ? guest.id : ids.guid() }
  return {
    source: { ...source, identity: { ...identity, guest: named } },
    identity: toIdentitySet({ guest: { ...named, displayName: guest.displayName ?? null } }),
  }
}

/** @see https://learn.microsoft.com/graph/api/resources/call (the required properties of each kind of call) */
function checkRequest(body: CreateCallRequest): void {
  const { callbackUri, mediaConfig, targets, meetingInfo, source, callOptions } = body
  if (!callbackUri) throw callErrors.invalidArgument('callbackUri', 'it is required.')
  requireCallbackUri('callbackUri', callbackUri)
  if (!mediaConfig) throw callErrors.invalidArgument('mediaConfig', 'it is required.')
  if (!meetingInfo && !targets?.length) {
    throw callErrors.invalidArgument(
      'targets',
      'it is required: one target for a peer-to-peer call, several for a group call, or a meetingInfo instead to join a meeting.',
    )
  }
  if (meetingInfo && targets?.length) {
    throw callErrors.invalidArgument(
      'targets',
      'targets and meetingInfo cannot be combined. Use targets for a call, or meetingInfo to join a meeting.',
    )
  }
  if (targets) {
    requireCount('targets', targets, 0, GROUP_CALL_LIMIT)
    for (const [index, { identity }] of targets.entries()) requireIdentity(`targets[${index}].identity`, identity)
    requireDistinct('targets', targets)
    requireInstanceForPhones(targets, source)
  }
  if (meetingInfo) checkMeeting(meetingInfo, body)
  if (saysType(callOptions, 'microsoft.graph.incomingCallOptions')) {
    throw callErrors.invalidArgument('callOptions', 'incomingCallOptions are for answering. Use outgoingCallOptions.')
  }
}

/** @see https://learn.microsoft.com/graph/api/application-post-calls (examples 5 to 8) */
function checkMeeting(meetingInfo: JsonObject, { chatInfo, tenantId }: CreateCallRequest): void {
  if (saysType(meetingInfo, 'microsoft.graph.organizerMeetingInfo') && !chatInfo?.threadId) {
    throw callErrors.invalidArgument('chatInfo', 'its threadId is required to join by organizerMeetingInfo.')
  }
  if (meetingInfo.joinMeetingId === '') throw callErrors.meetingNotJoined('the joinMeetingId is empty.')
  if (meetingInfo.organizer) requireIdentity('meetingInfo.organizer', meetingInfo.organizer)
  if (!tenantId) {
    throw callErrors.tenantMismatch(
      `'tenantId' is required to join a meeting${
        meetingInfo.tenantId ? '. It is a property of the call, beside meetingInfo and not inside' : ''
      }`,
    )
  }
}

function kindOf({ targets, meetingInfo }: CreateCallRequest): CallKind {
  if (meetingInfo && !targets?.length) return 'meeting'
  return (targets?.length ?? 0) > 1 ? 'group' : 'peerToPeer'
}

function readTargets(
  context: CallContext,
  body: CreateCallRequest,
): Pick<NewCall, 'targets' | 'others'> & Partial<MeetingJoin> {
  const { meetingInfo } = body
  if (meetingInfo && kindOf(body) === 'meeting')
    return { targets: [], ...joinMeeting(context, { ...body, meetingInfo }) }
  const targets = body.targets ?? []
  // Under a lenient base segment targets may be empty: then one unknown callee rings.
  return {
    targets,
    others: (targets.length > 0 ? targets : [{}]).map((target) => toInvitedParticipant(context, target)),
  }
}

/**
 * The properties of a peer-to-peer call that exist only on /beta.
 * @see https://learn.microsoft.com/graph/api/resources/call?view=graph-rest-beta
 */
function betaMembers(body: CreateCallRequest): JsonObject {
  const { ringingTimeoutInSeconds: seconds = null, routingPolicies } = body
  if (kindOf(body) !== 'peerToPeer' && (seconds !== null || routingPolicies?.length)) {
    throw callErrors.invalidArgument(
      seconds === null ? 'routingPolicies' : 'ringingTimeoutInSeconds',
      'it is only for peer-to-peer calls.',
    )
  }
  if (seconds !== null) requireRange('ringingTimeoutInSeconds', seconds, 1, RINGING_TIMEOUT_LIMIT)
  return { ringingTimeoutInSeconds: seconds, routingPolicies: routingPolicies ?? [] }
}

/** Under a lenient base segment the response repeats the request, placeholders included, with the id of the call. */
function echoReply(id: string, body: CreateCallRequest): EndpointReply {
  return {
    kind: 'json',
    status: 201,
    json: { '@odata.type': '#microsoft.graph.call', ...body, id },
    location: `/communications/calls/${id}`,
  }
}
