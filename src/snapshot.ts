import { restoreError } from './engine/stateful.ts'
import { Table } from './engine/store/collections/table.ts'
import type { ClockState } from './engine/time/clock.ts'
import type { NamedRule } from './graph/faults/faults.ts'
import type { ThrottleState } from './graph/throttling/throttle.ts'
import { type PlainWorld, toPlainWorld, type World } from './modules.ts'
import type { Scenario } from './scenarios/language/scenario.ts'

/** The positions of the random generators: of the world, of the ids of requests, and of the delivery of notifications. */
export interface RandomPositions {
  readonly world: readonly number[]
  readonly requests: readonly number[]
  readonly deliveries: readonly number[]
}

/** The state of every part. What happens next depends on nothing else, apart from what the app does. */
export interface MachineState {
  readonly clock: ClockState
  readonly random: RandomPositions
  readonly faults: readonly NamedRule[]
  /** What the limits of `throttle` have counted. */
  readonly throttle: ThrottleState
  /** The scenarios in use. */
  readonly scenarios: readonly Scenario[]
  readonly world: World | PlainWorld
}

/** A state of the emulator. In memory it shares what has not changed since; as JSON it is complete. */
export interface Snapshot extends MachineState {
  readonly version: typeof VERSION
}

const VERSION = 2

export function toSnapshot({ clock, random, faults, throttle, scenarios, world }: MachineState): Snapshot {
  const snapshot = { version: VERSION, clock, random, faults, throttle, scenarios, world } as const
  // Not enumerable, so that comparing or printing a snapshot shows only its data.
  return Object.defineProperty(snapshot, 'toJSON', {
    value: () => ({ ...snapshot, world: isPlain(world) ? world : toPlainWorld(world) }),
  })
}

/** @throws TypeError for a snapshot of another version, or without one of its parts. */
export function checkParts(snapshot: Snapshot): void {
  const { version, clock, random, faults, throttle, scenarios, world } = snapshot ?? {}
  if (version !== VERSION)
    throw restoreError([`Expected a snapshot of version ${VERSION} but its version is ${String(version)}`])
  const parts = { clock, random, faults, throttle, scenarios, world }
  const missing = Object.entries(parts).flatMap(([name, part]) => (part ? [] : [`'${name}': Required but missing`]))
  if (missing.length > 0) throw restoreError(missing)
}

/** Whether a world has no tables, as in JSON. */
export function isPlain(world: World | PlainWorld): world is PlainWorld {
  return !(world.calls instanceof Table)
}
