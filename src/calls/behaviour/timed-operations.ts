import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { OPERATION_DELAY_MS } from '../lifecycle/limits.ts'
import type { OperationRow } from '../rows.ts'
import { addOperation, endOperation, isOpen, type NewOperation } from '../updates/operations.ts'
import { setTimer } from '../updates/timers.ts'
import { addParticipant } from './roster.ts'

/** Adds an operation that is complete by itself after a while, and lets nobody else wait. */
export function addTimedOperation(
  context: CallContext,
  callId: string,
  given: Omit<NewOperation, 'status'>,
  after = OPERATION_DELAY_MS,
): OperationRow {
  const operation = addOperation(context, callId, { ...given, status: 'running' })
  setTimer(context, callId, `operation:${operation.id}`, {
    after,
    action: { type: 'operationDone', operationId: operation.id },
  })
  return operation
}

/** An operation's time is over: it is complete, with what it brings about. */
export function completeTimedOperation(context: CallContext, callId: string, operationId: string): void {
  const operation = context.tx.get('calls', callId)?.operations.find(({ id }) => id === operationId)
  if (!operation || !isOpen(operation)) return
  endOperation(context, callId, operation, { status: 'completed' })
  if (operation.type === 'addLargeGalleryViewOperation') addGallery(context, callId)
}

/**
 * The large gallery is a participant of its own that sends a picture of everybody. There is one: who asks for it again
 * has it already.
 * @see https://learn.microsoft.com/graph/cloud-communications-identifylargegalleryview
 */
function addGallery(context: CallContext, callId: string): void {
  if (context.tx.require('calls', callId).participants.some(({ gallery }) => gallery)) return
  addParticipant(context, callId, {
    participation: 'in',
    gallery: true,
    identity: { application: { id: context.ids.guid(), identityProvider: 'AAD', ApplicationType: 'LargeGallery-V2' } },
    modalities: ['audio', 'video'],
    metadata: JSON.stringify({
      __platform: { ui: { hidden: true } },
      audienceView: { id: `${context.ids.guid()}/1`, page: 1, status: 'active', type: 'lg', aspectRatio: 'widescreen' },
    } satisfies JsonObject),
  })
}
