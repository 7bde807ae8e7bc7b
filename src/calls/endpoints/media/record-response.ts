import type { EndpointRequest, OutboundRequests } from '../../../graph/endpoint/endpoint.ts'
import type { CallContext } from '../../context.ts'
import { defineEndpoint } from '../../endpoint.ts'
import { BEEP_LENGTH_MS } from '../../lifecycle/limits.ts'
import { enqueueOperation } from '../../media/media-queue.ts'
import type { CallRow, OperationRow, PromptRow } from '../../rows.ts'
import { callPermissions } from '../call-permissions.ts'
import { operationReply } from '../call-reply.ts'
import { requireClientContext, requireCount, requireRange } from '../check-argument.ts'
import { requireActiveAudio, requireCall, requireMedia } from '../require-call.ts'
import { type MediaPrompt, measurePrompts } from './measure-prompts.ts'

interface RecordRequest {
  readonly prompts?: readonly MediaPrompt[] | null
  readonly bargeInAllowed?: boolean | null
  readonly initialSilenceTimeoutInSeconds?: number | null
  readonly maxSilenceTimeoutInSeconds?: number | null
  readonly maxRecordDurationInSeconds?: number | null
  readonly playBeep?: boolean | null
  readonly stopTones?: readonly string[] | null
  readonly clientContext?: string | null
}

/** All have the same limits and default. @see https://learn.microsoft.com/graph/api/call-record */
const TIMES = ['initialSilenceTimeoutInSeconds', 'maxSilenceTimeoutInSeconds', 'maxRecordDurationInSeconds'] as const
const DEFAULT_SECONDS = 5

const shared = {
  method: 'POST',
  permissions: callPermissions(['Calls.AccessMedia.All']),
  check(
    context: CallContext,
    { strict }: EndpointRequest,
    params: Readonly<Record<string, string>>,
    body: RecordRequest,
  ) {
    const call = requireCall(context, params)
    requireMedia(call, strict)
    requireActiveAudio(call, strict)
    requireCount('prompts', body.prompts ?? [], 0, 1)
    requireClientContext(body.clientContext)
    for (const name of TIMES) requireRange(name, body[name] ?? DEFAULT_SECONDS, 1, 120)
  },
  prepare: (outbound: OutboundRequests, request: EndpointRequest, _: unknown, { prompts }: RecordRequest) =>
    measurePrompts(outbound, request, prompts ?? []),
} as const

/**
 * Record a response.
 * @see https://learn.microsoft.com/graph/api/call-record
 */
export const recordResponse = defineEndpoint<RecordRequest, PromptRow>({
  ...shared,
  path: '/communications/calls/:callId/recordResponse',
  body: { action: 'microsoft.graph.recordResponse', optional: true },
  run(context, request, params, body, prompt) {
    const call = requireCall(context, params)
    return operationReply(call, record(context, request, call, { ...body, prompt }))
  },
})

/**
 * Record a response (first draft).
 *
 * The action in Graph's first draft: prompts may be empty, and the response is wrapped in `value`.
 * @see https://learn.microsoft.com/graph/api/call-record
 */
export const recordResponseFirstDraft = defineEndpoint<RecordRequest, PromptRow>({
  ...shared,
  path: '/communications/calls/:callId/record',
  body: { action: 'microsoft.graph.recordResponse', optional: true, optionalMembers: ['mediaInfo'] },
  run(context, request, params, body, prompt) {
    const call = requireCall(context, params)
    const { location, ...reply } = operationReply(call, record(context, request, call, { ...body, prompt }))
    return { ...reply, wrapped: true }
  },
})

/** Adds the recording to the media queue of the call. */
function record(
  context: CallContext,
  { beta }: EndpointRequest,
  call: CallRow,
  body: RecordRequest & { readonly prompt: PromptRow },
): OperationRow {
  const recording = {
    stopTones: body.stopTones ?? [],
    bargeInAllowed: body.bargeInAllowed ?? false,
    initialSilenceTimeoutMs: toMs(body.initialSilenceTimeoutInSeconds),
    maxSilenceTimeoutMs: toMs(body.maxSilenceTimeoutInSeconds),
    maxRecordDurationMs: toMs(body.maxRecordDurationInSeconds),
    prompt: body.prompt,
    beepMs: (body.playBeep ?? true) ? BEEP_LENGTH_MS : 0,
  }
  const { clientContext = null } = body
  return enqueueOperation(context, call.id, { type: 'recordOperation', clientContext, beta, recording })
}

function toMs(seconds: number | null | undefined): number {
  return (seconds ?? DEFAULT_SECONDS) * 1000
}
