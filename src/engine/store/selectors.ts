import type { CallRecordRow } from '../../call-records/rows.ts'
import type { CallRow } from '../../calls/rows.ts'
import type { World } from './world.ts'

// A selector gives the same object for the same state, as React's useSyncExternalStore demands: lists are kept for as
// long as the table that they were made from.

/** The call of this id, also when it has ended. */
export function selectCall(id: string): (world: World) => CallRow | undefined {
  return ({ calls }) => calls.get(id)
}

/** All calls in order of creation, those that have ended included. */
export function selectCalls(): (world: World) => readonly CallRow[] {
  return callsInOrder
}

/** The calls that have not ended, in order of creation. */
export function selectLiveCalls(): (world: World) => readonly CallRow[] {
  return liveCalls
}

export function selectCallRecord(id: string): (world: World) => CallRecordRow | undefined {
  return ({ callRecords }) => callRecords.get(id)
}

/** All call records by the time at which they begin. */
export function selectCallRecords(): (world: World) => readonly CallRecordRow[] {
  return recordsInOrder
}

const callsInOrder = keptFor(
  ({ calls }: World) => calls,
  ({ calls }) => [...calls].sort((one, other) => one.sequence - other.sequence),
)

const liveCalls = keptFor(
  ({ calls }: World) => calls,
  (world) => callsInOrder(world).filter(({ state }) => state !== 'terminated'),
)

const recordsInOrder = keptFor(
  ({ callRecords }: World) => callRecords,
  ({ callRecords, callRecordsByStart }) =>
    Array.from(callRecordsByStart).flatMap(([, id]) => callRecords.get(id) ?? []),
)

function keptFor<Source extends object, Result>(
  sourceOf: (world: World) => Source,
  make: (world: World) => Result,
): (world: World) => Result {
  const kept = new WeakMap<Source, Result>()
  return (world) => {
    const source = sourceOf(world)
    const known = kept.get(source)
    if (known !== undefined) return known
    const made = make(world)
    kept.set(source, made)
    return made
  }
}
