import { restoreError, type Stateful } from './engine/stateful.ts'
import type { WorldStore } from './engine/store/store.ts'
import type { Scheduler } from './engine/time/clock.ts'
import { checkRestored, MAX_PROBLEMS } from './engine/validation.ts'
import {
  fromPlainWorld,
  type PlainWorld,
  plainWorldProblems,
  plainWorldSchema,
  type Types,
  type World,
} from './modules.ts'
import { isPlain } from './snapshot.ts'

/** The world as a part of a snapshot: restoring it schedules the events that the clock does not know yet. */
export function createWorldState(
  store: WorldStore<Types>,
  schedule: Scheduler['schedule'],
): Stateful<World | PlainWorld> {
  return {
    state: store.world,
    check(world, now) {
      if (!isPlain(world)) return world
      checkRestored('world', plainWorldSchema, world)
      const problems: string[] = []
      for (const problem of plainWorldProblems(world, now))
        if (problems.length < MAX_PROBLEMS) problems.push(problem.replace(/^'/, "'world."))
      if (problems.length > 0) throw restoreError(problems)
      return fromPlainWorld(world)
    },
    moveTo(world) {
      if (isPlain(world)) throw new Error('The world was not checked.')
      const { pending } = store.world()
      store.replace(world)
      for (const event of world.pending.newSince(pending)) schedule(event)
    },
  }
}
