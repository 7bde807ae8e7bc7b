import type {
  Call,
  IdentitySet,
  InviteParticipantsOperation,
  OrganizerMeetingInfo,
  Participant,
  RecordOperation,
} from '@microsoft/microsoft-graph-types'
import type { Person } from '../../person.ts'
import type { CallPlan, PlanKind } from './call-plan.ts'

/** What Graph posts to an app's `callbackUri`. */
export interface CommsNotifications {
  readonly value: readonly CommsNotification[]
}

export interface CommsNotification {
  readonly changeType: 'created' | 'updated' | 'deleted'
  readonly resourceUrl: string
  /** Changed members of a call or of an operation, or the roster. */
  readonly resourceData: object | readonly Participant[]
}

/** A recording or an invitation. */
export type KnownOperation = RecordOperation & Partial<InviteParticipantsOperation> & { '@odata.type'?: string }

/** What the app knows of a call from responses and notifications. */
export interface KnownCall {
  readonly id: string
  /** The latest value of every member. */
  readonly call: Call
  readonly operations: readonly KnownOperation[]
  /** The participants of a group call or meeting, including its lobby. */
  readonly roster: readonly Participant[]
  /** When the app learned that the call was established and had ended (epoch milliseconds). */
  readonly establishedAt?: number
  readonly endedAt?: number
}

export type KnownCalls = ReadonlyMap<string, KnownCall>

/** The calls after a notification. It may arrive before the response that has the call's id. */
export function withNotification(
  calls: KnownCalls,
  { resourceUrl, resourceData }: CommsNotification,
  now: number,
): KnownCalls {
  const { callId, part, operationId } = addressOf({ resourceUrl })
  if (callId === undefined) return calls
  if (part === 'participants') return withRoster(calls, callId, Array.isArray(resourceData) ? resourceData : [])
  if (operationId !== undefined) return withOperation(calls, callId, { ...resourceData, id: operationId })
  return part === undefined ? withCall(calls, { ...resourceData, id: callId }, now) : calls
}

/** The calls after the response that created one. Notifications that have arrived before are newer. */
export function withResponse(calls: KnownCalls, call: Call, now: number): KnownCalls {
  const { id = '' } = call
  return withCall(calls, { ...call, ...calls.get(id)?.call, id }, now)
}

/** The calls after a roster. Participants who have left are dropped. */
export function withRoster(calls: KnownCalls, callId: string, roster: readonly Participant[]): KnownCalls {
  const known = calls.get(callId) ?? newCall(callId)
  return new Map(calls).set(callId, { ...known, roster: roster.filter(({ removedState }) => !removedState) })
}

/** The calls after a response or notification about an operation. */
export function withOperation(calls: KnownCalls, callId: string, operation: KnownOperation): KnownCalls {
  const known = calls.get(callId) ?? newCall(callId)
  const before = known.operations.find(({ id }) => id === operation.id)
  const others = known.operations.filter((other) => other !== before)
  // The response may arrive after the notification that the operation has ended.
  const merged = before && hasEnded(before) ? { ...operation, ...before } : { ...before, ...operation }
  return new Map(calls).set(callId, { ...known, operations: [...others, merged] })
}

/** Parses which call, and which part of it, a notification is about. */
export function addressOf({ resourceUrl }: Pick<CommsNotification, 'resourceUrl'>) {
  const [, callId, part, operationId] = /\/calls\/([^/]+)(?:\/(\w+)(?:\/([^/]+))?)?$/.exec(resourceUrl) ?? []
  return { callId, part, operationId: part === 'operations' ? operationId : undefined }
}

/** Graph writes `completed`, although its metadata, and so the types, say `Completed`. */
export function hasEnded({ status }: RecordOperation): boolean {
  return /^(completed|failed)$/i.test(status ?? '')
}

/** @param name The Graph type without its namespace. */
export function isOfType({ '@odata.type': type }: KnownOperation, name: string): boolean {
  return type === `#microsoft.graph.${name}`
}

/** The other people in the call; for a meeting, its organizer. */
export function planOf(call: Call): CallPlan {
  const kind = kindOf(call)
  const { direction, source, targets, meetingInfo } = call
  const { organizer }: OrganizerMeetingInfo = meetingInfo ?? {}
  if (kind === 'meeting') return { kind, people: [toPerson(organizer ?? {})] }
  const identities = direction === 'incoming' ? [source?.identity] : (targets ?? []).map(({ identity }) => identity)
  return { kind, people: identities.map((identity) => toPerson(identity ?? {})) }
}

/** An incoming call is a group call if it has meetingInfo. */
export function kindOf({ direction, targets, meetingInfo }: Call): PlanKind {
  if (direction === 'incoming') return meetingInfo ? 'group' : 'person'
  if (meetingInfo) return 'meeting'
  return (targets?.length ?? 0) > 1 ? 'group' : 'person'
}

export function toPerson(identitySet: IdentitySet): Person {
  // An open type: a phone is in a member that the type does not declare.
  const identity = Object.values(identitySet).find((value) => typeof value === 'object' && value !== null)
  return { id: identity?.id ?? '', displayName: identity?.displayName ?? identity?.id ?? 'Unknown' }
}

function newCall(id: string): KnownCall {
  return { id, call: {}, operations: [], roster: [] }
}

function withCall(calls: KnownCalls, update: Call & { id: string }, now: number): KnownCalls {
  const known = calls.get(update.id) ?? newCall(update.id)
  const { resultInfo, ...before } = known.call
  // The result of an earlier transfer does not apply to a new one.
  const kept = resultInfo && update.state !== 'transferring' ? { ...before, resultInfo } : before
  return new Map(calls).set(update.id, {
    ...known,
    call: { ...kept, ...update },
    ...(known.establishedAt === undefined && update.state === 'established' && { establishedAt: now }),
    ...(known.endedAt === undefined && update.state === 'terminated' && { endedAt: now }),
  })
}
