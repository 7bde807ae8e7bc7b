import { Table } from '../engine/store/collections/table.ts'
import { inOrder, toTable, type WorldPart } from '../engine/store/plain.ts'
import type { CallRow } from './rows.ts'

interface Calls {
  readonly calls: Table<CallRow>
}

interface PlainCalls {
  readonly calls: readonly CallRow[]
}

export const callsPart: WorldPart<Calls, PlainCalls> = {
  empty: () => ({ calls: Table.empty() }),
  toPlain: ({ calls }) => ({ calls: inOrder(calls) }),
  fromPlain: ({ calls }) => ({ calls: toTable(calls) }),
}
