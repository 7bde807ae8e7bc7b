import * as v from 'valibot'
import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
import { type CallIndexes, indexCalls } from './call-index.ts'
import { callProblems } from './call-problems.ts'
import { CALL_ROW } from './row-schemas.ts'
import type { CallRow } from './rows.ts'

interface Calls extends CallIndexes {
  readonly calls: Table<CallRow>
}

interface PlainCalls {
  readonly calls: readonly CallRow[]
}

export const callsPart: WorldPart<Calls, PlainCalls> = {
  empty: () => ({ calls: Table.empty(), ...indexCalls([]) }),
  toPlain: ({ calls }) => ({ calls: inOrder(calls) }),
  fromPlain: ({ calls }) => ({ calls: toTable(calls), ...indexCalls(calls) }),
  schema: { calls: v.array(CALL_ROW) },
  problems: callProblems,
}
