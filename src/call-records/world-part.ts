import { Deferred } from '../engine/store/collections/deferred.ts'
import { Table } from '../engine/store/collections/table.ts'
import { toTable, type WorldPart } from '../engine/store/plain.ts'
import { createRecordIndexes, indexAll, type RecordIndexes, reindexAttempt } from './record-index.ts'
import type { CallAttemptRow, CallRecordRow } from './rows.ts'

interface Records extends RecordIndexes {
  readonly callRecords: Table<CallRecordRow>
  readonly callAttempts: Table<CallAttemptRow>
}

interface PlainRecords {
  /** All but those of populated pasts. */
  readonly callRecords: readonly CallRecordRow[]
  /** Absent: none. */
  readonly callAttempts?: readonly CallAttemptRow[]
}

export const callRecordsPart: WorldPart<Records, PlainRecords> = {
  empty: () => ({ callRecords: Table.empty(), callAttempts: Table.empty(), ...createRecordIndexes() }),
  toPlain: ({ callRecords, callAttempts }) => ({
    callRecords: [...callRecords.kept()].filter(isWritten),
    ...(callAttempts.size > 0 && { callAttempts: [...callAttempts] }),
  }),
  fromPlain({ callRecords, callAttempts = [] }) {
    const indexes = indexAll(createRecordIndexes(), callRecords)
    for (const row of callAttempts) Object.assign(indexes, reindexAttempt(indexes, undefined, row))
    return { callRecords: toTable(callRecords), callAttempts: toTable(callAttempts), ...indexes }
  },
}

function isWritten(kept: CallRecordRow | Deferred<CallRecordRow>): kept is CallRecordRow {
  return !(kept instanceof Deferred)
}
