import { Immer } from 'immer'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ModuleTypes, Reindex, WorldOf } from '../module-types.ts'
import { reportFailure } from '../report-failure.ts'
import { OpenTransaction, type Transaction } from './transaction.ts'

/** The world as users see it: a zustand store without its setter. */
export type ReadonlyStore<World> = Pick<StoreApi<World>, 'getState' | 'getInitialState' | 'subscribe'>

export interface WorldStore<Types extends ModuleTypes> {
  readonly api: ReadonlyStore<WorldOf<Types>>
  world(): WorldOf<Types>
  /**
   * Runs work, at once, and commits what it changed as one new state: subscribers are notified once, or not at all
   * when nothing changed. When the work throws, everything is rolled back. Within another transaction it is a part of
   * that one. What a subscriber or an `afterCommit` throws is thrown here when all the others have run; the change stands.
   */
  transact<Result>(work: (tx: Transaction<Types>) => Result): Result
  /** Puts another world in the place of this one. */
  replace(world: WorldOf<Types>): void
}

export function createWorldStore<Types extends ModuleTypes>(
  empty: WorldOf<Types>,
  reindex: Reindex<Types>,
): WorldStore<Types> {
  const { getState, setState, getInitialState, subscribe } = createStore<WorldOf<Types>>(() => empty)
  const immer = new Immer({ autoFreeze: true })
  const inOrder = createOrder()
  let current: OpenTransaction<Types> | undefined

  return {
    api: {
      getState,
      getInitialState,
      subscribe: (listener) =>
        subscribe((...states) => {
          try {
            listener(...states)
          } catch (error) {
            reportFailure('a subscriber of emulator.store', error)
          }
        }),
    },
    world: getState,
    transact(work) {
      if (current) return current.attempt(work)
      const tx = new OpenTransaction(getState(), immer, reindex)
      current = tx
      let result: ReturnType<typeof work>
      try {
        result = work(tx)
      } finally {
        tx.close()
        current = undefined
      }
      const { world } = tx
      Object.freeze(world)
      inOrder([() => setState(world, true), ...tx.callbacks])
      return result
    },
    replace(world) {
      if (current) throw new Error('The world cannot be replaced within a transaction.')
      inOrder([() => setState(world, true)])
    },
  }
}

/**
 * Runs a change and then what follows on it. Of a change that is made meanwhile, by a subscriber for instance, only the
 * change itself happens at once: what follows on it waits for what follows on the earlier one.
 */
function createOrder(): (tasks: readonly [change: () => void, ...followUps: (() => void)[]]) => void {
  const waiting: (() => void)[] = []
  let running = false

  return ([change, ...followUps]) => {
    waiting.push(...followUps)
    if (running) return change()
    running = true
    const failures: unknown[] = []
    for (let task: (() => void) | undefined = change; task; task = waiting.shift()) {
      try {
        task()
      } catch (error) {
        failures.push(error)
      }
    }
    running = false
    if (failures.length > 0) throw failures[0]
  }
}
