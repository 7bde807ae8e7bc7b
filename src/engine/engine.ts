import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import { type Actions, type Context, dispatch, type Listeners } from './module.ts'
import type { ModuleTypes, ScheduledEvent, Tagged } from './module-types.ts'
import type { WorldStore } from './store/store.ts'

export interface Engine<Types extends ModuleTypes> {
  /** Makes one decision, which is committed, or rolled back when it throws. Notifications are sent after the commit. */
  decide<Result>(decision: (context: Context<Types>) => Result): Result
  /** Dispatches a scheduled event in a decision of its own. */
  run(event: ScheduledEvent<Tagged<Types['actions']>>): void
}

interface EngineParts<Types extends ModuleTypes> {
  readonly store: WorldStore<Types>
  readonly now: () => number
  /** Schedules an event on the clock. */
  readonly schedule: (event: ScheduledEvent<Tagged<Types['actions']>>) => void
  readonly ids: Ids
  readonly random: Random
  /** The generators that a decision may draw from. A decision that throws returns them to their positions. */
  readonly drawnFrom: readonly Pick<Random, 'position' | 'moveTo'>[]
  readonly services: Types['services']
  readonly note: (at: number, note: Tagged<Types['notes']>) => void
  readonly actions: Actions<Types['actions'], Types>
  readonly listeners: Listeners<Types>
  readonly endDecision: readonly ((context: Context<Types>) => void)[]
}

/** Creates an engine that makes decisions and dispatches scheduled actions by name, without knowing any module. */
export function createEngine<Types extends ModuleTypes>(parts: EngineParts<Types>): Engine<Types> {
  const { store, now, ids, random, drawnFrom, services, actions, listeners, endDecision } = parts

  const attempt: Engine<Types>['decide'] = (decision) =>
    store.transact((tx) => {
      const at = now()
      const emittedLater: (() => void)[] = []
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
        emitLater: (name, data) => emittedLater.push(() => emit(name, data)),
        note: (note) => tx.afterCommit(() => parts.note(at, note)),
      }
      const result = decision(context)
      for (const emitNow of emittedLater) emitNow()
      for (const end of endDecision) end(context)
      return result
    })

  const decide: Engine<Types>['decide'] = (decision) => {
    const positions = drawnFrom.map((source) => source.position())
    try {
      return attempt(decision)
    } catch (error) {
      // A rejected request must not change what is drawn after it.
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
        // The rollback restored the event, which would stay pending forever.
        decide(({ tx }) => tx.removePending(event.sequence))
        throw error
      }
    },
  }
}
