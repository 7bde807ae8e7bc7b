import { operationResults } from '../calls/results.ts'
import { operationNotification } from '../notifications/call-notification.ts'
import type { CallRow, OperationRow, RecordingRow } from '../store/call-row.ts'
import type { ResultInfo } from '../store/result-info.ts'
import type { Moment } from './moment.ts'
import { hear, type RecordingEnd, startRecording, toTake } from './recording.ts'
import { clearTimer, setTimer } from './timers.ts'

// The media operations of a call run one after another, in the order in which they were asked for.
// https://learn.microsoft.com/graph/api/call-cancelmediaprocessing

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
  if (call?.mediaState !== 'active' || runningOperation(call)) return
  const next = call.operations.find(({ status }) => status === 'notStarted')
  if (!next) return
  const { recording } = next
  changeOperation(moment, callId, {
    ...next,
    status: 'running',
    ...(recording && { recording: startRecording(recording, moment.now) }),
  })
  reconsiderOperation(moment, callId)
}

/**
 * Something was heard, or time has passed: is the running operation over, and if not, when will it be?
 * @param heard `speech`, or the tone that was pressed just now.
 */
export function reconsiderOperation(
  moment: Moment,
  callId: string,
  heard?: 'speech' | { readonly tone: string },
): void {
  const call = moment.tx.get('calls', callId)
  const operation = call && runningOperation(call)
  if (!call || !operation?.recording) return
  const { recording, end } = hear(operation.recording, { now: moment.now, speech: call.speech, heard })
  if (end.at <= moment.now) return endRecording(moment, call, { ...operation, recording }, end)
  if (recording !== operation.recording) changeOperation(moment, callId, { ...operation, recording })
  setTimer(moment, callId, 'media', { after: end.at - moment.now, happening: { type: 'mediaDue' } })
}

/** Ends the running operation and all that wait, as cancelled. Each is told of. */
export function cancelOperations(moment: Moment, callId: string): void {
  clearTimer(moment, callId, 'media')
  const call = moment.tx.get('calls', callId)
  for (const operation of call?.operations ?? []) {
    if (operation.recording && isOpen(operation))
      endOperation(moment, callId, { ...operation, status: 'failed', resultInfo: operationResults.cancelled })
  }
}

function endRecording(
  moment: Moment,
  call: CallRow,
  operation: OperationRow & { recording: RecordingRow },
  end: RecordingEnd,
): void {
  clearTimer(moment, call.id, 'media')
  const { status, resultInfo } = OUTCOMES[end.reason]
  const recording =
    status === 'failed'
      ? operation.recording
      : {
          ...operation.recording,
          take: toTake(operation.recording, call.speech, moment.now),
          // Outside /communications on purpose: Graph, too, serves the file from a place of its own.
          location: `${new URL(call.serviceRoot).origin}/emulator/recordings/${call.id}/${operation.id}`,
          accessToken: moment.ids.token(),
        }
  endOperation(moment, call.id, { ...operation, status, resultInfo, recording }, end.reason)
  startNextOperation(moment, call.id)
}

const OUTCOMES: Readonly<Record<RecordingEnd['reason'], { status: 'completed' | 'failed'; resultInfo: ResultInfo }>> = {
  maxRecordDurationReached: { status: 'completed', resultInfo: operationResults.maxRecordDurationReached },
  maxSilenceTimeout: { status: 'completed', resultInfo: operationResults.maxSilenceTimeout },
  stopToneDetected: { status: 'completed', resultInfo: operationResults.stopToneDetected },
  initialSilenceTimeout: { status: 'failed', resultInfo: operationResults.initialSilenceTimeout },
}

/** The last notice of an operation is that it is gone. https://learn.microsoft.com/graph/api/resources/commsoperation */
function endOperation(moment: Moment, callId: string, operation: OperationRow, why = 'operationCanceled'): void {
  const ended = { ...operation, version: operation.version + 1 }
  changeOperation(moment, callId, ended)
  const call = moment.tx.get('calls', callId)
  moment.note({ type: 'operation', callId, operationId: ended.id, operation: ended.type, status: ended.status, why })
  if (call) moment.tell(operationNotification(call, ended, 'deleted'))
}

function changeOperation({ tx }: Moment, callId: string, changed: OperationRow): void {
  const { operations } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.operations = operations.map((operation) => (operation.id === changed.id ? changed : operation))
  })
}

function runningOperation({ operations }: CallRow): OperationRow | undefined {
  return operations.find(({ status, recording }) => recording && status === 'running')
}

function isOpen({ status }: OperationRow): boolean {
  return status === 'notStarted' || status === 'running'
}
