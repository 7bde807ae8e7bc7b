import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import type { ModuleTypes, ScheduledEvent, Tagged } from './module-types.ts'
import type { Transaction } from './store/transaction.ts'

export interface SchedulePlan<Action> {
  /** Milliseconds from now. */
  readonly after: number
  /** See {@link ScheduledEvent}. */
  readonly entityId: string
  readonly action: Action
  /** See {@link ScheduledEvent}. */
  readonly background?: boolean
}

/**
 * What the code of one decision may use. The decision is committed when it is complete, or rolled back when it throws.
 * Notifications and trace entries follow after the commit.
 */
export interface Context<Types extends ModuleTypes> {
  /** Epoch milliseconds, the same for the whole decision. */
  readonly now: number
  readonly tx: Transaction<Types>
  readonly ids: Ids
  readonly random: Random
  readonly services: Types['services']
  /** Schedules an action. @returns the sequence number, with which `tx.removePending` cancels the event. */
  schedule(plan: SchedulePlan<Tagged<Types['actions']>>): number
  /** Calls the listeners of the modules above at once, so that their effects precede what follows in the caller. */
  emit<Name extends keyof Types['emits']>(name: Name, data: Types['emits'][Name]): void
  /** Calls the listeners at the end of the decision, before `endDecision`. */
  emitLater<Name extends keyof Types['emits']>(name: Name, data: Types['emits'][Name]): void
  /** Adds a trace entry after the commit. */
  note(note: Tagged<Types['notes']>): void
}

export type Listener<Within extends ModuleTypes, Data> = (context: Context<Within>, data: Data) => void

export type Actions<Own extends object, Within extends ModuleTypes> = {
  readonly [Name in keyof Own]: Listener<Within, ScheduledEvent<{ readonly type: Name } & Own[Name]>>
}

/** The listeners of each emitted event, in the order in which they are called. */
export type Listeners<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['emits']]: readonly Listener<Types, Types['emits'][Name]>[]
}

/** The handlers of a module, checked against its types (`Own`) and those of the modules below it. */
export interface Module<Own extends ModuleTypes, Below extends ModuleTypes> {
  /** Handles the module's scheduled actions. */
  readonly actions: Actions<Own['actions'], Below & Own>
  /** Listens to what the modules below emit. */
  readonly on: { readonly [Name in keyof Below['emits']]?: Listener<Below & Own, Below['emits'][Name]> }
  /** Runs at the end of every decision, after all listeners. */
  readonly endDecision?: (context: Context<Below & Own>) => void
}

/** Calls the handler of an event's action. Generic in the action's name, so that handler and data match without a cast. */
export function dispatch<Types extends ModuleTypes, Name extends keyof Types['actions']>(
  actions: Actions<Types['actions'], Types>,
  context: Context<Types>,
  event: ScheduledEvent<Tagged<Types['actions'], Name>>,
): void {
  actions[event.action.type](context, event)
}
