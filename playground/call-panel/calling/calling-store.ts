import type { CallRecords } from '@microsoft/microsoft-graph-types'
import { toErrorText } from '../../graph-request.ts'
import type { Person } from '../../person.ts'
import type { CallPlan } from './call-plan.ts'
import type { KnownCall, KnownCalls } from './known-calls.ts'

/** A downloaded recording, or why the download failed. */
export type Download = { readonly url: string; readonly bytes: number } | { readonly problem: string }

/** What the app knows and shows: one call at a time, the last one until there is another. */
export interface CallingState {
  readonly known: KnownCalls
  /** The id of the call on the screen. */
  readonly callId?: string | undefined
  /** The call that was requested and that Graph has not created yet. */
  readonly placing?: CallPlan | undefined
  /** The target of the latest transfer. */
  readonly transferTo?: Person | undefined
  /** The latest error, for the user. */
  readonly problem?: string | undefined
  /** By the id of the operation. */
  readonly downloads: ReadonlyMap<string, Download>
  readonly record?: CallRecords.CallRecord | 'awaited' | undefined
}

export interface CallingStore {
  state(): CallingState
  change(changes: Partial<CallingState>): void
  currentCall(): KnownCall | undefined
  /** Shows another call, or none, and forgets what belonged to the previous one. */
  switchTo(changes: Partial<CallingState>): void
  /** Runs a task and shows the error if it fails. */
  attempt(task: () => Promise<void>): Promise<void>
}

const NO_CALL = {
  callId: undefined,
  placing: undefined,
  transferTo: undefined,
  problem: undefined,
  downloads: new Map(),
  record: undefined,
}

export function createCallingStore(onChange: () => void): CallingStore {
  let state: CallingState = { known: new Map(), ...NO_CALL }

  const change = (changes: Partial<CallingState>) => {
    state = { ...state, ...changes }
    onChange()
  }
  return {
    state: () => state,
    change,
    currentCall: () => (state.callId === undefined ? undefined : state.known.get(state.callId)),
    switchTo(changes) {
      for (const download of state.downloads.values()) if ('url' in download) URL.revokeObjectURL(download.url)
      change({ ...NO_CALL, ...changes })
    },
    async attempt(task) {
      change({ problem: undefined })
      try {
        await task()
      } catch (error) {
        change({ problem: toErrorText(error), placing: undefined })
      }
    },
  }
}
