import { Deferred } from '../engine/store/collections/deferred.ts'
import { Table } from '../engine/store/collections/table.ts'
import { toTable, type WorldPart } from '../engine/store/plain.ts'
import { createRecordIndexes, indexAll, type RecordIndexes, reindexAttempt } from './record-index.ts'
import type { CallAttemptRow, CallRecordRow, TextMessages } from './rows.ts'

interface Records extends RecordIndexes {
  readonly textMessages: readonly TextMessages[]
  readonly callRecords: Table<CallRecordRow>
  readonly callAttempts: Table<CallAttemptRow>
}

interface PlainRecords {
  /** All except the generated ones that were not edited. */
  readonly callRecords: readonly CallRecordRow[]
  /** Absent if there are none. */
  readonly callAttempts?: readonly CallAttemptRow[]
}

export const callRecordsPart: WorldPart<Records, PlainRecords> = {
  empty: () => ({
    callRecords: Table.empty(),
    callAttempts: Table.empty(),
    ...createRecordIndexes(),
    textMessages: [],
  }),
  toPlain: ({ callRecords, callAttempts }) => ({
    callRecords: [...callRecords.kept()].filter(isStored),
    ...(callAttempts.size > 0 && { callAttempts: [...callAttempts] }),
  }),
  fromPlain({ callRecords, callAttempts = [] }) {
    const indexes = indexAll(createRecordIndexes(), callRecords)
    for (const row of callAttempts) Object.assign(indexes, reindexAttempt(indexes, undefined, row))
    return { callRecords: toTable(callRecords), callAttempts: toTable(callAttempts), ...indexes, textMessages: [] }
  },
}

function isStored(kept: CallRecordRow | Deferred<CallRecordRow>): kept is CallRecordRow {
  return !(kept instanceof Deferred)
}
