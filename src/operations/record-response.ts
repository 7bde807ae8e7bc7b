import { BEEP_LENGTH_MS, PROMPT_LENGTH_MS } from '../calls/limits.ts'
import type { JsonObject } from '../edm/json.ts'
import { enqueueOperation } from '../simulation/media-queue.ts'
import type { Moment } from '../simulation/moment.ts'
import type { CallRow, OperationRow } from '../store/call-row.ts'
import { operationReply } from './call-reply.ts'
import { requireClientContext, requireCount, requireRange } from './check-argument.ts'
import { defineOperation, type OperationRequest } from './define.ts'
import { requireOperation } from './get-operation.ts'
import { callPermissions } from './permissions.ts'
import { requireCall, requireMedia } from './require-call.ts'

interface RecordRequest {
  readonly prompts?: readonly JsonObject[] | null
  readonly bargeInAllowed?: boolean | null
  readonly initialSilenceTimeoutInSeconds?: number | null
  readonly maxSilenceTimeoutInSeconds?: number | null
  readonly maxRecordDurationInSeconds?: number | null
  readonly playBeep?: boolean | null
  readonly stopTones?: readonly string[] | null
  readonly clientContext?: string | null
}

const shared = {
  method: 'POST',
  doc: 'https://learn.microsoft.com/graph/api/call-record',
  permissions: callPermissions(['Calls.AccessMedia.All']),
} as const

export const recordResponse = defineOperation<RecordRequest>({
  ...shared,
  path: '/communications/calls/:callId/recordResponse',
  title: 'Record a response',
  body: { action: 'microsoft.graph.recordResponse', optional: true },
  run(moment, request, params, body) {
    const call = requireCall(moment, params)
    return operationReply(call, record(moment, call, request, body))
  },
})

/** The first draft of recordResponse: its prompts may be empty, and its answer is wrapped. */
export const recordOperation = defineOperation<RecordRequest>({
  ...shared,
  path: '/communications/calls/:callId/record',
  title: 'Record a response (first draft)',
  body: { action: 'microsoft.graph.recordResponse', optional: true, mayLack: ['mediaInfo'] },
  run(moment, request, params, body) {
    const call = requireCall(moment, params)
    const { location, ...reply } = operationReply(call, record(moment, call, request, body))
    return { ...reply, wrapped: true }
  },
})

/** Puts the recording into the call's queue. @see https://learn.microsoft.com/graph/api/call-record (defaults and limits) */
function record(moment: Moment, call: CallRow, { strict }: OperationRequest, body: RecordRequest): OperationRow {
  requireMedia(call, strict)
  const {
    initialSilenceTimeoutInSeconds: initialSilence,
    maxSilenceTimeoutInSeconds: maxSilence,
    maxRecordDurationInSeconds: maxDuration,
  } = body
  const prompts = body.prompts ?? []
  requireCount('prompts', prompts, 0, 1)
  requireClientContext(body.clientContext)

  const id = moment.ids.guid()
  enqueueOperation(moment, call.id, {
    id,
    type: 'recordOperation',
    status: 'notStarted',
    version: 0,
    clientContext: body.clientContext ?? null,
    resultInfo: null,
    recording: {
      stopTones: body.stopTones ?? [],
      bargeInAllowed: body.bargeInAllowed ?? false,
      initialSilenceTimeoutMs: seconds('initialSilenceTimeoutInSeconds', initialSilence),
      maxSilenceTimeoutMs: seconds('maxSilenceTimeoutInSeconds', maxSilence),
      maxRecordDurationMs: seconds('maxRecordDurationInSeconds', maxDuration),
      // A prompt without media plays nothing.
      promptMs: prompts.some(({ mediaInfo }) => mediaInfo) ? PROMPT_LENGTH_MS : 0,
      beepMs: (body.playBeep ?? true) ? BEEP_LENGTH_MS : 0,
    },
  })
  return requireOperation(moment, call.id, id)
}

function seconds(name: string, value: number | null | undefined): number {
  requireRange(name, value ?? 5, 1, 120)
  return (value ?? 5) * 1000
}
