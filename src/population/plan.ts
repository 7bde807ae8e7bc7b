import { indexAll, type RecordIndexes, type RecordKey } from '../call-records/record-index.ts'
import type { CallRecordRow } from '../call-records/rows.ts'
import type { AssignedTrunk } from '../directory/directory.ts'
import { Deferred, type RowMaker } from '../engine/store/collections/deferred.ts'
import type { Table } from '../engine/store/collections/table.ts'

/** How often calls of each kind are, against each other. */
export interface CallMix {
  readonly peerToPeer: number
  readonly groupCall: number
  readonly meeting: number
  /** A user and a phone: a peer-to-peer call, too, to Graph. */
  readonly phone: number
}

/** Somebody of the tenant, and where they sit. */
export interface PastPerson {
  readonly id: string
  readonly displayName: string
  readonly userPrincipalName?: string
  readonly office: string
}

/** A phone outside the tenant. Without a trunk, its number belongs to a calling plan. */
export interface PastPhone extends Partial<AssignedTrunk> {
  readonly number: string
}

/** What a made-up past follows from: plain data, and all of it. */
export interface PastPlan {
  /** Where the generator stands that everything is drawn from. */
  readonly chance: readonly number[]
  /** No call begins before, and all have ended by then: epoch milliseconds. */
  readonly from: number
  readonly until: number
  readonly utcOffsetMinutes: number
  readonly callsPerDay: number
  readonly mix: CallMix
  readonly tenantId: string
  readonly people: readonly PastPerson[]
  readonly phones: readonly PastPhone[]
  /** From a call's end until its record was written. */
  readonly latencyMs: number
}

/** A made-up past: its records by number, the same whenever they are asked for. */
export interface Past extends RowMaker<CallRecordRow> {
  readonly plan: PastPlan
  /** All its records. */
  keys(): Iterable<PastKey>
  keyOf(number: number): PastKey
}

/** What a record of a past is found by. */
export interface PastKey extends RecordKey {
  readonly number: number
}

/** The members of the world that a past changes. */
export interface Records extends RecordIndexes {
  readonly callRecords: Table<CallRecordRow>
  readonly pasts: readonly Past[]
}

/** Adds a past. A record that is there already stays. @returns the members of the world that change. */
export function withPast(world: Records, past: Past, keys: Iterable<PastKey> = past.keys()): Records {
  let { callRecords } = world
  const added: PastKey[] = []
  for (const key of keys) {
    if (callRecords.has(key.id)) continue
    callRecords = callRecords.defer(key.id, past, key.number)
    added.push(key)
  }
  return { ...indexAll(world, added), callRecords, pasts: [...world.pasts, past] }
}

/** A past as plain JSON: the numbers are those of the records that nobody has changed or deleted. */
export interface PlainPast {
  readonly plan: PastPlan
  readonly numbers: readonly number[]
}

export function toPlainPasts({ callRecords, pasts }: Records): PlainPast[] {
  const numbers = new Map<unknown, number[]>(pasts.map((past) => [past, []]))
  for (const kept of callRecords.kept()) {
    if (kept instanceof Deferred) numbers.get(kept.maker)?.push(kept.number)
  }
  return pasts.map((past) => ({
    plan: past.plan,
    numbers: (numbers.get(past) ?? []).sort((one, other) => one - other),
  }))
}
