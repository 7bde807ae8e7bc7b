import type { CallRecordRow } from './call-record-row.ts'
import { SortedIndex } from './sorted-index.ts'
import { Table } from './table.ts'

/** What a call record is found by. */
export type RecordKey = Pick<CallRecordRow, 'id' | 'startAt' | 'participantIds'>

/** The orders in which call records are found without a look at any. */
export interface RecordIndexes {
  /** Keys `[startAt, id]` of all call records, ascending. */
  readonly callRecordsByStart: SortedIndex
  /** The same of the records in which somebody was, by the id that they have in `participants_v2`. */
  readonly callRecordsByParticipant: Table<SortedIndex>
}

export function createRecordIndexes(): RecordIndexes {
  return { callRecordsByStart: SortedIndex.empty(), callRecordsByParticipant: Table.empty() }
}

/** Takes a record from the indexes, adds it, or moves it to where it belongs now. */
export function reindex(
  indexes: RecordIndexes,
  before: RecordKey | undefined,
  after: RecordKey | undefined,
): RecordIndexes {
  if (before && after && before.startAt === after.startAt && before.participantIds === after.participantIds) {
    return indexes
  }
  let { callRecordsByStart: byStart, callRecordsByParticipant: byParticipant } = indexes
  if (before) {
    byStart = byStart.remove(before.startAt, before.id)
    for (const participant of before.participantIds) {
      const others = byParticipant.get(participant)?.remove(before.startAt, before.id)
      byParticipant = others?.size ? byParticipant.set(participant, others) : byParticipant.delete(participant)
    }
  }
  if (after) {
    byStart = byStart.insert(after.startAt, after.id)
    for (const participant of after.participantIds) {
      const others = byParticipant.get(participant) ?? SortedIndex.empty()
      byParticipant = byParticipant.set(participant, others.insert(after.startAt, after.id))
    }
  }
  return { callRecordsByStart: byStart, callRecordsByParticipant: byParticipant }
}
