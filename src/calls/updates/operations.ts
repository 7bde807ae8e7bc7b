import type { Moment } from '../../engine/moment.ts'
import { operationResults } from '../lifecycle/results.ts'
import { operationNotification } from '../notifications/call-notification.ts'
import type { OperationRow } from '../rows.ts'

// The operations of a call: complete at once, after a time of their own, or in turn (`media-queue.ts`).
// https://learn.microsoft.com/graph/api/resources/commsoperation

/** What is particular to an operation; the rest is the same for all. */
export type NewOperation = Pick<OperationRow, 'type' | 'status' | 'clientContext'> & Partial<OperationRow>

/** Adds an operation as it is answered to the client. One that is complete is never told of. */
export function addOperation(moment: Moment, callId: string, given: NewOperation): OperationRow {
  const operation = { id: moment.ids.guid(), version: 1, resultInfo: null, ...given }
  const { operations } = moment.tx.require('calls', callId)
  moment.tx.update('calls', callId, (call) => {
    call.operations = [...operations, operation]
  })
  return operation
}

/** Ends an operation, which the app is told. The last notice of an operation is that it is gone. */
export function endOperation(
  moment: Moment,
  callId: string,
  operation: OperationRow,
  outcome: Pick<OperationRow, 'status'> & Partial<OperationRow>,
  why?: string,
): void {
  const ended = { ...operation, ...outcome, version: operation.version + 1 }
  changeOperation(moment, callId, ended)
  moment.note({
    type: 'operation',
    callId,
    operationId: ended.id,
    operation: ended.type,
    status: ended.status,
    ...(why !== undefined && { why }),
  })
  moment.tell(operationNotification(moment.tx.require('calls', callId), ended, 'deleted'))
}

/** With its call, an operation is over that was under way. */
export function failOpenOperations(moment: Moment, callId: string): void {
  for (const operation of moment.tx.require('calls', callId).operations) {
    if (!isOpen(operation)) continue
    endOperation(
      moment,
      callId,
      operation,
      { status: 'failed', resultInfo: operationResults.cancelled },
      'operationCanceled',
    )
  }
}

export function changeOperation({ tx }: Moment, callId: string, changed: OperationRow): void {
  const { operations } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.operations = operations.map((operation) => (operation.id === changed.id ? changed : operation))
  })
}

export function isOpen({ status }: OperationRow): boolean {
  return status === 'notStarted' || status === 'running'
}
