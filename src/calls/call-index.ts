import { SortedIndex } from '../engine/store/collections/sorted-index.ts'
import type { CallRow } from './rows.ts'

export interface CallIndexes {
  /** The calls that have ended with keys `[endedAt, id]`, by which they leave the store. */
  readonly callsByEnd: SortedIndex
}

type CallKey = Pick<CallRow, 'id' | 'endedAt'>

export function indexCalls(calls: readonly CallKey[]): CallIndexes {
  const keys = calls.flatMap(({ id, endedAt }) => (endedAt === undefined ? [] : [[endedAt, id] as const]))
  return { callsByEnd: SortedIndex.empty().insertAll(keys) }
}

/** Updates the index after a call was added, changed or removed. @returns the index if it changed. */
export function reindexCall(
  { callsByEnd }: CallIndexes,
  before: CallKey | undefined,
  after: CallKey | undefined,
): Partial<CallIndexes> {
  if (before?.endedAt === after?.endedAt) return {}
  const others = before?.endedAt === undefined ? callsByEnd : callsByEnd.remove(before.endedAt, before.id)
  return { callsByEnd: after?.endedAt === undefined ? others : others.insert(after.endedAt, after.id) }
}
