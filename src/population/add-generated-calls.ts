import { indexAll, type RecordIndexes, type RecordKey } from '../call-records/record-index.ts'
import type { CallRecordRow, TextMessages } from '../call-records/rows.ts'
import { Deferred, type RowMaker } from '../engine/store/collections/deferred.ts'
import type { Table } from '../engine/store/collections/table.ts'
import type { PopulationPlan } from './population-plan.ts'

/** The calls of a plan. Each has a number, from which its record is generated whenever it is read. */
export interface GeneratedCalls extends RowMaker<CallRecordRow> {
  readonly plan: PopulationPlan
  keys(): Iterable<GeneratedCallKey>
  keyOf(number: number): GeneratedCallKey
}

/** What a generated call's record is found by. */
export interface GeneratedCallKey extends RecordKey {
  readonly number: number
}

/** The members of the world that generated calls change. */
export interface Records extends RecordIndexes {
  readonly callRecords: Table<CallRecordRow>
  readonly pasts: readonly GeneratedCalls[]
  readonly textMessages: readonly TextMessages[]
}

/**
 * Adds the records of generated calls to the world. An existing record with the same id is kept.
 * @returns the members of the world that change.
 */
export function addGeneratedCalls(world: Records, calls: GeneratedCalls, keys: Iterable<GeneratedCallKey>): Records {
  let { callRecords } = world
  const added: GeneratedCallKey[] = []
  for (const key of keys) {
    if (callRecords.has(key.id)) continue
    callRecords = callRecords.defer(key.id, calls, key.number)
    added.push(key)
  }
  const { number, from, until, textMessagesPerDay: perDay = 0 } = calls.plan
  return {
    ...indexAll(world, added),
    callRecords,
    pasts: [...world.pasts, calls],
    textMessages: [...world.textMessages, { number, from, until, perDay }],
  }
}

/** Generated calls as plain JSON: the plan, and the numbers of the records that were neither changed nor deleted. */
export interface PlainGeneratedCalls {
  readonly plan: PopulationPlan
  readonly numbers: readonly number[]
}

export function toPlainGeneratedCalls({ callRecords, pasts }: Records): PlainGeneratedCalls[] {
  const numbers = new Map<unknown, number[]>(pasts.map((calls) => [calls, []]))
  for (const kept of callRecords.kept()) {
    if (kept instanceof Deferred) numbers.get(kept.maker)?.push(kept.number)
  }
  return pasts.map((calls) => ({
    plan: calls.plan,
    numbers: (numbers.get(calls) ?? []).sort((one, other) => one - other),
  }))
}
