import { isJsonObject, type JsonObject } from '../edm/json.ts'
import { GraphError } from '../odata/errors.ts'
import { completeIdentity } from '../simulation/directory.ts'
import { createCall } from '../simulation/new-call.ts'
import type { Modality } from '../store/call-row.ts'
import { callReply } from './call-reply.ts'
import { requireCallbackUri } from './check-argument.ts'
import { defineOperation, type Reply } from './define.ts'

/** The members of a call that a client gives; the others are the service's, and ignored. */
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
}

/** `/$ref` is where the first draft of this API had it. */
export const createCallOperation = defineOperation<CreateCallRequest>({
  method: 'POST',
  path: '/communications/calls',
  alsoAt: ['/communications/calls/$ref'],
  title: 'Create a call',
  doc: 'https://learn.microsoft.com/graph/api/application-post-calls',
  body: { entity: 'microsoft.graph.call' },
  run(moment, request, _, body) {
    if (request.strict) checkRequest(body)
    const call = createCall(moment, {
      direction: 'outgoing',
      callbackUri: body.callbackUri ?? '',
      serviceRoot: request.serviceRoot,
      requestedModalities: body.requestedModalities ?? ['audio'],
      other: completeIdentity(moment.settings.directory, identityOf(body.targets?.[0])),
      source: body.source ?? { identity: moment.settings.appIdentity },
      targets: body.targets ?? [],
      given: {
        mediaConfig: body.mediaConfig ?? null,
        subject: body.subject ?? null,
        tenantId: body.tenantId ?? null,
        chatInfo: body.chatInfo ?? null,
        meetingInfo: body.meetingInfo ?? null,
        callOptions: body.callOptions ?? null,
      },
    })
    return request.strict ? callReply(call, 201) : echoReply(call.id, body)
  },
})

/** @see https://learn.microsoft.com/graph/api/resources/call (what is required of a peer-to-peer call) */
function checkRequest({ callbackUri, mediaConfig, targets, meetingInfo }: CreateCallRequest): void {
  if (!callbackUri) throw new GraphError('invalidArgument', 'callbackUri', 'it is required.')
  requireCallbackUri('callbackUri', callbackUri)
  if (!mediaConfig) throw new GraphError('invalidArgument', 'mediaConfig', 'it is required.')
  if (meetingInfo) throw new GraphError('notSupported', 'joining a meeting (meetingInfo) is not emulated.')
  if (!targets?.length) throw new GraphError('invalidArgument', 'targets', 'a call needs somebody to call: one target.')
  if (targets.length > 1)
    throw new GraphError('notSupported', `a group call (${targets.length} targets) is not emulated; give one target.`)
}

function identityOf(target: JsonObject | undefined): JsonObject {
  const identity = target?.identity
  return isJsonObject(identity) ? identity : {}
}

/** Under a lenient base segment a client gets back what it wrote, placeholders included, with the call's id. */
function echoReply(id: string, body: CreateCallRequest): Reply {
  return {
    kind: 'json',
    status: 201,
    json: { '@odata.type': '#microsoft.graph.call', ...body, id },
    location: `/communications/calls/${id}`,
  }
}
