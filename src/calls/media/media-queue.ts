import type { CallContext } from '../context.ts'
import {
  isMedia,
  MEDIA_ENDINGS,
  type MediaOperationRow,
  type MediaOutcome,
  type MediaType,
  runningMedia,
} from '../lifecycle/media-operations.ts'
import type { ResultInfo } from '../result-info.ts'
import type { CallRow, OperationRow } from '../rows.ts'
import type { Milestone } from '../steps.ts'
import { addOperation, changeOperation, endOperation, isOpen, type NewOperation } from '../updates/operations.ts'
import { clearTimer, setTimer } from '../updates/timers.ts'
import type { Hearing, MediaKind } from './media-kind.ts'
import { playPrompt } from './play-prompt.ts'
import { recordResponse } from './recording.ts'
import { sendTones } from './send-tones.ts'

// The media operations of a call run one after another, in the order in which they were asked for.
// https://learn.microsoft.com/graph/api/call-cancelmediaprocessing

const KINDS: Readonly<Record<MediaType, MediaKind>> = {
  playPromptOperation: playPrompt,
  recordOperation: recordResponse,
  sendDtmfTonesOperation: sendTones,
}

/** What scenarios can wait for. */
const BEGINNINGS: Readonly<Record<MediaType, Milestone>> = {
  playPromptOperation: 'playPrompt',
  recordOperation: 'recordResponse',
  sendDtmfTonesOperation: 'sendDtmfTones',
}

/** What is asked for: its type, and what it plays, records or sends. */
type NewMediaOperation = Omit<NewOperation, 'status'> & { readonly type: MediaType }

/**
 * Puts an operation into the call's queue; it starts when it is its turn and media flows.
 * @returns how it stands then: running, or waiting.
 */
export function enqueueOperation(context: CallContext, callId: string, given: NewMediaOperation): OperationRow {
  if (given.recording?.bargeInAllowed) cancelOperations(context, callId)
  const added = addOperation(context, callId, { ...given, status: 'notStarted', version: 0 })
  startNextOperation(context, callId)
  return context.tx.require('calls', callId).operations.find(({ id }) => id === added.id) ?? added
}

/** Starts the operation whose turn it is, if media flows and nothing else runs. */
export function startNextOperation(context: CallContext, callId: string): void {
  const call = context.tx.get('calls', callId)
  if (call?.mediaState !== 'active' || runningMedia(call)) return
  const next = call.operations.filter(isMedia).find(({ status }) => status === 'notStarted')
  if (!next) return
  const { now } = context
  const running = { ...next, status: 'running', startedAt: now } as const
  const { operation, end } = KINDS[next.type].consider(running, { now, speech: call.speech })
  changeOperation(context, callId, operation)
  // Even what takes no time ends later: an answer that says `running` promises a notice.
  awaitEnd(context, callId, end.at)
  context.emitLater('milestone', { callId, milestone: BEGINNINGS[next.type] })
}

/**
 * Something was heard, or time has passed: is the running operation over, and if not, when will it be?
 * @param heard `speech`, or the tone that was pressed just now.
 */
export function reevaluateOperation(context: CallContext, callId: string, heard?: Hearing['heard']): void {
  const call = context.tx.get('calls', callId)
  const running = call && runningMedia(call)
  if (!running) return
  const { operation, end } = KINDS[running.type].consider(running, { now: context.now, speech: call.speech, heard })
  if (end.at <= context.now) return endRunning(context, call, operation, end.outcome)
  if (operation !== running) changeOperation(context, callId, operation)
  awaitEnd(context, callId, end.at)
}

/** The operation under way fails. Without a reason it is the one that is usual for its kind. */
export function failOperation(context: CallContext, callId: string, result: ResultInfo | undefined): void {
  const call = context.tx.require('calls', callId)
  const running = runningMedia(call)
  if (running) endRunning(context, call, running, MEDIA_ENDINGS[running.type].failed(result))
}

/** Ends the running operation and all that wait, as cancelled. Each is told of. */
export function cancelOperations(context: CallContext, callId: string): void {
  clearTimer(context, callId, 'media')
  const call = context.tx.get('calls', callId)
  for (const operation of call?.operations.filter(isMedia) ?? []) {
    if (isOpen(operation)) endMedia(context, callId, operation, MEDIA_ENDINGS[operation.type].cancelled)
  }
}

/** The running operation is over, and the next one has its turn. */
function endRunning(context: CallContext, call: CallRow, running: MediaOperationRow, outcome: MediaOutcome): void {
  clearTimer(context, call.id, 'media')
  const { keep } = KINDS[running.type]
  const circumstances = { call, now: context.now, token: () => context.ids.token() }
  const kept = outcome.status === 'completed' ? keep?.(running, circumstances) : undefined
  endMedia(context, call.id, kept ?? running, outcome)
  startNextOperation(context, call.id)
}

function endMedia(context: CallContext, callId: string, operation: MediaOperationRow, outcome: MediaOutcome): void {
  const { resultInfo, completionReason } = outcome
  const why = completionReason === 'unknown' && resultInfo ? resultInfo.message : completionReason
  endOperation(context, callId, operation, outcome, why)
}

function awaitEnd(context: CallContext, callId: string, at: number): void {
  setTimer(context, callId, 'media', { after: Math.max(0, at - context.now), action: { type: 'mediaDue' } })
}
