import type { Person } from '../../person.ts'
import { createBackgroundRequests } from './background-requests.ts'
import type { CallPlan } from './call-plan.ts'
import { type CallingState, createCallingStore } from './calling-store.ts'
import type { Communications } from './communications.ts'
import { handleNotification } from './handle-notification.ts'
import { type CommsNotifications, type KnownOperation, withOperation, withResponse } from './known-calls.ts'

export interface Calling {
  state(): CallingState
  place(plan: CallPlan): Promise<void>
  answer(): Promise<void>
  decline(): Promise<void>
  hangUp(): Promise<void>
  transfer(target: Person): Promise<void>
  invite(person: Person): Promise<void>
  muteParticipant(participantId: string): Promise<void>
  setMuted(isMuted: boolean): Promise<void>
  record(): Promise<void>
  cancelRecording(): Promise<void>
  dismissProblem(): void
  /** Handles the notifications that Graph posted to the callback. */
  receive(notifications: CommsNotifications): void
  /** Releases downloads and stops polling. */
  dispose(): void
}

interface CallingOptions {
  readonly communications: Communications
  readonly callbackUri: () => string
  readonly now: () => number
  readonly onChange: () => void
}

/** The app behind the panel: sends requests to Graph and follows its notifications. */
export function createCalling({ communications, callbackUri, now, onChange }: CallingOptions): Calling {
  const store = createCallingStore(onChange)
  const background = createBackgroundRequests(communications, store)
  const withCurrentCall = (request: (callId: string) => Promise<void>) => {
    const { callId } = store.state()
    return callId === undefined ? Promise.resolve() : store.attempt(() => request(callId))
  }
  const startOperation = (request: (callId: string) => Promise<KnownOperation>) =>
    withCurrentCall(async (callId) => {
      const operation = await request(callId)
      store.change({ known: withOperation(store.state().known, callId, operation) })
    })

  return {
    state: store.state,
    place: (plan) =>
      store.attempt(async () => {
        store.switchTo({ placing: plan })
        const call = await communications.place(plan, callbackUri())
        store.change({ placing: undefined, callId: call.id, known: withResponse(store.state().known, call, now()) })
        if (plan.kind === 'meeting' && call.id) void background.watchLobby(call.id)
      }),
    answer: () => withCurrentCall((callId) => communications.answer(callId, callbackUri())),
    decline: () => withCurrentCall((callId) => communications.reject(callId, 'none')),
    hangUp: () => withCurrentCall(communications.hangUp),
    transfer: (target) =>
      withCurrentCall(async (callId) => {
        store.change({ transferTo: target })
        await communications.transfer(callId, target)
      }),
    invite: (person) => startOperation((callId) => communications.invite(callId, person)),
    muteParticipant: (participantId) =>
      withCurrentCall((callId) => communications.muteParticipant(callId, participantId)),
    setMuted: (isMuted) => withCurrentCall((callId) => communications.setMuted(callId, isMuted)),
    record: () => startOperation(communications.record),
    cancelRecording: () => withCurrentCall(communications.cancelRecording),
    dismissProblem: () => store.change({ problem: undefined }),
    receive: ({ value }) => {
      for (const notification of value) handleNotification({ communications, store, background, now }, notification)
    },
    dispose: () => store.switchTo({}),
  }
}
