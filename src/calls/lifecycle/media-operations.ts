import type { ResultInfo } from '../result-info.ts'
import type { CallRow, OperationRow } from '../rows.ts'
import { operationResults } from './results.ts'

/** How a media operation ends. */
export interface MediaOutcome {
  readonly status: 'completed' | 'failed'
  readonly resultInfo: ResultInfo | null
  readonly completionReason: string
}

interface MediaEndings {
  /** The app, a barge-in or the end of the call put an end to it. */
  readonly cancelled: MediaOutcome
  /** Something went wrong. @param result What; if left out, what usually does. */
  failed(result?: ResultInfo): MediaOutcome
}

/** The operations that take turns in a call's media, and how each ends before its time. */
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
  // Completed in all cases, and without a result: only the reason tells them apart.
  // https://learn.microsoft.com/graph/api/call-senddtmftones
  sendDtmfTonesOperation: {
    cancelled: { status: 'completed', resultInfo: null, completionReason: 'mediaOperationCanceled' },
    failed: () => ({ status: 'completed', resultInfo: null, completionReason: 'unknown' }),
  },
} as const satisfies Record<string, MediaEndings>

/** The reasons that /beta has for what its results say by number. */
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

/** Other operations of a call do not wait for their turn. */
export function isMedia(operation: OperationRow): operation is MediaOperationRow {
  return Object.hasOwn(MEDIA_ENDINGS, operation.type)
}

/** The media operation under way: there is one at a time. */
export function runningMedia({ operations }: Pick<CallRow, 'operations'>): MediaOperationRow | undefined {
  return operations.filter(isMedia).find(({ status }) => status === 'running')
}
