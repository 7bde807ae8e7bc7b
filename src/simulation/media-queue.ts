import {
  isMedia,
  MEDIA_ENDINGS,
  type MediaOperationRow,
  type MediaOutcome,
  type MediaType,
  runningMedia,
} from '../calls/media-operations.ts'
import { operationNotification } from '../notifications/call-notification.ts'
import type { CallRow, OperationRow } from '../store/call-row.ts'
import type { ResultInfo } from '../store/result-info.ts'
import type { Hearing, MediaKind } from './media-kind.ts'
import type { Moment } from './moment.ts'
import { playPrompt } from './play-prompt.ts'
import { recordResponse } from './recording.ts'
import { sendTones } from './send-tones.ts'
import { clearTimer, setTimer } from './timers.ts'

// The media operations of a call run one after another, in the order in which they were asked for.
// https://learn.microsoft.com/graph/api/call-cancelmediaprocessing

const KINDS: Readonly<Record<MediaType, MediaKind>> = {
  playPromptOperation: playPrompt,
  recordOperation: recordResponse,
  sendDtmfTonesOperation: sendTones,
}

/** Puts an operation into the call's queue; it starts when it is its turn and media flows. */
export function enqueueOperation(moment: Moment, callId: string, operation: OperationRow): void {
  if (operation.recording?.bargeInAllowed) cancelOperations(moment, callId)
  const { operations } = moment.tx.require('calls', callId)
  moment.tx.update('calls', callId, (call) => {
    call.operations = [...operations, operation]
  })
  startNextOperation(moment, callId)
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
    if (isOpen(operation)) endOperation(moment, callId, operation, MEDIA_ENDINGS[operation.type].cancelled)
  }
}

/** The running operation is over, and the next one has its turn. */
function endRunning(moment: Moment, call: CallRow, running: MediaOperationRow, outcome: MediaOutcome): void {
  clearTimer(moment, call.id, 'media')
  const { keep } = KINDS[running.type]
  const circumstances = { call, now: moment.now, token: () => moment.ids.token() }
  const kept = outcome.status === 'completed' ? keep?.(running, circumstances) : undefined
  endOperation(moment, call.id, kept ?? running, outcome)
  startNextOperation(moment, call.id)
}

/** The last notice of an operation is that it is gone. https://learn.microsoft.com/graph/api/resources/commsoperation */
function endOperation(moment: Moment, callId: string, operation: OperationRow, outcome: MediaOutcome): void {
  const ended = { ...operation, ...outcome, version: operation.version + 1 }
  changeOperation(moment, callId, ended)
  const { id: operationId, type, status, resultInfo, completionReason } = ended
  const why = completionReason === 'unknown' && resultInfo ? resultInfo.message : completionReason
  moment.note({ type: 'operation', callId, operationId, operation: type, status, why })
  moment.tell(operationNotification(moment.tx.require('calls', callId), ended, 'deleted'))
}

function awaitEnd(moment: Moment, callId: string, at: number): void {
  setTimer(moment, callId, 'media', { after: Math.max(0, at - moment.now), happening: { type: 'mediaDue' } })
}

function changeOperation({ tx }: Moment, callId: string, changed: OperationRow): void {
  const { operations } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.operations = operations.map((operation) => (operation.id === changed.id ? changed : operation))
  })
}

function isOpen({ status }: OperationRow): boolean {
  return status === 'notStarted' || status === 'running'
}
