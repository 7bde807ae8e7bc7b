import type { Ids } from './chance/ids.ts'
import type { Random } from './chance/random.ts'
import type { ModuleTypes, ScheduledEvent, Tagged } from './module-types.ts'
import type { Transaction } from './store/transaction.ts'

export interface SchedulePlan<Action> {
  /** Milliseconds from now. */
  readonly after: number
  /** What the action is about, see {@link ScheduledEvent}. */
  readonly entityId: string
  readonly action: Action
  /** An expiry: it does not keep the clock from being idle. */
  readonly background?: boolean
}

/**
 * One decision: everything that a change to the world may use. All of it is committed when the decision is complete, or
 * rolled back when it throws; requests to others leave after the commit.
 */
export interface Context<Types extends ModuleTypes> {
  /** Epoch milliseconds; one instant for the whole decision. */
  readonly now: number
  readonly tx: Transaction<Types>
  readonly ids: Ids
  readonly random: Random
  readonly services: Types['services']
  /** @returns the sequence number by which `tx.removePending` cancels the event. */
  schedule(plan: SchedulePlan<Tagged<Types['actions']>>): number
  /** Calls the listeners of the modules above here and now, within the order of effects. */
  emit<Name extends keyof Types['emits']>(name: Name, data: Types['emits'][Name]): void
  /** Calls the listeners once the decision is otherwise complete. */
  emitLater<Name extends keyof Types['emits']>(name: Name, data: Types['emits'][Name]): void
  /** Adds an entry to the trace, once the decision is committed. */
  note(note: Tagged<Types['notes']>): void
}

export type Listener<Within extends ModuleTypes, Data> = (context: Context<Within>, data: Data) => void

export type Actions<Own extends object, Within extends ModuleTypes> = {
  readonly [Name in keyof Own]: Listener<Within, ScheduledEvent<{ readonly type: Name } & Own[Name]>>
}

/** Who reacts to what, in order. */
export type Listeners<Types extends ModuleTypes> = {
  readonly [Name in keyof Types['emits']]: readonly Listener<Types, Types['emits'][Name]>[]
}

/** What a module does: its handlers, checked against its types (`Own`) and those of the modules below it. */
export interface Module<Own extends ModuleTypes, Below extends ModuleTypes> {
  readonly actions: Actions<Own['actions'], Below & Own>
  readonly on: { readonly [Name in keyof Below['emits']]?: Listener<Below & Own, Below['emits'][Name]> }
  /** Runs at the end of every decision, after all listeners. */
  readonly endDecision?: (context: Context<Below & Own>) => void
}

/** Calls the handler of an event's action. Generic in the name, so that handler and data match without a cast. */
export function dispatch<Types extends ModuleTypes, Name extends keyof Types['actions']>(
  actions: Actions<Types['actions'], Types>,
  context: Context<Types>,
  event: ScheduledEvent<Tagged<Types['actions'], Name>>,
): void {
  actions[event.action.type](context, event)
}
