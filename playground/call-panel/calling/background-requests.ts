import type { RecordOperation } from '@microsoft/microsoft-graph-types'
import { toErrorText } from '../../graph-request.ts'
import { pause } from '../../pause.ts'
import type { CallingStore } from './calling-store.ts'
import type { Communications } from './communications.ts'
import { type KnownCall, withRoster } from './known-calls.ts'
import { poll } from './poll.ts'
import { selfOn } from './roster.ts'

/** An app that is not in the meeting by then may be waiting in the lobby. */
const LOBBY_CHECK_MS = 500

/** Requests that the app sends without an action of its user. */
export interface BackgroundRequests {
  downloadRecording(operation: RecordOperation & { id: string }, callId: string): Promise<void>
  waitForRecord(call: KnownCall): Promise<void>
  /** Finds out whether the app waits in the lobby: no notification says so, only the roster. */
  watchLobby(callId: string): Promise<void>
}

export function createBackgroundRequests(communications: Communications, store: CallingStore): BackgroundRequests {
  const isCurrent = (callId: string) => store.state().callId === callId
  return {
    async downloadRecording(operation, callId) {
      const download = await communications.download(operation).then(
        (blob) => ({ url: URL.createObjectURL(blob), bytes: blob.size }),
        (error) => ({ problem: toErrorText(error) }),
      )
      if (!isCurrent(callId)) return
      store.change({ downloads: new Map(store.state().downloads).set(operation.id, download) })
    },
    async waitForRecord({ id, call }) {
      store.change({ record: 'awaited' })
      const record = await poll(
        () => isCurrent(id),
        () => communications.callRecord(call.callChainId ?? ''),
      )
      if (record) store.change({ record })
    },
    async watchLobby(callId) {
      await pause(LOBBY_CHECK_MS)
      const isWaiting = () => isCurrent(callId) && store.currentCall()?.call.state === 'establishing'
      await poll(isWaiting, async () => {
        // The call may have ended meanwhile; a notification will say so.
        const roster = await communications.participants(callId).catch(() => [])
        if (isWaiting()) store.change({ known: withRoster(store.state().known, callId, roster) })
        const known = store.currentCall()
        return (known && selfOn(known)?.isInLobby) || undefined
      })
    },
  }
}
