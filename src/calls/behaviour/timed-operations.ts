import type { JsonObject } from '../../engine/values/json.ts'
import type { CallContext } from '../context.ts'
import { OPERATION_DELAY_MS } from '../lifecycle/limits.ts'
import type { OperationRow } from '../rows.ts'
import { addOperation, endOperation, isOpen, type NewOperation } from '../updates/operations.ts'
import { setTimer } from '../updates/timers.ts'
import { addParticipant } from './roster.ts'

/** Adds an operation that completes after a fixed time, outside the media queue. */
export function addTimedOperation(
  context: CallContext,
  callId: string,
  members: Omit<NewOperation, 'status'>,
  after = OPERATION_DELAY_MS,
): OperationRow {
  const operation = addOperation(context, callId, { ...members, status: 'running' })
  setTimer(context, callId, `operation:${operation.id}`, {
    after,
    action: { type: 'operationDone', operationId: operation.id },
  })
  return operation
}

/** Completes a timed operation and applies its effect. */
export function completeTimedOperation(context: CallContext, callId: string, operationId: string): void {
  const operation = context.tx.get('calls', callId)?.operations.find(({ id }) => id === operationId)
  if (!operation || !isOpen(operation)) return
  endOperation(context, callId, operation, { status: 'completed' })
  if (operation.type === 'addLargeGalleryViewOperation') addLargeGallery(context, callId)
}

/**
 * Adds the participant that sends the large gallery view. A call has at most one, so a second request adds none.
 * @see https://learn.microsoft.com/graph/cloud-communications-identifylargegalleryview
 */
function addLargeGallery(context: CallContext, callId: string): void {
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
