import type { Stateful } from './engine/stateful.ts'
import type { WorldStore } from './engine/store/store.ts'
import type { Scheduler } from './engine/time/clock.ts'
import { actions, fromPlainWorld, type PlainWorld, type Types, type World } from './modules.ts'
import { isPlain } from './snapshot.ts'

/** The world as a part of a snapshot: restoring it schedules the events that the clock does not know yet. */
export function createWorldState(
  store: WorldStore<Types>,
  schedule: Scheduler['schedule'],
): Stateful<World | PlainWorld> {
  return {
    state: store.world,
    check(world) {
      if (isPlain(world)) checkPlainWorld(world)
    },
    moveTo(state) {
      const { pending } = store.world()
      const world = isPlain(state) ? fromPlainWorld(state) : state
      store.replace(world)
      for (const event of world.pending.newSince(pending)) schedule(event)
    },
  }
}

const TABLES = ['calls', 'callRecords', 'subscriptions', 'scenarioCounts', 'scenarioRuns'] as const

function checkPlainWorld(world: PlainWorld): void {
  const fail = (path: string, problem: string) => {
    throw new TypeError(
      `emulator.restore: 'world.${path}' ${problem}. Pass the JSON of emulator.snapshot() as it was written.`,
    )
  }
  if (!Number.isSafeInteger(world.sequence)) fail('sequence', 'is not a whole number')
  for (const table of TABLES) {
    const rows = world[table]
    if (!Array.isArray(rows)) fail(table, 'is not a list of rows')
    else
      for (const [index, row] of rows.entries()) {
        if (typeof row?.id !== 'string') fail(`${table}[${index}].id`, 'is not a text')
      }
  }
  if (!Array.isArray(world.pending)) fail('pending', 'is not a list of events')
  for (const [index, event] of world.pending.entries()) {
    const type = event?.action?.type
    if (!Object.hasOwn(actions, type))
      fail(`pending[${index}].action.type`, `is ${JSON.stringify(type)}, which is no action`)
  }
}
