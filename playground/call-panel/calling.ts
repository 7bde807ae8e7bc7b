import type { CallRecords, RecordOperation } from '@microsoft/microsoft-graph-types'
import { type Communications, GraphFailure, type Person } from './communications.ts'
import {
  addressOf,
  type CommsNotification,
  type CommsNotifications,
  hasEnded,
  type KnownCall,
  type KnownCalls,
  withAnswer,
  withNotification,
  withOperation,
} from './known-calls.ts'

/** A recording that was fetched, or why it could not be. */
export type Take = { readonly url: string; readonly bytes: number } | { readonly problem: string }

/** What the app knows and shows: one call at a time, the last one until there is another. */
export interface CallingState {
  readonly known: KnownCalls
  /** The call on the screen. */
  readonly callId?: string | undefined
  /** Whom a request is just calling that Graph has not answered. */
  readonly placing?: Person | undefined
  /** What went wrong last, in Graph's words. */
  readonly problem?: string | undefined
  /** By the id of the operation. */
  readonly takes: ReadonlyMap<string, Take>
  readonly record?: CallRecords.CallRecord | 'awaited' | undefined
}

export interface Calling {
  state(): CallingState
  place(to: Person): Promise<void>
  answer(): Promise<void>
  decline(): Promise<void>
  hangUp(): Promise<void>
  record(): Promise<void>
  cancelRecording(): Promise<void>
  dismissProblem(): void
  /** Takes what Graph posted to the callback. */
  receive(notifications: CommsNotifications): void
  /** Lets go of downloads, and looks for no record any more. */
  dispose(): void
}

interface CallingOptions {
  readonly communications: Communications
  readonly callbackUri: () => string
  readonly now: () => number
  readonly onChange: () => void
}

const NOTHING = { callId: undefined, placing: undefined, problem: undefined, takes: new Map(), record: undefined }
/** Records come minutes after a call. How long to wait before looking again, at first and at most. */
const RECORD_CHECK_MS = { first: 250, most: 15_000 }

/** The app behind the panel: asks Graph, and follows what Graph tells. */
export function createCalling({ communications, callbackUri, now, onChange }: CallingOptions): Calling {
  let state: CallingState = { known: new Map(), ...NOTHING }

  const change = (changes: Partial<CallingState>) => {
    state = { ...state, ...changes }
    onChange()
  }
  const current = () => (state.callId === undefined ? undefined : state.known.get(state.callId))

  /** Turns to another call, or to none: what belonged to the last one goes. */
  const turnTo = (changes: Partial<CallingState>) => {
    for (const take of state.takes.values()) if ('url' in take) URL.revokeObjectURL(take.url)
    change({ ...NOTHING, ...changes })
  }

  const attempt = async (work: () => Promise<void>) => {
    change({ problem: undefined })
    try {
      await work()
    } catch (error) {
      change({ problem: inWords(error), placing: undefined })
    }
  }

  const withCurrent = (work: (callId: string) => Promise<void>) => {
    const { callId } = state
    return callId === undefined ? Promise.resolve() : attempt(() => work(callId))
  }

  const fetchTake = async (operation: RecordOperation & { id: string }, callId: string) => {
    const take = await communications.download(operation).then(
      (blob) => ({ url: URL.createObjectURL(blob), bytes: blob.size }),
      (error) => ({ problem: inWords(error) }),
    )
    if (state.callId === callId) change({ takes: new Map(state.takes).set(operation.id, take) })
  }

  const awaitRecord = async ({ id, call }: KnownCall) => {
    change({ record: 'awaited' })
    for (let wait = RECORD_CHECK_MS.first; state.callId === id; wait = Math.min(2 * wait, RECORD_CHECK_MS.most)) {
      const record = await communications.callRecord(call.callChainId ?? '')
      if (state.callId !== id) return
      if (record) return change({ record })
      await new Promise((resolve) => setTimeout(resolve, wait))
    }
  }

  const hear = (notification: CommsNotification) => {
    const { callId, operationId } = addressOf(notification)
    if (callId === undefined) return
    const before = state.known.get(callId)
    change({ known: withNotification(state.known, notification, now()) })
    const after = state.known.get(callId)
    if (!after) return
    if (!before && after.call.state === 'incoming') return ring(after)
    if (callId !== state.callId) return

    const operation = after.operations.find(({ id }) => id === operationId)
    if (operation?.id && operation.recordingLocation && hasEnded(operation))
      void fetchTake({ ...operation, id: operation.id }, callId)
    const justEnded = before?.endedAt === undefined && after.endedAt !== undefined
    // Only a call that was up leaves a record.
    if (justEnded && after.establishedAt !== undefined) void attempt(() => awaitRecord(after))
  }

  /** Somebody calls. Who is in a call is busy. */
  const ring = ({ id }: KnownCall) => {
    const engaged = state.placing !== undefined || (current() && current()?.endedAt === undefined)
    if (engaged) void attempt(() => communications.reject(id, 'busy'))
    else turnTo({ callId: id })
  }

  return {
    state: () => state,
    place: (to) =>
      attempt(async () => {
        turnTo({ placing: to })
        const call = await communications.place(to, callbackUri())
        change({ placing: undefined, callId: call.id, known: withAnswer(state.known, call, now()) })
      }),
    answer: () => withCurrent((callId) => communications.answer(callId, callbackUri())),
    decline: () => withCurrent((callId) => communications.reject(callId, 'none')),
    hangUp: () => withCurrent(communications.hangUp),
    record: () =>
      withCurrent(async (callId) => {
        const operation = await communications.record(callId)
        change({ known: withOperation(state.known, callId, operation) })
      }),
    cancelRecording: () => withCurrent(communications.cancelRecording),
    dismissProblem: () => change({ problem: undefined }),
    receive: ({ value }) => value.forEach(hear),
    dispose: () => turnTo({}),
  }
}

function inWords(error: unknown): string {
  if (error instanceof GraphFailure) return `${error.message} (${error.code})`
  return error instanceof Error ? error.message : String(error)
}
