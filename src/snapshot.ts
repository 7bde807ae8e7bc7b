import { fromPlainWorld, type PlainWorld, toPlainWorld } from './engine/store/plain-world.ts'
import type { World } from './engine/store/world.ts'
import type { ClockState } from './engine/time/clock.ts'
import type { NamedRule } from './graph/faults/faults.ts'
import { NOTHING_COUNTED, type ThrottleState } from './graph/throttling/throttle.ts'
import { createPast } from './population/past.ts'
import { withPast } from './population/plan.ts'
import type { Scenario } from './scenarios/language/scenario.ts'

/** Where everything stands: nothing else decides how it goes on. */
export interface WorldState {
  readonly clock: ClockState
  readonly random: ChancePositions
  readonly faults: readonly NamedRule[]
  /** What the limits of `throttle` have counted. */
  readonly throttle: ThrottleState
  /** Those in use. */
  readonly scenarios: readonly Scenario[]
  readonly world: World
}

/** Where the seed's numbers stand: those that the world draws, and those that requests and notifications draw for their ids. */
interface ChancePositions {
  readonly world: readonly number[]
  readonly requests: readonly number[]
  readonly deliveries: readonly number[]
}

/** A {@link WorldState} to keep. In memory it shares all that has not changed since; as JSON it is complete. */
export interface Snapshot {
  readonly version: 1
  readonly clock: ClockState
  readonly random: ChancePositions
  readonly faults: readonly NamedRule[]
  /** What the limits of `throttle` have counted. */
  readonly throttle: ThrottleState
  /** Those in use. */
  readonly scenarios: readonly Scenario[]
  readonly world: World | PlainWorld
}

export function takeSnapshot({ clock, random, faults, throttle, scenarios, world }: WorldState): Snapshot {
  // Not enumerable: a snapshot is compared and shown as the data that it is.
  return Object.defineProperty({ version: 1, clock, random, faults, throttle, scenarios, world } as const, 'toJSON', {
    value: toPlainSnapshot,
  })
}

function toPlainSnapshot(this: WorldState & { readonly version: 1 }) {
  return { ...this, world: toPlainWorld(this.world) }
}

/** @throws TypeError for what is no snapshot of this version. */
export function readSnapshot(snapshot: Snapshot): WorldState {
  const { version, clock, random, faults = [], throttle = NOTHING_COUNTED, scenarios = [], world } = snapshot ?? {}
  if (version !== 1 || !clock || !random || !world) {
    throw new TypeError(
      `emulator.restore: this is no snapshot of version 1 (it says ${String(version)}). Give what emulator.snapshot() gave, or JSON of it read back.`,
    )
  }
  return { clock, random, faults, throttle, scenarios, world: isPlain(world) ? openWorld(world) : world }
}

function openWorld(plain: PlainWorld): World {
  const pasts = plain.pasts ?? []
  return pasts.reduce((world, { plan, numbers }) => {
    const past = createPast(plan)
    return withPast(world, past, numbers.map(past.keyOf))
  }, fromPlainWorld(plain))
}

function isPlain(world: World | PlainWorld): world is PlainWorld {
  return Array.isArray(world.calls)
}
