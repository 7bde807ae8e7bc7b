import type { Call, IdentitySet, RecordOperation } from '@microsoft/microsoft-graph-types'

/** What Graph posts to an app's `callbackUri`. */
export interface CommsNotifications {
  readonly value: readonly CommsNotification[]
}

export interface CommsNotification {
  readonly changeType: 'created' | 'updated' | 'deleted'
  readonly resourceUrl: string
  /** The call, or the operation of a call, in part. */
  readonly resourceData: object
}

/** All that was heard of a call. */
export interface KnownCall {
  readonly id: string
  /** Everything that Graph has said of it, the newest on top. */
  readonly call: Call
  readonly operations: readonly RecordOperation[]
  /** When it was heard that the call is up, and that it has ended (epoch milliseconds). */
  readonly establishedAt?: number
  readonly endedAt?: number
}

export type KnownCalls = ReadonlyMap<string, KnownCall>

/** The calls after a notification. One may come before the app has read the answer that names its call. */
export function withNotification(calls: KnownCalls, notification: CommsNotification, now: number): KnownCalls {
  const { callId, operationId } = addressOf(notification)
  if (callId === undefined) return calls
  if (operationId === undefined) return withCall(calls, { ...notification.resourceData, id: callId }, now)
  return withOperation(calls, callId, { ...notification.resourceData, id: operationId })
}

/** The calls after the answer to the request that made one: what was told of it since then is newer. */
export function withAnswer(calls: KnownCalls, call: Call, now: number): KnownCalls {
  const { id = '' } = call
  return withCall(calls, { ...call, ...calls.get(id)?.call, id }, now)
}

/** The calls after news of an operation. */
export function withOperation(calls: KnownCalls, callId: string, operation: RecordOperation): KnownCalls {
  const known = calls.get(callId) ?? { id: callId, call: {}, operations: [] }
  const before = known.operations.find(({ id }) => id === operation.id)
  const others = known.operations.filter((other) => other !== before)
  // The answer to the request may be read after the notification of the operation's end.
  const merged = before && hasEnded(before) ? { ...operation, ...before } : { ...before, ...operation }
  return new Map(calls).set(callId, { ...known, operations: [...others, merged] })
}

/** @returns which call, and which operation of it, a notification is about. */
export function addressOf({ resourceUrl }: CommsNotification) {
  const found = /\/calls\/([^/]+)(?:\/operations\/([^/]+))?$/.exec(resourceUrl)
  return { callId: found?.[1], operationId: found?.[2] }
}

/** Graph writes `completed` where its metadata, and so the types, say `Completed`. */
export function hasEnded({ status }: RecordOperation): boolean {
  return /^(completed|failed)$/i.test(status ?? '')
}

/** The one that the app talks to. */
export function otherSide({ direction, source, targets }: Call): { name: string; id?: string | undefined } {
  const identity = direction === 'incoming' ? source?.identity : targets?.[0]?.identity
  return identity ? nameOf(identity) : { name: 'Unknown' }
}

function nameOf(identity: IdentitySet): { name: string; id?: string | undefined } {
  // An open type: a phone is there beside the members that the type names.
  for (const held of Object.values(identity)) {
    if (typeof held !== 'object' || held === null) continue
    return { name: held.displayName ?? held.id ?? 'Unknown', id: held.id }
  }
  return { name: 'Unknown' }
}

function withCall(calls: KnownCalls, news: Call & { id: string }, now: number): KnownCalls {
  const known = calls.get(news.id)
  const call = { ...known?.call, ...news }
  const establishedAt = known?.establishedAt ?? (call.state === 'established' ? now : undefined)
  const endedAt = known?.endedAt ?? (call.state === 'terminated' ? now : undefined)
  return new Map(calls).set(news.id, {
    id: news.id,
    call,
    operations: known?.operations ?? [],
    ...(establishedAt !== undefined && { establishedAt }),
    ...(endedAt !== undefined && { endedAt }),
  })
}
