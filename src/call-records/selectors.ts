import type { Table } from '../engine/store/collections/table.ts'
import { selectOnce } from '../engine/store/select-once.ts'
import type { RecordIndexes } from './record-index.ts'
import type { CallRecordRow } from './rows.ts'

interface Records extends Pick<RecordIndexes, 'callRecordsByStart'> {
  readonly callRecords: Table<CallRecordRow>
}

export function selectCallRecord(id: string): (world: Pick<Records, 'callRecords'>) => CallRecordRow | undefined {
  return ({ callRecords }) => callRecords.get(id)
}

/** All call records, ordered by start. */
export function selectCallRecords(): (world: Records) => readonly CallRecordRow[] {
  return recordsInOrder
}

const recordsInOrder: (world: Records) => readonly CallRecordRow[] = selectOnce(
  ({ callRecords }: Records) => callRecords,
  ({ callRecords, callRecordsByStart }) =>
    Array.from(callRecordsByStart).flatMap(([, id]) => callRecords.get(id) ?? []),
)
