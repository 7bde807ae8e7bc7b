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
import type { AudioInput, MediaKind } from './media-kind.ts'
import { playPrompt } from './play-prompt.ts'
import { recordResponse } from './recording.ts'
import { sendTones } from './send-tones.ts'

// The media operations of a call run one after another, in the order of their requests.
// https://learn.microsoft.com/graph/api/call-cancelmediaprocessing

const KINDS: Readonly<Record<MediaType, MediaKind>> = {
  playPromptOperation: playPrompt,
  recordOperation: recordResponse,
  sendDtmfTonesOperation: sendTones,
}

/** The milestone of each kind's start, for scenarios that wait for it. */
const START_MILESTONES: Readonly<Record<MediaType, Milestone>> = {
  playPromptOperation: 'playPrompt',
  recordOperation: 'recordResponse',
  sendDtmfTonesOperation: 'sendDtmfTones',
}

type NewMediaOperation = Omit<NewOperation, 'status'> & { readonly type: MediaType }

/**
 * Adds an operation to the call's queue. It starts once the operations before it have ended and media is active.
 * @returns the operation's row, which is running if it could start at once.
 */
export function enqueueOperation(context: CallContext, callId: string, members: NewMediaOperation): OperationRow {
  if (members.recording?.bargeInAllowed) cancelOperations(context, callId)
  const added = addOperation(context, callId, { ...members, status: 'notStarted', version: 0 })
  startNextOperation(context, callId)
  return context.tx.require('calls', callId).operations.find(({ id }) => id === added.id) ?? added
}

/** Starts the first waiting operation, if media is active and no operation is running. */
export function startNextOperation(context: CallContext, callId: string): void {
  const call = context.tx.get('calls', callId)
  if (call?.mediaState !== 'active' || runningMedia(call)) return
  const next = call.operations.filter(isMedia).find(({ status }) => status === 'notStarted')
  if (!next) return
  const { now } = context
  const running = { ...next, status: 'running', startedAt: now } as const
  const { operation, end } = KINDS[next.type].evaluate(running, { now, speech: call.speech })
  changeOperation(context, callId, operation)
  // Even an operation of no length ends by a timer: a response with `running` promises a notification afterwards.
  scheduleEnd(context, callId, end.at)
  context.emitLater('milestone', { callId, milestone: START_MILESTONES[next.type] })
}

/**
 * Evaluates the running operation again, after a change of speech, a tone or its timer: ends it, or updates when it ends.
 * @param heard what is heard at this instant.
 */
export function reevaluateOperation(context: CallContext, callId: string, heard?: AudioInput['heard']): void {
  const call = context.tx.get('calls', callId)
  const running = call && runningMedia(call)
  if (!running) return
  const { operation, end } = KINDS[running.type].evaluate(running, { now: context.now, speech: call.speech, heard })
  if (end.at <= context.now) return endRunning(context, call, operation, end.outcome)
  if (operation !== running) changeOperation(context, callId, operation)
  scheduleEnd(context, callId, end.at)
}

/** Fails the running operation. @param result Default: the usual one of its kind. */
export function failOperation(context: CallContext, callId: string, result: ResultInfo | undefined): void {
  const call = context.tx.require('calls', callId)
  const running = runningMedia(call)
  if (running) endRunning(context, call, running, MEDIA_ENDINGS[running.type].failed(result))
}

/** Cancels the running and all waiting operations. The app is notified of each. */
export function cancelOperations(context: CallContext, callId: string): void {
  clearTimer(context, callId, 'media')
  const call = context.tx.get('calls', callId)
  for (const operation of call?.operations.filter(isMedia) ?? []) {
    if (isOpen(operation)) endMedia(context, callId, operation, MEDIA_ENDINGS[operation.type].cancelled)
  }
}

/** Ends the running operation and starts the next one. */
function endRunning(context: CallContext, call: CallRow, running: MediaOperationRow, outcome: MediaOutcome): void {
  clearTimer(context, call.id, 'media')
  const { complete } = KINDS[running.type]
  const source = { call, now: context.now, token: () => context.ids.token() }
  const completed = outcome.status === 'completed' ? complete?.(running, source) : undefined
  endMedia(context, call.id, completed ?? running, outcome)
  startNextOperation(context, call.id)
}

function endMedia(context: CallContext, callId: string, operation: MediaOperationRow, outcome: MediaOutcome): void {
  const { resultInfo, completionReason } = outcome
  const why = completionReason === 'unknown' && resultInfo ? resultInfo.message : completionReason
  endOperation(context, callId, operation, outcome, why)
}

function scheduleEnd(context: CallContext, callId: string, at: number): void {
  setTimer(context, callId, 'media', { after: Math.max(0, at - context.now), action: { type: 'mediaDue' } })
}
