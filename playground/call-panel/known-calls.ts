import type {
  Call,
  IdentitySet,
  InviteParticipantsOperation,
  OrganizerMeetingInfo,
  Participant,
  RecordOperation,
} from '@microsoft/microsoft-graph-types'
import type { CallPlan, Person, PlanKind } from './call-plan.ts'

/** What Graph posts to an app's `callbackUri`. */
export interface CommsNotifications {
  readonly value: readonly CommsNotification[]
}

export interface CommsNotification {
  readonly changeType: 'created' | 'updated' | 'deleted'
  readonly resourceUrl: string
  /** The call, or an operation of a call, in part; or who is in it. */
  readonly resourceData: object | readonly Participant[]
}

/** What the app asked for that takes its time: a recording, an invitation. */
export type KnownOperation = RecordOperation & Partial<InviteParticipantsOperation> & { '@odata.type'?: string }

/** All that was heard of a call. */
export interface KnownCall {
  readonly id: string
  /** Everything that Graph has said of it, the newest on top. */
  readonly call: Call
  readonly operations: readonly KnownOperation[]
  /** Who is in a call of several, or waits in its lobby. */
  readonly roster: readonly Participant[]
  /** When it was heard that the call is up, and that it has ended (epoch milliseconds). */
  readonly establishedAt?: number
  readonly endedAt?: number
}

export type KnownCalls = ReadonlyMap<string, KnownCall>

/** The calls after a notification. One may come before the app has read the answer that names its call. */
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

/** The calls after the answer to the request that made one: what was told of it since then is newer. */
export function withAnswer(calls: KnownCalls, call: Call, now: number): KnownCalls {
  const { id = '' } = call
  return withCall(calls, { ...call, ...calls.get(id)?.call, id }, now)
}

/** The calls after news of who is in one of them. Who is gone is not on the roster any more. */
export function withRoster(calls: KnownCalls, callId: string, roster: readonly Participant[]): KnownCalls {
  const known = calls.get(callId) ?? unknown(callId)
  return new Map(calls).set(callId, { ...known, roster: roster.filter(({ removedState }) => !removedState) })
}

/** The calls after news of an operation. */
export function withOperation(calls: KnownCalls, callId: string, operation: KnownOperation): KnownCalls {
  const known = calls.get(callId) ?? unknown(callId)
  const before = known.operations.find(({ id }) => id === operation.id)
  const others = known.operations.filter((other) => other !== before)
  // The answer to the request may be read after the notification of the operation's end.
  const merged = before && hasEnded(before) ? { ...operation, ...before } : { ...before, ...operation }
  return new Map(calls).set(callId, { ...known, operations: [...others, merged] })
}

/** @returns which call, and which part of it, a notification is about. */
export function addressOf({ resourceUrl }: Pick<CommsNotification, 'resourceUrl'>) {
  const [, callId, part, operationId] = /\/calls\/([^/]+)(?:\/(\w+)(?:\/([^/]+))?)?$/.exec(resourceUrl) ?? []
  return { callId, part, operationId: part === 'operations' ? operationId : undefined }
}

/** Graph writes `completed` where its metadata, and so the types, say `Completed`. */
export function hasEnded({ status }: RecordOperation): boolean {
  return /^(completed|failed)$/i.test(status ?? '')
}

/** Whether an operation is of this Graph type, named without its namespace. */
export function isOfType({ '@odata.type': type }: KnownOperation, name: string): boolean {
  return type === `#microsoft.graph.${name}`
}

/** Whom the app talks to; of a meeting, its organizer. */
export function planOf(call: Call): CallPlan {
  const kind = kindOf(call)
  const { direction, source, targets, meetingInfo } = call
  const { organizer }: OrganizerMeetingInfo = meetingInfo ?? {}
  if (kind === 'meeting') return { kind, people: [toPerson(organizer ?? {})] }
  const identities = direction === 'incoming' ? [source?.identity] : (targets ?? []).map(({ identity }) => identity)
  return { kind, people: identities.map((identity) => toPerson(identity ?? {})) }
}

/** A call to one is between two; who calls the app into a group says how to join it. */
export function kindOf({ direction, targets, meetingInfo }: Call): PlanKind {
  if (direction === 'incoming') return meetingInfo ? 'group' : 'person'
  if (meetingInfo) return 'meeting'
  return (targets?.length ?? 0) > 1 ? 'group' : 'person'
}

export function toPerson(identity: IdentitySet): Person {
  // An open type: a phone is there beside the members that the type names.
  const held = Object.values(identity).find((value) => typeof value === 'object' && value !== null)
  return { id: held?.id ?? '', displayName: held?.displayName ?? held?.id ?? 'Unknown' }
}

function unknown(id: string): KnownCall {
  return { id, call: {}, operations: [], roster: [] }
}

function withCall(calls: KnownCalls, news: Call & { id: string }, now: number): KnownCalls {
  const known = calls.get(news.id) ?? unknown(news.id)
  const { resultInfo, ...before } = known.call
  // How an earlier attempt to transfer the call ended says nothing of this one.
  const kept = resultInfo && news.state !== 'transferring' ? { ...before, resultInfo } : before
  return new Map(calls).set(news.id, {
    ...known,
    call: { ...kept, ...news },
    ...(known.establishedAt === undefined && news.state === 'established' && { establishedAt: now }),
    ...(known.endedAt === undefined && news.state === 'terminated' && { endedAt: now }),
  })
}
