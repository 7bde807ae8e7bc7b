import { notify } from '../../engine/delivery/notify.ts'
import type { CallContext } from '../context.ts'
import { operationResults } from '../lifecycle/results.ts'
import { operationNotification } from '../notifications/call-notification.ts'
import type { OperationRow } from '../rows.ts'

// The operations of a call complete at once, after a fixed time, or one after another (`media-queue.ts`).
// https://learn.microsoft.com/graph/api/resources/commsoperation

/** What distinguishes a new operation; all other members start with the same values. */
export type NewOperation = Pick<OperationRow, 'type' | 'status' | 'clientContext'> & Partial<OperationRow>

/** Adds an operation, as the response shows it. The app is not notified of one that is added as completed. */
export function addOperation(context: CallContext, callId: string, members: NewOperation): OperationRow {
  const operation = { id: context.ids.guid(), version: 1, resultInfo: null, ...members }
  const { operations } = context.tx.require('calls', callId)
  context.tx.update('calls', callId, (call) => {
    call.operations = [...operations, operation]
  })
  return operation
}

/** Ends an operation and notifies the app. An operation's last notification has the change type `deleted`. */
export function endOperation(
  context: CallContext,
  callId: string,
  operation: OperationRow,
  outcome: Pick<OperationRow, 'status'> & Partial<OperationRow>,
  why?: string,
): void {
  const ended = { ...operation, ...outcome, version: operation.version + 1 }
  changeOperation(context, callId, ended)
  context.note({
    type: 'operation',
    callId,
    operationId: ended.id,
    operation: ended.type,
    status: ended.status,
    ...(why !== undefined && { why }),
  })
  notify(context, operationNotification(context.tx.require('calls', callId), ended, 'deleted'))
}

/** Fails the operations that are still open when their call ends. */
export function failOpenOperations(context: CallContext, callId: string): void {
  for (const operation of context.tx.require('calls', callId).operations) {
    if (!isOpen(operation)) continue
    endOperation(
      context,
      callId,
      operation,
      { status: 'failed', resultInfo: operationResults.cancelled },
      'operationCanceled',
    )
  }
}

export function changeOperation({ tx }: CallContext, callId: string, changed: OperationRow): void {
  const { operations } = tx.require('calls', callId)
  tx.update('calls', callId, (call) => {
    call.operations = operations.map((operation) => (operation.id === changed.id ? changed : operation))
  })
}

export function isOpen({ status }: OperationRow): boolean {
  return status === 'notStarted' || status === 'running'
}
