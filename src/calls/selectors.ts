import type { Table } from '../engine/store/collections/table.ts'
import { inOrder } from '../engine/store/plain.ts'
import { selectOnce } from '../engine/store/select-once.ts'
import type { CallRow } from './rows.ts'

interface Calls {
  readonly calls: Table<CallRow>
}

/** The call with this id, live or ended. */
export function selectCall(id: string): (world: Calls) => CallRow | undefined {
  return ({ calls }) => calls.get(id)
}

/** All calls in order of creation, live and ended. */
export function selectCalls(): (world: Calls) => readonly CallRow[] {
  return callsInOrder
}

/** The calls that have not ended, in order of creation. */
export function selectLiveCalls(): (world: Calls) => readonly CallRow[] {
  return liveCalls
}

const callsOf = ({ calls }: Calls) => calls
const callsInOrder: (world: Calls) => readonly CallRow[] = selectOnce(callsOf, ({ calls }) => inOrder(calls))
const liveCalls: (world: Calls) => readonly CallRow[] = selectOnce(callsOf, (world) =>
  callsInOrder(world).filter(({ state }) => state !== 'terminated'),
)
