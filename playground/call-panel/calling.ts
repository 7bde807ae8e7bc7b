import type { CallRecords, RecordOperation } from '@microsoft/microsoft-graph-types'
import { GraphFailure } from '../graph-request.ts'
import { pause } from '../pause.ts'
import type { CallPlan, Person } from './call-plan.ts'
import type { Communications } from './communications.ts'
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
  withRoster,
} from './known-calls.ts'
import { lookAgain } from './look-again.ts'
import { selfOn } from './roster.ts'

/** A recording that was fetched, or why it could not be. */
export type Take = { readonly url: string; readonly bytes: number } | { readonly problem: string }

/** What the app knows and shows: one call at a time, the last one until there is another. */
export interface CallingState {
  readonly known: KnownCalls
  /** The call on the screen. */
  readonly callId?: string | undefined
  /** What was just asked for, and Graph has not answered. */
  readonly placing?: CallPlan | undefined
  /** To whom the call was last handed over. */
  readonly transferTo?: Person | undefined
  /** What went wrong last, in Graph's words. */
  readonly problem?: string | undefined
  /** By the id of the operation. */
  readonly takes: ReadonlyMap<string, Take>
  readonly record?: CallRecords.CallRecord | 'awaited' | undefined
}

export interface Calling {
  state(): CallingState
  place(plan: CallPlan): Promise<void>
  answer(): Promise<void>
  decline(): Promise<void>
  hangUp(): Promise<void>
  transfer(to: Person): Promise<void>
  invite(who: Person): Promise<void>
  muteParticipant(participantId: string): Promise<void>
  setMuted(isMuted: boolean): Promise<void>
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

const NOTHING = {
  callId: undefined,
  placing: undefined,
  transferTo: undefined,
  problem: undefined,
  takes: new Map(),
  record: undefined,
}
/** Who is not in by then may be waiting in the lobby. */
const LOBBY_CHECK_MS = 500

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
    const look = () => communications.callRecord(call.callChainId ?? '')
    const record = await lookAgain(() => state.callId === id, look)
    if (record) change({ record })
  }

  /** No notification says that the app waits in a lobby, only the roster that it asks for. */
  const lookIntoLobby = async (callId: string) => {
    await pause(LOBBY_CHECK_MS)
    const isWaiting = () => state.callId === callId && current()?.call.state === 'establishing'
    await lookAgain(isWaiting, async () => {
      // The call may have ended meanwhile: that will be told.
      const roster = await communications.participants(callId).catch(() => [])
      if (isWaiting()) change({ known: withRoster(state.known, callId, roster) })
      const known = current()
      return (known && selfOn(known)?.isInLobby) || undefined
    })
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
    place: (plan) =>
      attempt(async () => {
        turnTo({ placing: plan })
        const call = await communications.place(plan, callbackUri())
        change({ placing: undefined, callId: call.id, known: withAnswer(state.known, call, now()) })
        if (plan.kind === 'meeting' && call.id) void lookIntoLobby(call.id)
      }),
    answer: () => withCurrent((callId) => communications.answer(callId, callbackUri())),
    decline: () => withCurrent((callId) => communications.reject(callId, 'none')),
    hangUp: () => withCurrent(communications.hangUp),
    transfer: (to) =>
      withCurrent(async (callId) => {
        change({ transferTo: to })
        await communications.transfer(callId, to)
      }),
    invite: (who) =>
      withCurrent(async (callId) => {
        const operation = await communications.invite(callId, who)
        change({ known: withOperation(state.known, callId, operation) })
      }),
    muteParticipant: (participantId) => withCurrent((callId) => communications.muteParticipant(callId, participantId)),
    setMuted: (isMuted) => withCurrent((callId) => communications.setMuted(callId, isMuted)),
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
