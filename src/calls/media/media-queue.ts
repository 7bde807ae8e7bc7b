import type { Moment } from '../../engine/moment.ts'
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
import type { Occasion } from '../steps.ts'
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
const BEGINNINGS: Readonly<Record<MediaType, Occasion>> = {
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
export function enqueueOperation(moment: Moment, callId: string, given: NewMediaOperation): OperationRow {
  if (given.recording?.bargeInAllowed) cancelOperations(moment, callId)
  const added = addOperation(moment, callId, { ...given, status: 'notStarted', version: 0 })
  startNextOperation(moment, callId)
  return moment.tx.require('calls', callId).operations.find(({ id }) => id === added.id) ?? added
}

/** Starts the operation whose turn it is, if media flows and nothing else runs. */
export function startNextOperation(moment: Moment, callId: string): void {
  const call = moment.tx.get('calls', callId)
  if (call?.mediaState !== 'active' || runningMedia(call)) return
  const next = call.operations.filter(isMedia).find(({ status }) => status === 'notStarted')
  if (!next) return
  const { now } = moment
  const running = { ...next, status: 'running', startedAt: now } as const
  const { operation, end } = KINDS[next.type].consider(running, { now, speech: call.speech })
  changeOperation(moment, callId, operation)
  // Even what takes no time ends later: an answer that says `running` promises a notice.
  awaitEnd(moment, callId, end.at)
  moment.occasion(callId, BEGINNINGS[next.type])
}

/**
 * Something was heard, or time has passed: is the running operation over, and if not, when will it be?
 * @param heard `speech`, or the tone that was pressed just now.
 */
export function reconsiderOperation(moment: Moment, callId: string, heard?: Hearing['heard']): void {
  const call = moment.tx.get('calls', callId)
  const running = call && runningMedia(call)
  if (!running) return
  const { operation, end } = KINDS[running.type].consider(running, { now: moment.now, speech: call.speech, heard })
  if (end.at <= moment.now) return endRunning(moment, call, operation, end.outcome)
  if (operation !== running) changeOperation(moment, callId, operation)
  awaitEnd(moment, callId, end.at)
}

/** The operation under way fails. Without a reason it is the one that is usual for its kind. */
export function failOperation(moment: Moment, callId: string, result: ResultInfo | undefined): void {
  const call = moment.tx.require('calls', callId)
  const running = runningMedia(call)
  if (running) endRunning(moment, call, running, MEDIA_ENDINGS[running.type].failed(result))
}

/** Ends the running operation and all that wait, as cancelled. Each is told of. */
export function cancelOperations(moment: Moment, callId: string): void {
  clearTimer(moment, callId, 'media')
  const call = moment.tx.get('calls', callId)
  for (const operation of call?.operations.filter(isMedia) ?? []) {
    if (isOpen(operation)) endMedia(moment, callId, operation, MEDIA_ENDINGS[operation.type].cancelled)
  }
}

/** The running operation is over, and the next one has its turn. */
function endRunning(moment: Moment, call: CallRow, running: MediaOperationRow, outcome: MediaOutcome): void {
  clearTimer(moment, call.id, 'media')
  const { keep } = KINDS[running.type]
  const circumstances = { call, now: moment.now, token: () => moment.ids.token() }
  const kept = outcome.status === 'completed' ? keep?.(running, circumstances) : undefined
  endMedia(moment, call.id, kept ?? running, outcome)
  startNextOperation(moment, call.id)
}

function endMedia(moment: Moment, callId: string, operation: MediaOperationRow, outcome: MediaOutcome): void {
  const { resultInfo, completionReason } = outcome
  const why = completionReason === 'unknown' && resultInfo ? resultInfo.message : completionReason
  endOperation(moment, callId, operation, outcome, why)
}

function awaitEnd(moment: Moment, callId: string, at: number): void {
  setTimer(moment, callId, 'media', { after: Math.max(0, at - moment.now), happening: { type: 'mediaDue' } })
}
