import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import { type Actions, type Context, dispatch, type Listeners } from './module.ts'
import type { ModuleTypes, ScheduledEvent, Tagged } from './module-types.ts'
import type { WorldStore } from './store/store.ts'

export interface Engine<Types extends ModuleTypes> {
  /** Makes one decision: all of it is committed or, when it throws, nothing. Requests to others leave after the commit. */
  decide<Result>(decision: (context: Context<Types>) => Result): Result
  /** Runs a scheduled event. */
  run(event: ScheduledEvent<Tagged<Types['actions']>>): void
}

interface EngineParts<Types extends ModuleTypes> {
  readonly store: WorldStore<Types>
  readonly now: () => number
  /** Asks the clock to run an event when it is due. */
  readonly schedule: (event: ScheduledEvent<Tagged<Types['actions']>>) => void
  readonly ids: Ids
  readonly random: Random
  /** Random generators that a decision may draw from: a decision that fails leaves them where they were. */
  readonly drawnFrom: readonly Pick<Random, 'position' | 'moveTo'>[]
  readonly services: Types['services']
  readonly note: (at: number, note: Tagged<Types['notes']>) => void
  readonly actions: Actions<Types['actions'], Types>
  readonly listeners: Listeners<Types>
  readonly endDecision: readonly ((context: Context<Types>) => void)[]
}

/** Runs decisions and dispatches scheduled actions by name. It knows no module. */
export function createEngine<Types extends ModuleTypes>(parts: EngineParts<Types>): Engine<Types> {
  const { store, now, ids, random, drawnFrom, services, actions, listeners, endDecision } = parts

  const attempt: Engine<Types>['decide'] = (decision) =>
    store.transact((tx) => {
      const at = now()
      const later: (() => void)[] = []
      const emit: Context<Types>['emit'] = (name, data) => {
        for (const listener of listeners[name]) listener(context, data)
      }
      const context: Context<Types> = {
        now: at,
        tx,
        ids,
        random,
        services,
        schedule({ after, background = false, entityId, action }) {
          const event = { sequence: tx.nextSequence(), at: at + after, background, entityId, action }
          tx.addPending(event)
          tx.afterCommit(() => parts.schedule(event))
          return event.sequence
        },
        emit,
        emitLater: (name, data) => later.push(() => emit(name, data)),
        note: (note) => tx.afterCommit(() => parts.note(at, note)),
      }
      const result = decision(context)
      for (const emitNow of later) emitNow()
      for (const end of endDecision) end(context)
      return result
    })

  const decide: Engine<Types>['decide'] = (decision) => {
    const positions = drawnFrom.map((source) => source.position())
    try {
      return attempt(decision)
    } catch (error) {
      // A refused request must leave no mark on what is drawn after it.
      for (const [index, position] of positions.entries()) drawnFrom[index]?.moveTo(position)
      throw error
    }
  }

  return {
    decide,
    run(event) {
      try {
        decide((context) => {
          context.tx.removePending(event.sequence)
          dispatch(actions, context, event)
        })
      } catch (error) {
        // Rolled back, the event would stay pending for good: it is dropped, and everything else goes on.
        decide(({ tx }) => tx.removePending(event.sequence))
        throw error
      }
    },
  }
}
