import type { BackgroundRequests } from './background-requests.ts'
import type { CallingStore } from './calling-store.ts'
import type { Communications } from './communications.ts'
import { addressOf, type CommsNotification, hasEnded, type KnownCall, withNotification } from './known-calls.ts'

interface Dependencies {
  readonly communications: Communications
  readonly store: CallingStore
  readonly background: BackgroundRequests
  readonly now: () => number
}

/** Updates the calls after a notification, and reacts to new calls, finished recordings and the end of the call. */
export function handleNotification(dependencies: Dependencies, notification: CommsNotification): void {
  const { store, background, now } = dependencies
  const { callId, operationId } = addressOf(notification)
  if (callId === undefined) return
  const before = store.state().known.get(callId)
  store.change({ known: withNotification(store.state().known, notification, now()) })
  const after = store.state().known.get(callId)
  if (!after) return
  if (!before && after.call.state === 'incoming') return offerIncomingCall(dependencies, after)
  if (callId !== store.state().callId) return

  const operation = after.operations.find(({ id }) => id === operationId)
  if (operation?.id && operation.recordingLocation && hasEnded(operation)) {
    void background.downloadRecording({ ...operation, id: operation.id }, callId)
  }
  const hasJustEnded = before?.endedAt === undefined && after.endedAt !== undefined
  // Only an established call leaves a record.
  if (hasJustEnded && after.establishedAt !== undefined) void store.attempt(() => background.waitForRecord(after))
}

/** Shows an incoming call, or rejects it as busy during another call. */
function offerIncomingCall({ communications, store }: Dependencies, { id }: KnownCall): void {
  const current = store.currentCall()
  const isBusy = store.state().placing !== undefined || (current !== undefined && current.endedAt === undefined)
  if (isBusy) void store.attempt(() => communications.reject(id, 'busy'))
  else store.switchTo({ callId: id })
}
