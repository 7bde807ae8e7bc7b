import { Immer } from 'immer'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ModuleTypes, Reindex, WorldOf } from '../module-types.ts'
import { runCallback } from '../run-callback.ts'
import { OpenTransaction, type Transaction } from './transaction.ts'

/** The world as a zustand store without its setter. */
export type ReadonlyStore<World> = Pick<StoreApi<World>, 'getState' | 'getInitialState' | 'subscribe'>

export interface WorldStore<Types extends ModuleTypes> {
  readonly api: ReadonlyStore<WorldOf<Types>>
  world(): WorldOf<Types>
  /**
   * Runs `work` synchronously and commits its changes as one new state. Subscribers are notified once, or not at all if
   * nothing changed. When `work` throws, its changes are rolled back. A nested call belongs to the outer transaction.
   *
   * @throws the first error of a subscriber or an `afterCommit` callback, once all of them have run. The change remains.
   */
  transact<Result>(work: (tx: Transaction<Types>) => Result): Result
  /** Replaces the whole world. @throws Error within a transaction. */
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
        subscribe((...states) => runCallback('a subscriber of emulator.store', () => listener(...states))),
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
 * Runs a change and then its follow-ups. A change made by a follow-up, such as a subscriber that changes the world again,
 * runs at once, but its own follow-ups wait until those of the earlier change have run.
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
