import type { ResultInfo } from '../result-info.ts'
import type { CallRow, OperationRow } from '../rows.ts'
import { operationResults } from './results.ts'

/** The end of a media operation. */
export interface MediaOutcome {
  readonly status: 'completed' | 'failed'
  readonly resultInfo: ResultInfo | null
  readonly completionReason: string
}

interface MediaEndings {
  /** Ended by the app, by a barge-in or with the call. */
  readonly cancelled: MediaOutcome
  /** Failed. @param result Default: the usual failure of this type. */
  failed(result?: ResultInfo): MediaOutcome
}

/** The operations that share the media queue of a call, and their ends when they do not complete. */
export const MEDIA_ENDINGS = {
  playPromptOperation: {
    cancelled: {
      status: 'failed',
      resultInfo: operationResults.cancelled,
      completionReason: 'mediaOperationCanceled',
    },
    failed: (result = operationResults.promptFailed) => ({
      status: 'failed',
      resultInfo: result,
      completionReason: 'unknown',
    }),
  },
  recordOperation: {
    cancelled: { status: 'failed', resultInfo: operationResults.cancelled, completionReason: 'operationCanceled' },
    failed: (result = operationResults.mediaReceiveTimeout) => ({
      status: 'failed',
      resultInfo: result,
      completionReason: RECORD_FAILURES[result.subcode] ?? 'unspecifiedError',
    }),
  },
  // Always completed and without a result: only the reason differs.
  // https://learn.microsoft.com/graph/api/call-senddtmftones
  sendDtmfTonesOperation: {
    cancelled: { status: 'completed', resultInfo: null, completionReason: 'mediaOperationCanceled' },
    failed: () => ({ status: 'completed', resultInfo: null, completionReason: 'unknown' }),
  },
} as const satisfies Record<string, MediaEndings>

/** The completionReason on /beta for each subcode. */
const RECORD_FAILURES: Readonly<Record<number, string>> = {
  [operationResults.cancelled.subcode]: 'operationCanceled',
  [operationResults.initialSilenceTimeout.subcode]: 'initialSilenceTimeout',
  [operationResults.promptFailed.subcode]: 'playPromptFailed',
  [operationResults.badPromptFormat.subcode]: 'playPromptFailed',
  [operationResults.promptNotDownloaded.subcode]: 'playPromptFailed',
  [operationResults.beepFailed.subcode]: 'playBeepFailed',
  [operationResults.mediaReceiveTimeout.subcode]: 'mediaReceiveTimeout',
}

export type MediaType = keyof typeof MEDIA_ENDINGS
export type MediaOperationRow = OperationRow & { readonly type: MediaType }

/** Whether an operation takes its turn in the media queue; other operations start at once. */
export function isMedia(operation: OperationRow): operation is MediaOperationRow {
  return Object.hasOwn(MEDIA_ENDINGS, operation.type)
}

/** The running media operation; there is at most one. */
export function runningMedia({ operations }: Pick<CallRow, 'operations'>): MediaOperationRow | undefined {
  return operations.filter(isMedia).find(({ status }) => status === 'running')
}
